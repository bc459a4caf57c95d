import { existsSync } from 'node:fs';
import { readDataDir } from './config.ts';
import { removeDataDir } from './data-dir.ts';
import { OperatorProblem } from './operator-problem.ts';
import { runCommand } from './run-command.ts';
import { findRunningPlatform } from './running-file.ts';

/**
 * `npm run reset`: stops the embedded PostgreSQL of `dataDir` if a killed start left it running, and deletes the folder.
 * False when there was none. Throws an OperatorProblem while the platform runs.
 */
export async function resetData(dataDir: string): Promise<boolean> {
  const running = findRunningPlatform(dataDir);
  if (running)
    throw new OperatorProblem(`ECI runs (process ${running.pid}): stop it before its data is deleted.`);
  if (!existsSync(dataDir)) return false;
  await removeDataDir(dataDir);
  return true;
}

if (import.meta.main) {
  await runCommand(async () => {
    const dataDir = readDataDir();
    const done = await resetData(dataDir);
    console.log(
      done
        ? `${dataDir} is deleted; npm start makes a new shop.`
        : `There is nothing to delete in ${dataDir}.`,
    );
    return 0;
  });
}
