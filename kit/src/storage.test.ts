import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { databaseNow, databaseNowPlus } from './clock.ts';
import { openDatabase } from './database.ts';
import { type NoteDatabase, openNoteDatabase } from './fixtures/note-database.ts';
import { noteEntities, noteMigrations } from './fixtures/notes.ts';
import { newId } from './ids.ts';
import { insertOnce } from './insert-once.ts';
import { forgetExpired } from './janitor.ts';
import { migrate, migration } from './migrations.ts';
import { createTestDatabase } from './testing/database.ts';
import { describeOnEngines } from './testing/engines.ts';
import { schemaDrift } from './testing/schema-drift.ts';
import { isDatabaseAway, isUniqueViolation, json, transact } from './transaction.ts';

/** What `work` fails with; undefined when it does not. */
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describeOnEngines('the database', (engine) => {
  let notes: NoteDatabase;
  let database: NoteDatabase['database'];
  beforeAll(async () => {
    notes = await openNoteDatabase(engine);
    database = notes.database;
  });
  afterAll(async () => {
    await notes.close();
  });

  const insert = (id: string, text = 'hello') =>
    database.db.insertInto('note').values({ id, text, version: 1 }).execute();

  test('has the columns that the entities of the kit declare', async () => {
    expect(await schemaDrift(database)).toEqual([]);
  });

  test('gives whole numbers, dates, truths and JSON as what they are', async () => {
    const at = new Date('2026-02-28T23:59:59.123Z');
    const outcome = {
      ok: { list: [1, 'zwei', null, { deep: true }], text: '"quoted" \\ ünï 👍', big: 2 ** 53 - 1 },
    };
    const row = {
      scope: newId('s'),
      operationKey: 'k',
      requestHash: null,
      outcome: json<unknown>(outcome),
      leaseUntil: at,
      createdAt: at,
      expiresAt: null,
    };
    await database.db.insertInto('idempotent_operation').values(row).execute();
    const read = await database.db
      .selectFrom('idempotent_operation')
      .selectAll()
      .where('scope', '=', row.scope)
      .executeTakeFirstOrThrow();
    expect(read).toEqual({ ...row, outcome });
    const big = engine === 'mysql' ? sql`cast(9007199254740991 as signed)` : sql`9007199254740991::bigint`;
    const counted = await database.db
      .selectFrom('idempotent_operation')
      .select(({ fn }) => [fn.countAll<number>().as('n'), big.as('big')])
      .executeTakeFirstOrThrow();
    expect(counted).toEqual({ n: 1, big: Number.MAX_SAFE_INTEGER });
  });

  test('keeps its own clock, in UTC, near ours', async () => {
    const { now, later } = await database.db
      .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('t'))
      .select([databaseNow(engine).as('now'), databaseNowPlus(engine, 90_000).as('later')])
      .executeTakeFirstOrThrow();
    expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(10_000);
    expect(Math.round((later.getTime() - now.getTime()) / 1_000)).toBe(90);
  });

  test('tells upper from lower case, and a trailing accent from none', async () => {
    await insert('case_a');
    await insert('CASE_A');
    const found = await database.db.selectFrom('note').select('id').where('id', '=', 'case_a').execute();
    expect(found).toEqual([{ id: 'case_a' }]);
    expect(isUniqueViolation(await failureOf(insert('case_a')))).toBe(true);
  });

  test('inserts a row once for many at once, and refuses what does not fit', async () => {
    const once = (id: string, db = database.db) =>
      insertOnce(engine, db.insertInto('note').values({ id, text: 'hello', version: 1 }), 'id');
    const results = await Promise.all(
      Array.from({ length: 20 }, () => transact(database.db, (tx) => once('contested', tx))),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await once('contested')).toBe(false);
    expect(await once('another')).toBe(true);
    await expect(once('x'.repeat(65))).rejects.toBeDefined();
    const [note] = await database.db.selectFrom('note').selectAll().where('id', '=', 'contested').execute();
    expect(note).toEqual({ id: 'contested', text: 'hello', version: 1 });
  });

  test('runs a transaction again that lost a deadlock', async () => {
    await insert('left');
    await insert('right');
    let runs = 0;
    let holders = 0;
    const bothIn = Promise.withResolvers<void>();
    const cross = (ids: readonly [string, string]) =>
      transact(database.db, async (tx) => {
        const add = (id: string) =>
          tx.updateTable('note').set({ version: sql`version + 1` }).where('id', '=', id).execute();
        runs++;
        await add(ids[0]);
        holders++;
        if (holders === 2) bothIn.resolve();
        await bothIn.promise;
        await add(ids[1]);
      });
    await Promise.all([cross(['left', 'right']), cross(['right', 'left'])]);
    expect(runs).toBeGreaterThan(2);
    const notes = await database.db
      .selectFrom('note')
      .select('version')
      .where('id', 'in', ['left', 'right'])
      .execute();
    expect(notes).toEqual([{ version: 3 }, { version: 3 }]);
  });

  test('forgets keys past their day and events past their month, and nothing else', async () => {
    const operation = (scope: string, expiresInMs: number | null) => ({
      ...{
        scope,
        operationKey: 'k',
        requestHash: null,
        outcome: null,
        leaseUntil: null,
        createdAt: databaseNow(engine),
      },
      expiresAt: expiresInMs === null ? null : databaseNowPlus(engine, expiresInMs),
    });
    const day = 24 * 60 * 60 * 1_000;
    await database.db
      .insertInto('idempotent_operation')
      .values([operation('old', -1_000), operation('new', day), operation('saga', null)])
      .execute();
    const event = (eventId: string, ageMs: number) => ({
      source: '/eci/sender',
      eventId,
      receivedAt: databaseNowPlus(engine, -ageMs),
    });
    await database.db
      .insertInto('inbox_event')
      .values([event('old', 31 * day), event('new', 29 * day)])
      .execute();
    await forgetExpired(database.db, engine);
    const kept = await database.db
      .selectFrom('idempotent_operation')
      .select('scope')
      .where('scope', 'in', ['old', 'new', 'saga'])
      .orderBy('scope')
      .execute();
    expect(kept.map((row) => row.scope)).toEqual(['new', 'saga']);
    expect(await database.db.selectFrom('inbox_event').select('eventId').execute()).toEqual([
      { eventId: 'new' },
    ]);
  });

  test('is known to be away when nobody answers', async () => {
    const url = Object.assign(new URL(notes.url), { port: '9' }).href;
    const lost = await openDatabase({ url, entities: noteEntities, migrations: noteMigrations, pool: 1 });
    expect(isDatabaseAway(await failureOf(sql`select 1`.execute(lost.db)))).toBe(true);
    expect(await lost.isUp()).toBe(false);
    await lost.close();
  });
});

