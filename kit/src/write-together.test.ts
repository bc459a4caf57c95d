import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type NoteDatabase, openNoteDatabase } from './fixtures/note-database.ts';
import { statements } from './metrics.ts';
import { asOneValue, MAX_SHAPES, prepared } from './prepared.ts';
import { describeOnEngines } from './testing/engines.ts';
import { mustInsert, mustUpdate, preparedWrites } from './write-together.ts';

type NotesDb = NoteDatabase['database']['db'];

interface NoteValues {
  readonly id: string;
  readonly text: string;
  readonly version: number;
}

describeOnEngines('writes together', (engine) => {
  let notes: NoteDatabase;
  let database: NoteDatabase['database'];
  let db: NotesDb;
  beforeAll(async () => {
    notes = await openNoteDatabase(engine);
    database = notes.database;
    db = database.db;
  });
  afterAll(async () => {
    await notes.close();
  });

  const note = (id: string, version = 1): NoteValues => ({ id, text: `text of ${id}`, version });
  const all = async (ids: readonly string[]) =>
    (await db.selectFrom('note').select('id').where('id', 'in', ids).orderBy('id').execute()).map(
      ({ id }) => id,
    );

  const add = preparedWrites(
    (on: NotesDb, given: { first: NoteValues; others: NoteValues[]; known: string }, dialect) => [
      mustInsert(dialect, on.insertInto('note').values(given.first), 'id'),
      mustUpdate(on.updateTable('note').set({ text: 'seen' }).where('id', '=', given.known)),
      on.insertInto('note').values(given.others),
    ],
  );

  test('are all there, whatever the number of rows', async () => {
    await db.insertInto('note').values(note('known')).execute();
    const write = (first: string, others: string[]) =>
      add(db, engine, { first: note(first), others: others.map((id) => note(id)), known: 'known' });
    expect(await write('a', ['b'])).toBe(true);
    expect(await write('c', ['d', 'e'])).toBe(true);
    expect(await write('f', ['g'])).toBe(true);
    expect(await all(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    const [known] = await db.selectFrom('note').selectAll().where('id', '=', 'known').execute();
    expect(known).toEqual({ id: 'known', text: 'seen', version: 1 });
  });

  test('leave nothing behind when the key of an insert is taken or an update finds no row', async () => {
    await db
      .insertInto('note')
      .values([note('taken'), note('there')])
      .execute();
    const taken = { first: note('taken', 9), others: [note('x1')], known: 'there' };
    expect(await add(db, engine, taken)).toBe(false);
    expect(await add(db, engine, { first: note('x2'), others: [note('x3')], known: 'nobody' })).toBe(false);
    expect(await all(['x1', 'x2', 'x3'])).toEqual([]);
    const rows = await db.selectFrom('note').selectAll().where('id', 'in', ['taken', 'there']).execute();
    expect(rows).toEqual(expect.arrayContaining([note('taken'), note('there')]));
  });

  test('throw what is no guard: a write that breaks a constraint', async () => {
    await db
      .insertInto('note')
      .values([note('here'), note('twice')])
      .execute();
    await expect(
      add(db, engine, { first: note('y1'), others: [note('twice')], known: 'here' }),
    ).rejects.toBeDefined();
    expect(await all(['y1'])).toEqual([]);
  });

  test('are made by one of many at once', async () => {
    await db.insertInto('note').values(note('hub')).execute();
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        add(db, engine, { first: note('contested'), others: [note(`winner-${n}`)], known: 'hub' }),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await all([`winner-${results.indexOf(true)}`])).toHaveLength(1);
    expect(await all(Array.from({ length: 16 }, (_, n) => `winner-${n}`))).toHaveLength(1);
  });

  test('cost one statement on PostgreSQL, and a transaction on MySQL', async () => {
    await db.insertInto('note').values(note('payer')).execute();
    const count = async () => (await statements.get()).values.reduce((sum, { value }) => sum + value, 0);
    const before = await count();
    await add(db, engine, { first: note('z1'), others: [note('z2')], known: 'payer' });
    expect((await count()) - before).toBe(engine === 'postgresql' ? 1 : 5);
  });

  test('a prepared statement is built once per shape and takes its values anew', async () => {
    let built = 0;
    const select = prepared((on: NotesDb, { ids, version }: { ids: readonly string[]; version: number }) => {
      built++;
      return on
        .selectFrom('note')
        .select('id')
        .where('id', 'in', ids)
        .where('version', '=', version)
        .orderBy('id');
    });
    await db
      .insertInto('note')
      .values([note('p1'), note('p2'), note('p3', 2)])
      .execute();
    expect(await select.rows(db, { ids: ['p1', 'p2'], version: 1 })).toEqual([{ id: 'p1' }, { id: 'p2' }]);
    expect(await select.rows(db, { ids: ['p3', 'p2'], version: 2 })).toEqual([{ id: 'p3' }]);
    expect(built).toBe(1);
    expect(await select.rows(db, { ids: ['p1', 'p2', 'p3'], version: 1 })).toHaveLength(2);
    expect(built).toBe(2);
    expect(
      await database.db.transaction().execute((tx) => select.rows(tx, { ids: ['p1', 'p3'], version: 1 })),
    ).toEqual([{ id: 'p1' }]);
    expect(built).toBe(2);
  });

  test('of a prepared statement the shapes used last are kept, however many there are', async () => {
    let built = 0;
    const select = prepared((on: NotesDb, { ids }: { ids: readonly string[] }) => {
      built++;
      return on.selectFrom('note').select('id').where('id', 'in', ids);
    });
    const ask = (length: number) => select.rows(db, { ids: Array.from({ length }, (_, n) => `s${n}`) });
    for (let length = 1; length <= 2 * MAX_SHAPES; length++) {
      await ask(length);
      await ask(1);
    }
    expect(built).toBe(2 * MAX_SHAPES);
    await ask(2 * MAX_SHAPES);
    await ask(1);
    expect(built).toBe(2 * MAX_SHAPES);
    await ask(2);
    expect(built).toBe(2 * MAX_SHAPES + 1);
  });

  test('an empty list is another shape than a list of one', async () => {
    const select = prepared((on: NotesDb, { ids }: { ids: readonly string[] }) => {
      const notes = on.selectFrom('note').select('id');
      return ids.length === 0 ? notes.where('id', '=', 'nobody') : notes.where('id', 'in', ids);
    });
    await db.insertInto('note').values(note('single')).execute();
    expect(await select.rows(db, { ids: [] })).toEqual([]);
    expect(await select.rows(db, { ids: ['single'] })).toEqual([{ id: 'single' }]);
    expect(await select.rows(db, { ids: [] })).toEqual([]);
  });

  test('a prepared write tells how many rows it changed', async () => {
    await db
      .insertInto('note')
      .values([note('w1'), note('w2')])
      .execute();
    const touch = prepared((on: NotesDb, given: { ids: string[]; version: number }) =>
      on.updateTable('note').set({ version: given.version }).where('id', 'in', given.ids),
    );
    expect(await touch.affected(db, { ids: ['w1', 'w2'], version: 7 })).toBe(2);
    expect(await touch.affected(db, { ids: ['w1', 'nobody'], version: 8 })).toBe(1);
  });

  if (engine === 'postgresql')
    test('a list can be one value, an array of any length', async () => {
      let built = 0;
      const select = prepared((on: NotesDb, { ids }: { ids: readonly string[] }) => {
        built++;
        return on.selectFrom('note').select('id').where(sql<boolean>`id = any(${ids})`);
      });
      await db
        .insertInto('note')
        .values([note('l1'), note('l2')])
        .execute();
      expect(await select.rows(db, { ids: asOneValue(['l1', 'l2']) })).toHaveLength(2);
      expect(await select.rows(db, { ids: asOneValue(['l2']) })).toEqual([{ id: 'l2' }]);
      expect(built).toBe(1);
    });
});
