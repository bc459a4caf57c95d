import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Transaction } from 'kysely';
import { databaseNowPlus } from './clock.ts';
import type { Tables } from './database.ts';
import { badInput, ExpectedError, notFound } from './errors.ts';
import { type NoteDatabase, openNoteDatabase } from './fixtures/note-database.ts';
import type { noteEntities } from './fixtures/notes.ts';
import { findOperation, isReplayed, type OperationId, runOnce, tombstone } from './idempotency.ts';
import { checkKey, requestHash } from './idempotency-key.ts';
import { newId } from './ids.ts';
import { claimOperation, finishOperation } from './operation-lease.ts';
import { describeOnEngines } from './testing/engines.ts';
import { transact } from './transaction.ts';

type Tx = Transaction<Tables<typeof noteEntities>>;
const DUPLICATES = 20;
const code = (expected: string) => expect.objectContaining({ code: expected });

test.each([undefined, null, 7, '', ' ', 'has space', 'tab\t', 'ü', 'a\u0000', 'x'.repeat(256)])(
  'the key %j is refused',
  (key) => {
    expect(() => checkKey(key)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID', status: 400, field: ['idempotencyKey'] }),
    );
  },
);

test('a request is the same whatever the order of its members, and another when a value or a list differs', () => {
  const request = { b: [1, { y: 2, x: undefined }], a: 'text' };
  expect(requestHash({ a: 'text', b: [1, { y: 2 }] })).toBe(requestHash(request));
  for (const other of [
    { ...request, a: 'Text' },
    { ...request, b: [{ y: 2 }, 1] },
    { ...request, c: null },
    null,
  ])
    expect(requestHash(other)).not.toBe(requestHash(request));
});

