import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { OperatorProblem } from './operator-problem.ts';
import { findFreePort, isPortFree } from './ports.ts';
import {
  type Cluster,
  createCluster,
  deleteCluster,
  findCluster,
  makePassable,
  rememberPort,
} from './postgres-cluster.ts';
import { createDatabase, query, urlOf } from './postgres-connection.ts';
import { runPostgresProgram } from './postgres-program.ts';
import { type Durability, serverOptions, serverSettings } from './postgres-settings.ts';
import { readPostmaster, removeStaleLock } from './postmaster.ts';

const SECOND = 1_000;
const MEGABYTE = 1024 * 1024;

/** How long a server may take to recover from a crash or to end, before we give up on it. */
const SETTLE_LIMIT = 60 * SECOND;
const POLL = 20;

export interface EmbeddedPostgresOptions extends Durability {
  /** A folder of its own; made when missing. What it needs to know later (port, password) is kept in it. */
  readonly dataDir: string;
}

/** A running server that listens on 127.0.0.1 only. It outlives this process unless `stop` is called. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** The process number of the server's main process, or null while it is down. */
  readonly pid: number | null;
  /** What had to be done: made a new cluster, started an existing one, or found it running. */
  readonly origin: 'created' | 'started' | 'adopted';
  readonly logFile: string;
  /** The connection URL of a database, superuser and password included. */
  databaseUrl(name: string): string;
  /** Makes a database, from a template if one is named. False when it existed. */
  createDatabase(name: string, template?: string): Promise<boolean>;
  /** Starts the server again on its port after it died; nothing if it runs. */
  revive(): Promise<void>;
  /** Ends the server: running transactions are rolled back, committed data is on disk. */
  stop(): Promise<void>;
}

/**
 * Makes, starts or adopts the PostgreSQL of `dataDir`. A server that a killed process left behind is adopted once a
 * real connection to it works; one that was killed itself recovers. Two processes must not call this for one folder
 * at the same time.
 * Throws an OperatorProblem when it can not run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  makePassable(options.dataDir);
  const existing = findCluster(options.dataDir);
  if (existing && (await adopt(existing, options))) return handle(existing, options, 'adopted');
  const cluster = existing ?? (await createCluster(options.dataDir, options, await findFreePort()));
  const port = (await isPortFree(cluster.port)) ? cluster.port : await findFreePort();
  await startServer(cluster, port, options);
  return handle(cluster, options, existing ? 'started' : 'created');
}

/** Stops the server of `dataDir` if one runs. True when there was one. */
export async function stopEmbeddedPostgres(dataDir: string): Promise<boolean> {
  const cluster = existsSync(dataDir) ? findCluster(dataDir) : null;
  if (!cluster || !readPostmaster(cluster.clusterDir)) return false;
  await stopServer(cluster);
  return true;
}

/** Stops the server of `dataDir` and deletes all its data. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  await stopEmbeddedPostgres(dataDir);
  const cluster = existsSync(dataDir) ? findCluster(dataDir) : null;
  if (cluster) deleteCluster(cluster);
  rmSync(dataDir, { recursive: true, force: true });
}

/** True when a server of this cluster answers; waits while one starts, recovers or ends. */
async function adopt(cluster: Cluster, { fsync }: Durability): Promise<boolean> {
  const deadline = Date.now() + SETTLE_LIMIT;
  while (Date.now() < deadline) {
    const server = readPostmaster(cluster.clusterDir);
    if (!server) return false;
    const found = await durabilityOf({ ...cluster, port: server.port });
    if (found?.fsync === fsync) {
      rememberPort(cluster, server.port);
      return true;
    }
    if (found) await stopServer(cluster);
    else await delay(POLL);
  }
  throw new OperatorProblem(
    `The PostgreSQL of ${cluster.dataDir} runs but does not answer: see ${cluster.logFile}.`,
  );
}

/**
 * How the running server of the cluster is set, or null while it does not answer. Connects for real, since for a moment
 * after a kill the lock file and pg_ctl still call a dead server alive.
 */
async function durabilityOf(cluster: Cluster): Promise<Durability | null> {
  try {
    const [row] = await query<{ fsync: string }>(cluster, 'show fsync');
    return { fsync: row?.fsync === 'on' };
  } catch {
    return null;
  }
}

async function startServer(cluster: Cluster, port: number, durability: Durability): Promise<void> {
  const deadline = Date.now() + SETTLE_LIMIT;
  limitLog(cluster.logFile);
  for (;;) {
    removeStaleLock(cluster.clusterDir);
    const options = serverOptions(serverSettings(port, durability));
    const from = logSize(cluster.logFile);
    try {
      const where = ['-D', cluster.clusterDir, '-l', cluster.logFile];
      await runPostgresProgram(
        cluster.binaries.pgCtl,
        ['start', '-w', '-t', String(SETTLE_LIMIT / SECOND), '-s', ...where, '-o', options],
        cluster.account,
      );
      rememberPort(cluster, port);
      return;
    } catch (error) {
      const reason = fatalLine(cluster.logFile, from);
      // The processes of a killed server need a moment to notice, and hold its memory and port until then.
      const passes = /still in use|already in use|lock file/.test(reason ?? '');
      if (passes && Date.now() < deadline) await delay(5 * POLL);
      else throw new OperatorProblem(`PostgreSQL did not start: ${reason ?? (error as Error).message}`);
    }
  }
}

async function stopServer(cluster: Cluster): Promise<void> {
  const server = readPostmaster(cluster.clusterDir);
  if (!server) return;
  const stop = ['stop', '-w', '-s', '-D', cluster.clusterDir, '-t', String(SETTLE_LIMIT / SECOND), '-m'];
  try {
    await runPostgresProgram(cluster.binaries.pgCtl, [...stop, 'fast'], cluster.account);
  } catch (error) {
    // It died by itself meanwhile, or hangs: then it recovers at the next start, nothing committed is lost.
    if (readPostmaster(cluster.clusterDir)?.pid !== server.pid) return;
    await runPostgresProgram(cluster.binaries.pgCtl, [...stop, 'immediate'], cluster.account).catch(() => {
      throw error;
    });
  }
}

function handle(
  cluster: Cluster,
  durability: Durability,
  origin: EmbeddedPostgres['origin'],
): EmbeddedPostgres {
  const server = readPostmaster(cluster.clusterDir);
  if (!server)
    throw new OperatorProblem(`PostgreSQL ended right after it had started: see ${cluster.logFile}.`);
  const running = { ...cluster, port: server.port };
  return {
    port: server.port,
    get pid() {
      return readPostmaster(cluster.clusterDir)?.pid ?? null;
    },
    origin,
    logFile: cluster.logFile,
    databaseUrl: (name) => urlOf(running, name),
    createDatabase: (name, template) => createDatabase(running, name, template),
    revive: async () => {
      if (!(await adopt(running, durability))) await startServer(running, server.port, durability);
    },
    stop: () => stopServer(cluster),
  };
}

function logSize(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** The log is for the last problem, not for the archive. */
function limitLog(file: string): void {
  if (logSize(file) > 10 * MEGABYTE) rmSync(file);
}

/** The first fatal message that was logged after `from` bytes, without its timestamp. */
function fatalLine(file: string, from: number): string | null {
  if (!existsSync(file)) return null;
  const added = readFileSync(file).subarray(from).toString();
  return /(?:FATAL|PANIC): +(.*)/.exec(added)?.[1] ?? null;
}
