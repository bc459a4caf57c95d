import { databaseNowPlus } from '@eci/kit/clock';
import { openDatabase } from '@eci/kit/database';
import { newId } from '@eci/kit/ids';
import { createTestDatabase } from '@eci/kit/testing/database';
import { transact } from '@eci/kit/transaction';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { migrations } from '../migrations/index.ts';
import { entities, type NotificationDb } from './database.ts';
import { claimDue, finishAttempt, settleLocally } from './delivery-queue.ts';
import type { Channel } from './notification.ts';
import { storeNotifications } from './store-notifications.ts';

/** The queue alone, without a worker that would empty it. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let opened: Awaited<ReturnType<typeof openDatabase<typeof entities>>>;
let db: NotificationDb;

beforeAll(async () => {
  database = await createTestDatabase(entities, migrations);
  opened = await openDatabase({ url: database.url, entities, migrations, pool: 8 });
  db = opened.db;
});
beforeEach(async () => {
  await db.deleteFrom('delivery_attempt').execute();
  await db.deleteFrom('notification').execute();
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

const MINUTE = 60_000;

async function store(count: number, channel: Channel = 'EMAIL'): Promise<string[]> {
  const drafts = Array.from({ length: count }, () => ({
    kind: 'MESSAGE' as const,
    channel,
    recipient: 'ada@example.com',
    subject: 'Hello',
    text: 'Hello.',
    html: null,
    customerId: null,
    orderId: null,
    dedupeKey: newId('key'),
  }));
  return (await transact(db, (tx) => storeNotifications(tx, drafts))).map(({ id }) => id);
}
const claim = (limit: number, leaseMs = MINUTE) => claimDue(db, ['EMAIL'], 'smtp', limit, leaseMs);
const attempts = () =>
  db
    .selectFrom('delivery_attempt')
    .select(['number', 'carrier', 'outcome', 'code'])
    .orderBy('notificationId')
    .orderBy('number')
    .execute();
const only = () => db.selectFrom('notification').selectAll().executeTakeFirstOrThrow();
/** As if the process that has it in hand had died a while ago. */
const endLeases = () =>
  db
    .updateTable('notification')
    .set({ leaseUntil: databaseNowPlus('postgresql', -1) })
    .where('leaseUntil', 'is not', null)
    .execute();

test('messages are shared out: nothing is claimed twice, however many ask at once', async () => {
  await store(30);
  const claims = (await Promise.all(Array.from({ length: 8 }, () => claim(5)))).flat();
  expect(claims).toHaveLength(30);
  expect(new Set(claims.map(({ id }) => id)).size).toBe(30);
  expect(claims.every((row) => row.attempts === 1)).toBe(true);
  expect(await claim(5)).toEqual([]);
});

test('a message whose lease has ended is claimed again, and the lost attempt is on record', async () => {
  await store(1);
  await claim(1);
  await endLeases();
  expect(await claim(1)).toMatchObject([{ attempts: 2 }]);
  expect(await attempts()).toEqual([
    { number: 1, carrier: 'smtp', outcome: 'UNKNOWN', code: 'PROCESS_LOST' },
  ]);
});

test('whoever lost the lease writes nothing: neither the end of the attempt nor the attempt', async () => {
  await store(1);
  const [late] = await claim(1);
  await endLeases();
  const [owner] = await claim(1);
  expect(await finishAttempt(db, late!, 'smtp', { status: 'FAILED', code: '550' })).toBe(false);
  expect(await only()).toMatchObject({ status: 'PENDING', attempts: 2 });
  expect(await finishAttempt(db, owner!, 'smtp', { status: 'SENT', code: '250' })).toBe(true);
  expect(await finishAttempt(db, owner!, 'smtp', { status: 'SENT', code: '250' })).toBe(false);
  expect((await attempts()).map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, 'UNKNOWN'],
    [2, 'SENT'],
  ]);
});

test('a message that is to be tried again is left alone until then', async () => {
  await store(1);
  const [row] = await claim(1);
  await finishAttempt(db, row!, 'smtp', { status: 'PENDING', code: '451', retryMs: MINUTE });
  expect(await claim(1)).toEqual([]);
  expect(await settleLocally(db, ['EMAIL'], 'console', 10)).toEqual([]);
  await db
    .updateTable('notification')
    .set({ nextAttemptAt: databaseNowPlus('postgresql', -1) })
    .execute();
  expect(await claim(1)).toMatchObject([{ attempts: 2 }]);
});

test('a channel is served by its own carrier only', async () => {
  await store(1, 'SMS');
  expect(await claim(1)).toEqual([]);
  expect(await settleLocally(db, ['SMS'], 'console', 10)).toHaveLength(1);
});

test('settling leaves alone what a carrier has in hand, and records what one lost', async () => {
  const [id] = await store(1);
  await claim(1);
  expect(await settleLocally(db, ['EMAIL'], 'console', 10)).toEqual([]);
  await endLeases();
  expect(await settleLocally(db, ['EMAIL'], 'console', 10)).toMatchObject([{ id }]);
  expect(await only()).toMatchObject({ status: 'SENT', attempts: 2, leaseUntil: null });
  expect((await attempts()).map(({ number, carrier, outcome }) => [number, carrier, outcome])).toEqual([
    [1, 'console', 'UNKNOWN'],
    [2, 'console', 'SENT'],
  ]);
});

test('the database itself refuses a second message for one cause, a broken header and a message sent and not sent', async () => {
  await store(1);
  const row = await only();
  const insert = (changes: object) =>
    db
      .insertInto('notification')
      .values({ ...row, id: newId('ntf'), dedupeKey: newId('key'), ...changes })
      .execute();
  await expect(insert({ dedupeKey: row.dedupeKey })).rejects.toMatchObject({
    constraint: 'notification_dedupe_key',
  });
  await expect(insert({ subject: 'a\r\nBcc: b' })).rejects.toMatchObject({
    constraint: 'notification_subject',
  });
  await expect(insert({ recipient: 'a@b.example, c@d.example' })).rejects.toMatchObject({
    constraint: 'notification_recipient',
  });
  await expect(insert({ status: 'SENT' })).rejects.toMatchObject({ constraint: 'notification_sent_at' });
});
