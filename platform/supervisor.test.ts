import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ChildSpec } from './child.ts';
import type { LogLine } from './log-lines.ts';
import { findFreePort } from './ports.ts';
import { identifyProcess } from './process-identity.ts';
import { Supervisor } from './supervisor.ts';

let folder: string;
let lines: LogLine[];
let supervisor: Supervisor;
/** Called after every line that anybody logs. */
let onLine: () => void;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'eci-supervisor-'));
  lines = [];
  onLine = () => undefined;
  const log = (line: LogLine) => {
    lines.push(line);
    onLine();
  };
  supervisor = new Supervisor({ log, graceLimit: 300, readyLimit: 10_000 });
});

afterEach(async () => {
  await supervisor.abort();
  rmSync(folder, { recursive: true });
});

async function specOf(name: string, env: Record<string, string> = {}): Promise<ChildSpec & { url: string }> {
  const port = await findFreePort();
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    entry: path.join(import.meta.dirname, 'fixtures', 'stand-in.ts'),
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      STAND_IN_NAME: name,
      STAND_IN_JOURNAL: journalFile(),
      ...env,
    },
  };
}

const journalFile = () => path.join(folder, 'journal');
const journal = () => readFileSync(journalFile(), 'utf8').trim().split('\n');

function untilSaid(text: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  onLine = () => {
    if (lines.some((line) => line.source === 'platform' && line.text.includes(text))) resolve();
  };
  onLine();
  return promise;
}

test('a start returns when the service answers', async () => {
  const spec = await specOf('shop');
  await supervisor.start(spec);
  expect((await fetch(spec.url)).status).toBe(200);
  expect(identifyProcess(supervisor.pid('shop')!)?.command).toContain('stand-in.ts');
});

test('a service that can not start is reported in its own words', async () => {
  const spec = await specOf('shop', { STAND_IN_REFUSES: 'shop can not start: its shelves are missing.' });
  await expect(supervisor.start(spec)).rejects.toThrow(/^shop can not start: its shelves are missing\.$/);
  expect(supervisor.pid('shop')).toBeNull();
});

test('a service that dies by itself is named, started again and answers', async () => {
  const spec = await specOf('shop');
  await supervisor.start(spec);
  const before = supervisor.pid('shop');
  await fetch(`${spec.url}/crash`).catch(() => undefined);
  await untilSaid('shop ended unexpectedly (exit code 7); it is started again in 250 ms.');
  await untilSaid('shop answers again.');
  expect((await fetch(spec.url)).status).toBe(200);
  expect(supervisor.pid('shop')).not.toBe(before);
});

test('a service that keeps dying is given longer and longer pauses', async () => {
  const spec = await specOf('shop');
  await supervisor.start(spec);
  await supervisor.kill('shop', { respawn: true });
  await untilSaid('in 250 ms');
  await untilSaid('shop answers again.');
  await supervisor.kill('shop', { respawn: true });
  await untilSaid('in 500 ms');
});

test('a service that was killed to stay down stays down until it is restarted', async () => {
  const spec = await specOf('shop');
  await supervisor.start(spec);
  await supervisor.kill('shop');
  expect(supervisor.pid('shop')).toBeNull();
  expect(lines.filter(({ source }) => source === 'platform')).toEqual([]);
  await supervisor.restart('shop');
  expect((await fetch(spec.url)).status).toBe(200);
});

test('services stop group after group', async () => {
  for (const name of ['storage', 'shop', 'door']) await supervisor.start(await specOf(name));
  await supervisor.stop([['door'], ['shop']]);
  expect(journal().slice(3)).toEqual(['stopped door', 'stopped shop', 'stopped storage']);
});

test('a service that does not end within the grace period is killed, and that is said', async () => {
  await supervisor.start(await specOf('shop', { STAND_IN_HANGS: 'yes' }));
  await supervisor.stop();
  expect(supervisor.pid('shop')).toBeNull();
  expect(lines.at(-1)?.text).toBe('shop did not stop within 0.3 s and is killed.');
});

test('a frozen service is stopped like any other', async () => {
  await supervisor.start(await specOf('shop'));
  process.kill(supervisor.pid('shop')!, 'SIGSTOP');
  await supervisor.stop();
  expect(journal()).toEqual(['started shop', 'stopped shop']);
});

test('a service in the middle of its start does not outlive a stop', async () => {
  const starting = supervisor.start(await specOf('shop'));
  const refused = expect(starting).rejects.toThrow('shop did not start (ended by SIGTERM)');
  await supervisor.stop();
  await refused;
  expect(supervisor.pid('shop')).toBeNull();
});
