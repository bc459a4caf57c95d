import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeEmbeddedPostgres } from './embedded-postgres.ts';
import { readJsonFile, writePrivateFile } from './private-file.ts';
import { identifyProcess, isSameProcess } from './process-identity.ts';

const MINUTE = 60_000;
const PREFIX = 'eci-run-';

/** Where the embedded PostgreSQL of a data folder lives. */
export function postgresDirOf(dataDir: string): string {
  return path.join(dataDir, 'postgres');
}

/** Where the product pictures of a data folder are; made when missing, as the catalog wants to find it at its start. */
export function imageDirOf(dataDir: string): string {
  const folder = path.join(dataDir, 'images');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * A data folder for as long as this process runs: tests, benchmarks. Folders of processes that were killed before they
 * could clean up are removed first, with the database servers that still run in them.
 */
export async function createTemporaryDataDir(): Promise<string> {
  await removeForgottenDataDirs();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  const started = identifyProcess(process.pid)?.started;
  writePrivateFile(ownerFile(dataDir), JSON.stringify({ pid: process.pid, started }));
  // As far as the account of the database server must get through.
  chmodSync(dataDir, 0o711);
  return dataDir;
}

/** Everything that is ever put into a data folder, besides the database. */
const CONTENT = ['compiled', 'images', 'owner.json', 'running.json', 'secrets.json', 'seeded'];

/**
 * Stops the database server of a data folder and deletes what is ours in it, and the folder if nothing else is there:
 * ECI_DATA_DIR may name a folder that holds other things.
 */
export async function removeDataDir(dataDir: string): Promise<void> {
  await removeEmbeddedPostgres(postgresDirOf(dataDir));
  for (const name of CONTENT) rmSync(path.join(dataDir, name), { recursive: true, force: true });
  if (existsSync(dataDir) && readdirSync(dataDir).length === 0) rmdirSync(dataDir);
}

/** Stops every database server in a temporary folder, wherever in it, and deletes the whole folder. */
export async function removeTemporaryDataDir(dataDir: string): Promise<void> {
  for (const record of globSync('**/server.json', { cwd: dataDir })) {
    await removeEmbeddedPostgres(path.join(dataDir, path.dirname(record)));
  }
  rmSync(dataDir, { recursive: true, force: true });
}

async function removeForgottenDataDirs(): Promise<void> {
  const mine = process.getuid?.();
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = path.join(os.tmpdir(), name);
    const found = statSync(dataDir, { throwIfNoEntry: false });
    if (found && (mine === undefined || found.uid === mine) && isForgotten(dataDir, found.mtimeMs)) {
      // Another process may be removing it at this moment; whoever comes first, it goes.
      await removeTemporaryDataDir(dataDir).catch(() => undefined);
    }
  }
}

function isForgotten(dataDir: string, changedAt: number): boolean {
  // A folder without an owner was made this instant, or by a process that was killed in between.
  if (!existsSync(ownerFile(dataDir))) return Date.now() - changedAt > MINUTE;
  const owner = readJsonFile<{ pid: number; started: string }>(ownerFile(dataDir), 'delete it.');
  return owner !== null && !isSameProcess(owner.pid, owner.started);
}

function ownerFile(dataDir: string): string {
  return path.join(dataDir, 'owner.json');
}