describeOnEngines('migrations', (engine) => {
  const addColumn = migration('add-note-colour', () => ['alter table note add column colour varchar(10)']);

  test('run once, in order, however many processes start at once; an older version refuses to start then', async () => {
    const disk = await createTestDatabase(noteEntities, [], engine);
    const newest = [...noteMigrations, addColumn];
    const open = (migrations: typeof newest) =>
      openDatabase({ url: disk.url, entities: noteEntities, migrations, pool: 2 });
    const replicas = await Promise.all(Array.from({ length: 4 }, () => open(newest)));
    const older = await open([...noteMigrations]);
    try {
      const ran = await Promise.all(replicas.map((replica) => migrate(replica, newest)));
      expect(ran.filter((names) => names.length > 0)).toEqual([newest.map((one) => one.migrationName)]);
      await expect(migrate(older, noteMigrations)).rejects.toThrow(
        'The database has the migration add-note-colour, which this version does not know: run the newer version.',
      );
      expect(await schemaDrift(older)).toEqual(['note.colour is made and no entity declares it.']);
    } finally {
      await Promise.all([...replicas, older].map((one) => one.close()));
      await disk.drop();
    }
  });

  test('of several statements are refused on MySQL, which could not undo a half-done one', async () => {
    const twice = migration('two-at-once', () => [
      'create table a (id integer)',
      'create table b (id integer)',
    ]);
    const disk = await createTestDatabase(noteEntities, [], engine);
    const database = await openDatabase({
      url: disk.url,
      entities: noteEntities,
      migrations: [twice],
      pool: 2,
    });
    try {
      const running = migrate(database, [twice]);
      if (engine === 'mysql') await expect(running).rejects.toThrow('split it');
      else expect(await running).toEqual(['two-at-once']);
    } finally {
      await database.close();
      await disk.drop();
    }
  });
});
