import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { OperatorProblem } from './operator-problem.ts';

/**
 * Writes a file that only its owner can read, as a whole or not at all: a process that dies meanwhile leaves the old
 * content. Folders are not made.
 */
export function writePrivateFile(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content, { mode: 0o600 });
  renameSync(unfinished, file);
}

/** Like writePrivateFile, but false and nothing written when the file exists: of two processes one gets it. */
export function createPrivateFile(file: string, content: string): boolean {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content, { mode: 0o600 });
  try {
    linkSync(unfinished, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(unfinished);
  }
}

/**
 * The JSON of a file, or null when there is none. Throws an OperatorProblem when it may not be read or was damaged;
 * `remedy` completes the sentence.
 */
export function readJsonFile<T>(file: string, remedy: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'EACCES')
      throw new OperatorProblem(`${file} belongs to another user: run the command as that user.`);
    if (name === 'SyntaxError') throw new OperatorProblem(`${file} is damaged: ${remedy}`);
    throw error;
  }
}
