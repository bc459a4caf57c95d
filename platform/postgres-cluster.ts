import { spawnSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { OperatorProblem } from './operator-problem.ts';
import { canEnter, choosePostgresAccount, type PostgresAccount } from './postgres-account.ts';
import {
  isSafePath,
  locatePostgresBinaries,
  type PostgresBinaries,
  sharedFolder,
} from './postgres-binaries.ts';
import { runPostgresProgram } from './postgres-program.ts';
import { type Durability, initdbArguments } from './postgres-settings.ts';
import { readPostmaster } from './postmaster.ts';
import { readJsonFile, writePrivateFile } from './private-file.ts';

/** What is remembered between starts; the file is private, for it holds the password. */
interface ServerRecord {
  readonly id: string;
  readonly port: number;
  readonly password: string;
  /** Where the cluster is when it could not stay inside the data folder. */
  readonly outside?: string;
}

/** The files of one database server and the means to run it. */
export interface Cluster extends ServerRecord {
  readonly dataDir: string;
  /** PostgreSQL's own folder, which belongs to `account`. */
  readonly clusterDir: string;
  readonly logFile: string;
  readonly account: PostgresAccount;
  readonly binaries: PostgresBinaries;
}

/** Names the record that a cluster belongs to; written last, so it also tells that initdb had finished. */
const OWNER_FILE = 'eci-owner';

/**
 * Finds the cluster of `dataDir`, or null when there is none that was finished: a cluster whose record was deleted
 * (`rm -rf .data`) or that came with a copied folder's record is not ours.
 */
export function findCluster(dataDir: string): Cluster | null {
  const record = readJsonFile<ServerRecord>(
    recordFile(dataDir),
    'run npm run reset, which starts with a new database.',
  );
  if (!record) return null;
  // The record of a copied folder names the original's cluster, which is not ours.
  if (record.outside && record.outside !== outsideDir(dataDir)) return null;
  const clusterDir = record.outside ?? path.join(dataDir, 'cluster');
  if (ownerOf(clusterDir) !== record.id) return null;
  const cluster = describe(dataDir, clusterDir, record);
  handOver(cluster);
  return cluster;
}

/**
 * Makes the cluster of `dataDir` with initdb: inside it if the server's account can get there and the file system keeps
 * its modes, else in a shared folder, named after `dataDir` so that two clones never share data. What an interrupted
 * or forgotten run left there is deleted.
 */
export async function createCluster(dataDir: string, durability: Durability, port: number): Promise<Cluster> {
  const clusterDir = await prepareFolder(dataDir);
  const outside = clusterDir.startsWith(dataDir) ? undefined : clusterDir;
  const record: ServerRecord = {
    id: randomUUID(),
    port,
    password: randomBytes(24).toString('base64url'),
    outside,
  };
  const cluster = describe(dataDir, clusterDir, record);
  writePrivateFile(recordFile(dataDir), JSON.stringify(record));
  const passwordFile = `${cluster.clusterDir}.password`;
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, record.password, { mode: 0o600, flag: 'wx' });
  if (cluster.account) chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
  try {
    const args = initdbArguments(clusterDir, passwordFile, durability);
    await runPostgresProgram(cluster.binaries.initdb, args, cluster.account);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(path.join(cluster.clusterDir, OWNER_FILE), record.id, { mode: 0o644, flag: 'wx' });
  return cluster;
}

/** Remembers the port on which the server listens, so that the URLs of its databases stay the same. */
export function rememberPort({ id, password, outside, dataDir }: Cluster, port: number): void {
  const record: ServerRecord = { id, port, password, outside };
  writePrivateFile(recordFile(dataDir), JSON.stringify(record));
}

/** Deletes the cluster and its record; the server must have stopped. */
export function deleteCluster({ clusterDir, dataDir }: Cluster): void {
  for (const folder of [clusterDir, dataDir]) rmSync(folder, { recursive: true, force: true });
}

function recordFile(dataDir: string): string {
  return path.join(dataDir, 'server.json');
}

function describe(dataDir: string, clusterDir: string, record: ServerRecord): Cluster {
  const account = choosePostgresAccount(clusterDir);
  const logFile = path.join(clusterDir, 'server.log');
  return { ...record, dataDir, clusterDir, logFile, account, binaries: locatePostgresBinaries(account) };
}

function ownerOf(clusterDir: string): string | null {
  try {
    return readFileSync(path.join(clusterDir, OWNER_FILE), 'utf8');
  } catch {
    return null;
  }
}

/** A copied folder has the modes and, if root copied it, the owner of the copier; PostgreSQL accepts neither. */
function handOver({ clusterDir, account }: Cluster): void {
  const { uid, mode } = statSync(clusterDir);
  if (mode & 0o077 && process.platform !== 'win32') chmodSync(clusterDir, 0o700);
  if (account && uid !== account.uid) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, clusterDir]);
}

function outsideDir(dataDir: string): string {
  const name = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  return path.join(sharedFolder(), `data-${name}`);
}

async function prepareFolder(dataDir: string): Promise<string> {
  const inside = path.join(dataDir, 'cluster');
  if (isSafePath(dataDir) && (await becomesPrivate(inside, dataDir))) return inside;
  const outside = outsideDir(dataDir);
  if (await becomesPrivate(outside, path.dirname(outside))) return outside;
  throw new OperatorProblem(
    `PostgreSQL needs a private folder, and neither ${inside} nor ${outside} can be one.`,
  );
}

/** True when `folder` is now empty and the server's account can work in it; else it is gone. */
async function becomesPrivate(folder: string, parent: string): Promise<boolean> {
  await endForgottenServer(folder);
  rmSync(folder, { recursive: true, force: true });
  const account = choosePostgresAccount(folder);
  if (canEnter(account, parent) && keepsModes(folder, account)) return true;
  rmSync(folder, { recursive: true, force: true });
  return false;
}

/** The server of a cluster whose record was deleted would go on for a minute in a folder that is gone. */
async function endForgottenServer(folder: string): Promise<void> {
  if (!readPostmaster(folder)) return;
  const account = choosePostgresAccount(folder);
  const stop = ['stop', '-w', '-m', 'immediate', '-D', folder];
  await runPostgresProgram(locatePostgresBinaries(account).pgCtl, stop, account);
}

/** Makes the folder and hands it to the account; some mounted file systems ignore owners or modes. */
function keepsModes(folder: string, account: PostgresAccount): boolean {
  mkdirSync(folder, { mode: 0o700 });
  if (process.platform === 'win32') return true;
  try {
    chmodSync(folder, 0o700);
    if (account) chownSync(folder, account.uid, account.gid);
  } catch {
    return false;
  }
  const { mode, uid } = statSync(folder);
  return (mode & 0o077) === 0 && uid === (account?.uid ?? process.getuid?.());
}

/**
 * Makes a folder that the server's account can pass through, but not list. One that exists is left as it is: it may be
 * somebody's, and the cluster then goes elsewhere if it must.
 */
export function makePassable(folder: string): void {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
  if (isNew) chmodSync(folder, 0o711);
}
