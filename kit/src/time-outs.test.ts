import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Database, openDatabase } from './database.ts';
import { noteEntities, noteMigrations } from './fixtures/notes.ts';
import { writeOnce } from './idempotency.ts';
import { newId } from './ids.ts';
import { migrate, migration } from './migrations.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { describeOnEngines } from './testing/engines.ts';
import { transact } from './transaction.ts';

type Notes = Database<typeof noteEntities>;

const open = (url: string, pool = 4): Promise<Notes> =>
  openDatabase({ url, entities: noteEntities, migrations: noteMigrations, pool });

/** A setting of the connection that `db` gives. */
const setting = async (db: Notes['db'], name: string): Promise<string> => {
  const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db);
  return rows[0]!.value;
};

describeOnEngines('the database', (engine) => {
  let disk: TestDatabase;
  let database: Notes;
  beforeAll(async () => {
    disk = await createTestDatabase(noteEntities, noteMigrations, engine);
    database = await open(disk.url);
  });
  afterAll(async () => {
    await database.close();
    await disk.drop();
  });

  test('tells a write that waits too long for a lock that there is an operation in progress', async () => {
    const { db } = database;
    await db.insertInto('note').values({ id: 'n', text: 'hello', version: 1 }).execute();
    await db.transaction().execute(async (holder) => {
      await holder.selectFrom('note').select('id').where('id', '=', 'n').forUpdate().execute();
      const id = { scope: newId('s'), key: 'k', request: {}, kept: 'client' } as const;
      const writing = writeOnce(db, id, {}, () =>
        transact(db, async (tx) => {
          if (engine === 'postgresql') await sql`set local lock_timeout = '100ms'`.execute(tx);
          await tx.updateTable('note').set({ version: 2 }).where('id', '=', 'n').execute();
          return true;
        }),
      );
      await expect(writing).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS', status: 409 });
    });
  });

  test('has an index for the events of a partition that are due', async () => {
    const { rows } = await sql<{ name: string }>`${
      engine === 'mysql'
        ? sql`select distinct index_name as name from information_schema.statistics where table_schema = database() and table_name = 'outbox_delivery'`
        : sql`select indexname as name from pg_indexes where tablename = 'outbox_delivery'`
    }`.execute(database.db);
    expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(['outbox_delivery_due']));
  });
});

test('a connection to PostgreSQL ends what hangs, migrations excepted', async () => {
  const seen = migration('see-time-out', () => [
    `create table seen as select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`,
  ]);
  const all = [...noteMigrations, seen];
  const disk = await createTestDatabase(noteEntities, noteMigrations);
  const database = await openDatabase({ url: disk.url, entities: noteEntities, migrations: all, pool: 2 });
  try {
    await migrate(database, all);
    const { rows } = await sql`select * from seen`.execute(database.db);
    expect(rows).toEqual([{ statement: '0', lock: '5s' }]);
    // Both connections of the pool, one of which held the lock of the migrations.
    await database.db.connection().execute((first) =>
      database.db.connection().execute(async (second) => {
        for (const one of [first, second]) {
          expect(await setting(one, 'statement_timeout')).toBe('30s');
          expect(await setting(one, 'lock_timeout')).toBe('5s');
          expect(await setting(one, 'idle_in_transaction_session_timeout')).toBe('15s');
        }
      }),
    );
  } finally {
    await database.close();
    await disk.drop();
  }
});

test('migrations wait for those of another process longer than for any other lock', async () => {
  const disk = await createTestDatabase(noteEntities, []);
  const [holder, database] = await Promise.all([open(disk.url, 1), open(disk.url, 2)]);
  try {
    const running = await holder.db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(hashtext('eci schema migration'))`.execute(connection);
      const waiting = migrate(database, noteMigrations);
      const ended = await Promise.race([waiting.then(String, String), delay(5_500, 'it waits')]);
      expect(ended).toBe('it waits');
      await sql`select pg_advisory_unlock(hashtext('eci schema migration'))`.execute(connection);
      return { waiting };
    });
    expect(await running.waiting).toHaveLength(noteMigrations.length);
  } finally {
    await Promise.all([holder.close(), database.close()]);
    await disk.drop();
  }
});

test('a database that accepts and says nothing is down within a second or two', async () => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as AddressInfo;
  const database = await open(`postgresql://user:secret@127.0.0.1:${port}/mute`, 1);
  try {
    const asked = performance.now();
    expect(await database.isUp()).toBe(false);
    expect(performance.now() - asked).toBeLessThan(2_500);
  } finally {
    for (const socket of sockets) socket.destroy();
    await database.close();
    mute.close();
  }
});
