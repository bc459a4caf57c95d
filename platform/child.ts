import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type LogSink, readLines } from './log-lines.ts';
import { OperatorProblem } from './operator-problem.ts';

/** What to run. */
export interface ChildSpec {
  readonly name: string;
  /** The file that Node runs. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  /** Arguments after the entry. */
  readonly args?: readonly string[];
}

/** A running (or just ended) process. */
export interface Child {
  readonly pid: number;
  /** Settles when the service said that it answers; rejects with an OperatorProblem when it ended before. */
  readonly ready: Promise<void>;
  /** Settles with how it ended, in words, once it is gone and its output is read. */
  readonly ended: Promise<string>;
  isGone(): boolean;
  signal(name: NodeJS.Signals): void;
}

const GUARD = pathToFileURL(path.join(import.meta.dirname, 'child-guard.ts')).href;

/**
 * Starts a service as a child with a channel to us. It is in a session of its own, so that Ctrl-C in a terminal reaches
 * the supervisor only, which then stops services in order.
 */
export function spawnChild(spec: ChildSpec, log: LogSink): Child {
  const args = ['--import', GUARD, spec.entry, ...(spec.args ?? [])];
  const child = spawn(process.execPath, args, {
    env: spec.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const complaints: string[] = [];
  let gone = false;
  readLines(child.stdout!, (text) => log({ source: spec.name, text }));
  readLines(child.stderr!, (text) => {
    if (text.trim()) complaints.push(text);
    if (complaints.length > 50) complaints.shift();
    log({ source: spec.name, text });
  });

  const ended = Promise.withResolvers<string>();
  child.once('exit', () => {
    gone = true;
  });
  child.once('error', (error) => ended.resolve(`it could not be run: ${error.message}`));
  child.once('close', (code, signal) => ended.resolve(signal ? `ended by ${signal}` : `exit code ${code}`));

  const ready = Promise.withResolvers<void>();
  child.on('message', (message) => {
    if ((message as { type?: string } | null)?.type === 'ready') ready.resolve();
  });
  void ended.promise.then((how) =>
    ready.reject(new OperatorProblem(startFailure(spec.name, complaints, how))),
  );
  // Nobody may be waiting for it (a respawned child); whoever is gets the rejection all the same.
  ready.promise.catch(() => undefined);

  return {
    pid: child.pid ?? -1,
    ready: ready.promise,
    ended: ended.promise,
    isGone: () => gone,
    signal: (name) => void child.kill(name),
  };
}

/** A service says why it can not start in one sentence that begins with its name; Node itself prints a report. */
function startFailure(name: string, complaints: readonly string[], how: string): string {
  const sentence = complaints.find((line) => line.startsWith(`${name} `));
  if (sentence) return sentence;
  const reason = complaints.find((line) => /^\w*Error\b/.test(line)) ?? complaints.at(-1);
  return `${name} did not start (${how})${reason ? `: ${reason}` : '.'}`;
}
