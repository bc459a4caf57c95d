import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { noteEntities, notesEnvironment } from './fixtures/notes.ts';
import { createTestDatabase } from './testing/database.ts';
import { describeOnEngines } from './testing/engines.ts';
import { eventually } from './testing/eventually.ts';

interface Child {
  process: ChildProcess;
  /** What it wrote so far. */
  stdout: () => string;
  stderr: () => string;
  exited: Promise<number | null>;
}

const children: Child[] = [];

function start(
  file: string,
  { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
): Child {
  const forked = fork(fileURLToPath(new URL(`./fixtures/${file}`, import.meta.url)), args, {
    execArgv: [],
    env: { PATH: process.env.PATH, ...env },
    silent: true,
  });
  const text = { stdout: '', stderr: '' };
  forked.stdout?.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  forked.stderr?.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  // Not by 'close': it does not come for a child whose channel was disconnected from this side.
  const ended = [forked.stdout!, forked.stderr!].map((stream) => once(stream, 'end'));
  const exited = once(forked, 'exit').then(async ([code]) => {
    await Promise.all(ended);
    return code as number | null;
  });
  const child = { process: forked, stdout: () => text.stdout, stderr: () => text.stderr, exited };
  children.push(child);
  return child;
}

const message = async (child: Child): Promise<unknown> => (await once(child.process, 'message'))[0];

afterEach(() => {
  for (const { process: child } of children.splice(0)) child.kill('SIGKILL');
});

describe('a process', () => {
  /** Starts one and has a request in flight in it. */
  async function busy() {
    const child = start('slow-process.ts');
    const { type, url } = (await message(child)) as { type: string; url: string };
    expect(type).toBe('ready');
    const inside = message(child);
    const answer = fetch(`${url}/slow`).then(async (response) => ({
      status: response.status,
      body: await response.json(),
    }));
    expect(await inside).toBe('inside');
    const refuses = async () => {
      try {
        await fetch(`${url}/health/live`, { headers: { connection: 'close' } });
        return false;
      } catch {
        return true;
      }
    };
    return { child, answer, refuses };
  }

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes its request in flight on %s, takes no new one, and ends with 0',
    async (signal) => {
      const { child, answer, refuses } = await busy();
      child.process.kill(signal);
      await eventually('new requests to be refused', refuses);
      child.process.send('finish');
      expect(await answer).toEqual({ status: 200, body: { finished: true } });
      expect(await child.exited).toBe(0);
      expect(child.stderr()).toBe('');
    },
  );

  test('ends the same way when the channel to its parent closes', async () => {
    const { child, answer } = await busy();
    child.process.disconnect();
    expect(await answer).toEqual({ status: 200, body: { finished: true } });
    expect(await child.exited).toBe(0);
  });

  test('says in one sentence that its port is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    const child = start('slow-process.ts', { args: [String(port)] });
    expect(await child.exited).toBe(1);
    expect(child.stderr()).toBe(
      `slow can not start: port ${port} on 127.0.0.1 is in use. Stop what uses it or set another port.\n`,
    );
    holder.close();
  });

  test('says everything that its configuration lacks, in one line', async () => {
    const child = start('notes-process.ts', { env: { PORT: 'http' } });
    expect(await child.exited).toBe(1);
    expect(child.stderr().trim().split('\n')).toHaveLength(1);
    for (const name of [
      'PORT is not valid',
      'DATABASE_URL is missing',
      'SERVICE_CREDENTIAL is missing',
      'TRUSTED_CALLERS is missing',
      'JWT_ISSUERS is missing',
    ]) {
      expect(child.stderr()).toContain(name);
    }
  });

  test.each(['postgresql', 'mysql'])(
    'says that a %s database can not be reached, without its password',
    async (scheme) => {
      const child = start('notes-process.ts', {
        env: notesEnvironment('notes', `${scheme}://user:hunter2@127.0.0.1:9/missing`),
      });
      expect(await child.exited).toBe(1);
      expect(child.stderr()).toBe(
        'The database missing at 127.0.0.1:9 can not be reached (ECONNREFUSED): start it or correct DATABASE_URL.\n',
      );
    },
  );
});

describeOnEngines('a subgraph as a process', (engine) => {
  test('migrates when told to, once, and serves then', async () => {
    const disk = await createTestDatabase([...noteEntities], [], engine);
    const env = notesEnvironment('notes', disk.url);
    try {
      const early = start('notes-process.ts', { env });
      const first = start('notes-process.ts', { args: ['migrate'], env });
      const twin = start('notes-process.ts', { args: ['migrate'], env });
      expect(await Promise.all([first.exited, twin.exited])).toEqual([0, 0]);
      const outputs = [first.stdout(), twin.stdout()].sort();
      expect(outputs[0]).toMatch(/^notes: ran create-idempotent-operation, .*create-note, create-effect\n$/);
      expect(outputs[1]).toBe('notes: the schema is the newest\n');
      const { url } = (await message(early)) as { url: string };
      expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ok', service: 'notes' });
      const written = await fetch(`${url}/v1/notes/n_1`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: '{"text":"hello"}',
      });
      expect([written.status, await written.json()]).toEqual([200, { version: 1 }]);
      early.process.kill('SIGTERM');
      expect(await early.exited).toBe(0);
    } finally {
      await disk.drop();
    }
  });
});
