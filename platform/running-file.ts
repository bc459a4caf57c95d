import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { OperatorProblem } from './operator-problem.ts';
import { createPrivateFile, readJsonFile, writePrivateFile } from './private-file.ts';
import { identifyProcess, isSameProcess } from './process-identity.ts';
import type { ServiceName } from './topology.ts';

const SECOND = 1_000;
const POLL = 50;

/** How long services of a killed supervisor may take to end by themselves: a little more than their guard gives them. */
const ORPHAN_LIMIT = 26 * SECOND;

interface ProcessRecord {
  readonly pid: number;
  readonly started: string;
}

/** What `running.json` of a data folder says about the platform that works in it. */
export interface RunningPlatform extends ProcessRecord {
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly children: Readonly<Record<string, ProcessRecord>>;
}

/** A data folder that this process alone may use. */
export interface Claim {
  /** Records a child, so that the next start can end it should we be killed. */
  addChild(name: string, pid: number): void;
  release(): void;
}

/** The platform that runs in `dataDir` now, or null. */
export function findRunningPlatform(dataDir: string): RunningPlatform | null {
  const found = readRecord(dataDir);
  return found && isSameProcess(found.pid, found.started) ? found : null;
}

/**
 * Takes the data folder for this process. Services that a killed supervisor left behind hold its ports: they are given
 * the time to end, then killed.
 * Throws an OperatorProblem when another living process has the folder.
 */
export async function claimDataDir(dataDir: string, urls: RunningPlatform['urls']): Promise<Claim> {
  mkdirSync(dataDir, { recursive: true });
  const file = runningFile(dataDir);
  let record: RunningPlatform = { ...recordOf(process.pid), urls, children: {} };
  while (!createPrivateFile(file, JSON.stringify(record))) {
    const other = readRecord(dataDir);
    if (!other) continue;
    if (isSameProcess(other.pid, other.started)) throw alreadyRunning(other);
    await endOrphans(other);
    rmSync(file, { force: true });
  }
  return {
    addChild: (name, pid) => {
      record = { ...record, children: { ...record.children, [name]: recordOf(pid) } };
      writePrivateFile(file, JSON.stringify(record));
    },
    release: () => rmSync(file, { force: true }),
  };
}

function alreadyRunning({ pid, urls }: RunningPlatform): OperatorProblem {
  return new OperatorProblem(
    `ECI runs already (process ${pid}, ${urls.gateway}): stop it with Ctrl-C where it was started, or kill ${pid}.`,
  );
}

async function endOrphans({ children }: RunningPlatform): Promise<void> {
  const deadline = Date.now() + ORPHAN_LIMIT;
  const alive = () => Object.values(children).filter(({ pid, started }) => isSameProcess(pid, started));
  while (alive().length > 0 && Date.now() < deadline) await delay(POLL);
  for (const { pid } of alive()) process.kill(pid, 'SIGKILL');
  while (alive().length > 0) await delay(POLL);
}

function recordOf(pid: number): ProcessRecord {
  return { pid, started: identifyProcess(pid)?.started ?? '' };
}

function readRecord(dataDir: string): RunningPlatform | null {
  return readJsonFile<RunningPlatform>(runningFile(dataDir), 'delete it if ECI does not run.');
}

function runningFile(dataDir: string): string {
  return path.join(dataDir, 'running.json');
}
