import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from './database.ts';
import { noteEntities, noteMigrations, notes, notesEnvironment } from './fixtures/notes.ts';
import { createDatabase } from './fixtures/running-notes.ts';
import { openSubgraph } from './server.ts';
import type { TestDatabase } from './testing/database.ts';
import { eventually } from './testing/eventually.ts';

let disk: TestDatabase;
beforeEach(async () => {
  disk = await createDatabase('postgresql');
});
afterEach(() => disk.drop());

const definition = notes('notes');
type Definition = typeof definition;
const open = (changes: Partial<Definition>, env: object = {}) =>
  openSubgraph(
    { ...definition, ...changes },
    definition.readConfig({ ...notesEnvironment('notes', disk.url), ...env }),
  );

test('finishes the requests that run, with the help of its workers, before it stops those', async () => {
  const inside = Promise.withResolvers<void>();
  const work = Promise.withResolvers<string>();
  const happened: string[] = [];
  const running = await open({
    routes: (app) => {
      app.get('/v1/order', async () => {
        inside.resolve();
        const done = await work.promise;
        happened.push('answered');
        return { done };
      });
    },
    workers: () => [
      {
        start: () => {},
        stop: async () => {
          happened.push('worker stopped');
          work.resolve('nobody worked any more');
        },
      },
    ],
  });
  const answer = fetch(`${running.url}/v1/order`).then((response) => response.json());
  await inside.promise;
  const stopped = running.stop();
  await eventually('new requests to be refused', () =>
    fetch(`${running.url}/health/live`, { headers: { connection: 'close' } }).then(
      () => false,
      () => true,
    ),
  );
  expect(happened).toEqual([]);
  work.resolve('by the worker');
  expect(await answer).toEqual({ done: 'by the worker' });
  await stopped;
  expect(happened).toEqual(['answered', 'worker stopped']);
});

test('leaves no connection open when its start fails', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const watcher = await openDatabase({
    url: disk.url,
    entities: noteEntities,
    migrations: noteMigrations,
    pool: 1,
  });
  const others = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      watcher.db,
    );
    return Number(rows[0]!.n);
  };
  const fail = () => {
    throw new Error('no such key');
  };
  try {
    const starts = [
      () => open({ services: fail }),
      () => open({ routes: fail }),
      () => open({}, { PORT: String((taken.address() as AddressInfo).port) }),
    ];
    for (const start of starts) {
      await expect(start()).rejects.toThrow(/no such key|EADDRINUSE/);
      // Below the 10 s after which a pool lets an idle connection go by itself.
      await eventually('its connections to be closed', async () => (await others()) === 0, 3_000);
    }
  } finally {
    await watcher.close();
    taken.close();
  }
});