describeOnEngines('an operation that happens once', (engine) => {
  let notes: NoteDatabase;
  let database: NoteDatabase['database'];
  beforeAll(async () => {
    notes = await openNoteDatabase(engine);
    database = notes.database;
  });
  afterAll(async () => {
    await notes.close();
  });

  const operation = (changes: Partial<OperationId> = {}): OperationId => ({
    scope: newId('scope'),
    key: 'key',
    request: { text: 'hello' },
    kept: 'client',
    ...changes,
  });
  /** An effect that can be counted, with a value of every kind JSON has. */
  const write = (id: OperationId) => async (tx: Tx) => {
    await tx
      .insertInto('note')
      .values({ id: newId('note'), text: id.scope, version: 1 })
      .execute();
    return { text: 'ünï "quoted"', number: 2 ** 53 - 1, none: null, list: [true, { deep: [] }] };
  };
  const once = (id: OperationId, effect = write(id)) => runOnce(database.db, database.dialect, id, effect);
  const effectsOf = async (id: OperationId) =>
    (await database.db.selectFrom('note').select('id').where('text', '=', id.scope).execute()).length;

  test('gives a repetition the first value, whole', async () => {
    const id = operation();
    const first = await once(id);
    expect(first.replayed).toBe(false);
    const again = await once({ ...id, request: { text: 'hello' } });
    expect(again).toEqual({ value: first.value, replayed: true });
    expect(await effectsOf(id)).toBe(1);
  });

  test('takes effect once for 20 at once, who all get its value or are told to wait', async () => {
    const id = operation();
    const settled = await Promise.allSettled(Array.from({ length: DUPLICATES }, () => once(id)));
    for (const result of settled)
      if (result.status === 'rejected') expect(result.reason).toEqual(code('IDEMPOTENCY_IN_PROGRESS'));
    const values = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(values.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const { value } of values) expect(value).toEqual(values[0]!.value);
    expect(await effectsOf(id)).toBe(1);
  });

  test('tells a duplicate within a second or two that the first still runs', async () => {
    const id = operation();
    const [entered, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = once(id, async (tx) => {
      const value = await write(id)(tx);
      entered.resolve();
      await finish.promise;
      return value;
    });
    await entered.promise;
    const asked = performance.now();
    await expect(once(id)).rejects.toEqual(
      expect.objectContaining({
        code: 'IDEMPOTENCY_IN_PROGRESS',
        status: 409,
        details: { retryAfterSeconds: 1 },
      }),
    );
    expect(performance.now() - asked).toBeLessThan(2_500);
    const undo = operation({ scope: id.scope, key: 'undo' });
    const undoing = runOnce(database.db, database.dialect, undo, (tx) =>
      tombstone(tx, database.dialect, id.scope, id.key),
    );
    await expect(undoing).rejects.toEqual(code('IDEMPOTENCY_IN_PROGRESS'));
    finish.resolve();
    await first;
    expect((await once(id)).replayed).toBe(true);
  });

  test('refuses another request under its key, and knows keys and scopes by their exact letters', async () => {
    const id = operation();
    await once(id);
    await expect(once({ ...id, request: { text: 'other' } })).rejects.toEqual(code('IDEMPOTENCY_KEY_REUSED'));
    expect((await once({ ...id, key: 'KEY', request: { text: 'other' } })).replayed).toBe(false);
    expect((await once({ ...id, scope: id.scope.toUpperCase(), request: { text: 'other' } })).replayed).toBe(
      false,
    );
  });

  test('never cuts a scope or a key that is too long for its column', async () => {
    for (const long of [{ scope: 'x'.repeat(191) }, { key: 'x'.repeat(256) }])
      await expect(once(operation(long))).rejects.toBeDefined();
    const longest = operation({
      scope: `${newId('s')}${'x'.repeat(161)}`.slice(0, 190),
      key: 'x'.repeat(255),
    });
    await once(longest);
    expect((await once(longest)).replayed).toBe(true);
  });

  test('keeps a definite failure, rolls its effect back, and marks the repetition', async () => {
    const id = operation();
    const fail = (times: { count: number }) => async (tx: Tx) => {
      await write(id)(tx);
      times.count++;
      throw new ExpectedError('NOTE_REFUSED', 'Too long.', {
        status: 409,
        field: ['text'],
        details: { limit: 3 },
      });
    };
    const times = { count: 0 };
    const errors = [];
    for (let i = 0; i < 3; i++) errors.push(await once(id, fail(times)).catch((error: unknown) => error));
    expect(times.count).toBe(1);
    for (const error of errors)
      expect(error).toMatchObject({
        code: 'NOTE_REFUSED',
        message: 'Too long.',
        status: 409,
        field: ['text'],
        details: { limit: 3 },
      });
    expect(errors.map(isReplayed)).toEqual([false, true, true]);
    expect(await effectsOf(id)).toBe(0);
  });

  test.each([
    ['a bug', new Error('boom')],
    ['an unavailable sibling', new ExpectedError('SERVICE_UNAVAILABLE', 'Away.', { status: 503 })],
    ['bad input', badInput('No.', ['text'])],
    ['a missing role', new ExpectedError('FORBIDDEN', 'No.', { status: 403 })],
  ])('keeps nothing of %s, so that the next attempt can succeed', async (_name, failure) => {
    const id = operation();
    await expect(once(id, async () => Promise.reject(failure))).rejects.toBe(failure);
    expect((await once(id)).replayed).toBe(false);
  });

  test('keeps one outcome when its twins fail and succeed at once', async () => {
    const id = operation();
    const attempt = (i: number) =>
      once(id, i % 2 ? write(id) : async () => Promise.reject(notFound('NOTE_NOT_FOUND', 'Gone.')));
    await Promise.allSettled(Array.from({ length: DUPLICATES }, (_, i) => attempt(i)));
    const settled = await Promise.allSettled(Array.from({ length: 4 }, (_, i) => attempt(i)));
    expect(new Set(settled.map(({ status }) => status)).size).toBe(1);
    expect(await effectsOf(id)).toBe(settled[0]!.status === 'fulfilled' ? 1 : 0);
  });

  test('is refused for ever when its undo came first, and the undo learns whether it did', async () => {
    const id = operation({ kept: 'saga', key: 'step' });
    const undo = (scope: string) =>
      transact(database.db, (tx) => tombstone(tx, database.dialect, scope, 'step'));
    expect(await undo(id.scope)).toBe(true);
    expect(await undo(id.scope)).toBe(false);
    for (let i = 0; i < 2; i++)
      await expect(once(id)).rejects.toEqual(
        expect.objectContaining({ code: 'OPERATION_CANCELLED', status: 409 }),
      );
    const done = operation({ kept: 'saga', key: 'step' });
    await once(done);
    expect(await undo(done.scope)).toBe(false);
    expect((await once(done)).replayed).toBe(true);
    expect(await effectsOf(id)).toBe(0);
  });

  test('is kept for ever for a saga and for a day for a client', async () => {
    const [saga, client] = [operation({ kept: 'saga' }), operation()];
    await once(saga);
    await once(client);
    const rows = await database.db
      .selectFrom('idempotent_operation')
      .select(['scope', 'createdAt', 'expiresAt'])
      .where('scope', 'in', [saga.scope, client.scope])
      .execute();
    const kept = (id: OperationId) => rows.find((row) => row.scope === id.scope)!;
    expect(kept(saga).expiresAt).toBeNull();
    expect(
      Math.abs(kept(client).expiresAt!.getTime() - kept(client).createdAt.getTime() - 24 * 60 * 60 * 1_000),
    ).toBeLessThan(1_000);
  });

  const claim = (id: OperationId, leaseMs = 60_000) =>
    claimOperation(database.db, database.dialect, id, leaseMs);
  const lapse = (id: OperationId) =>
    database.db
      .updateTable('idempotent_operation')
      .set({ leaseUntil: databaseNowPlus(database.dialect, -1) })
      .where('scope', '=', id.scope)
      .execute();
  const finish = (id: OperationId, value: unknown) =>
    database.db.transaction().execute((tx) => finishOperation(tx, id.scope, id.key, { ok: value }));

  test('outside the database has one owner at a time', async () => {
    const id = operation();
    const claims = await Promise.allSettled(Array.from({ length: DUPLICATES }, () => claim(id)));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of claims)
      if (result.status === 'rejected') expect(result.reason).toEqual(code('IDEMPOTENCY_IN_PROGRESS'));
    expect(await finish(id, 'charged')).toBe(true);
    expect(await claim(id)).toEqual({ state: 'done', done: { value: 'charged', replayed: true } });
    await expect(claim({ ...id, request: 'other' })).rejects.toEqual(code('IDEMPOTENCY_KEY_REUSED'));
  });

  test('outside the database is taken over by exactly one when its owner let the lease run out, and decided once', async () => {
    const id = operation();
    expect(await claim(id)).toEqual({ state: 'claimed', resumed: false });
    await expect(claim({ ...id, request: 'other' })).rejects.toEqual(code('IDEMPOTENCY_KEY_REUSED'));
    await lapse(id);
    const claims = await Promise.allSettled(Array.from({ length: DUPLICATES }, () => claim(id)));
    expect(claims.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))).toEqual([
      { state: 'claimed', resumed: true },
    ]);
    expect(await Promise.all([finish(id, 'first'), finish(id, 'second')])).toContain(false);
    expect(await finish(id, 'third')).toBe(false);
    const { outcome } = (await findOperation(database.db, id.scope, id.key))!;
    expect([{ ok: 'first' }, { ok: 'second' }]).toContainEqual(outcome);
  });

  test('outside the database is not begun after its undo', async () => {
    const id = operation({ kept: 'saga' });
    await transact(database.db, (tx) => tombstone(tx, database.dialect, id.scope, id.key));
    await expect(claim(id)).rejects.toEqual(code('OPERATION_CANCELLED'));
  });
});
