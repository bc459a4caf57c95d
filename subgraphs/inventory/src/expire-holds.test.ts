import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { expireHolds } from './expire-holds.ts';
import { newOrder, openTestShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
let main: string;
beforeAll(async () => {
  shop = await openTestShop({ RESERVATION_TTL_SECONDS: '1', SWEEP_INTERVAL_MS: '50' });
  main = await shop.warehouse();
});
afterEach(async () => expect(await shop.broken()).toEqual([]));
afterAll(() => shop.stop());

test('a hold that nobody commits is given back by the sweeper, with its event, and can not be committed any more', async () => {
  const variantId = await shop.stock(main, 3);
  const orderId = newOrder();
  const { body: held } = await shop.reserve(orderId, [variantId, 3]);
  expect((await shop.reserve(newOrder(), [variantId, 1])).body.code).toBe('OUT_OF_STOCK');
  await eventually('the hold to end', async () => (await shop.levelOf(variantId, main)).held === 0);
  expect((await shop.movements(variantId)).at(-1)).toEqual({
    cause: 'EXPIRED',
    onHandDelta: 0,
    heldDelta: -3,
    reference: orderId,
  });
  expect((await shop.events(held.reservationId)).map(({ type, sequence }) => [type, sequence])).toEqual([
    ['eci.stock.reserved.v1', 1],
    ['eci.stock.released.v1', 2],
  ]);
  const late = await shop.commit(orderId);
  const again = await shop.commit(orderId);
  expect([late.status, late.body.code, again.body.code, again.headers.get('idempotent-replayed')]).toEqual([
    409,
    'RESERVATION_EXPIRED',
    'RESERVATION_EXPIRED',
    'true',
  ]);
  expect((await shop.reserve(newOrder(), [variantId, 3])).status).toBe(201);
});

test('a hold whose time is over can not be committed even before the sweeper comes by', async () => {
  const slow = await openTestShop();
  const warehouseId = await slow.warehouse();
  const variantId = await slow.stock(warehouseId, 1);
  const orderId = newOrder();
  await slow.reserve(orderId, [variantId, 1]);
  await slow.db
    .updateTable('reservation')
    .set({ expiresAt: sql`clock_timestamp()` })
    .where('orderId', '=', orderId)
    .execute();
  expect((await slow.commit(orderId)).body.code).toBe('RESERVATION_EXPIRED');
  expect(await slow.levelOf(variantId, warehouseId)).toEqual({ onHand: 1, held: 1 });
  expect(await expireHolds(slow.ctx)).toBe(1);
  expect(await expireHolds(slow.ctx)).toBe(0);
  expect(await slow.levelOf(variantId, warehouseId)).toEqual({ onHand: 1, held: 0 });
  expect((await slow.release(orderId)).body).toEqual({ orderId, status: 'RELEASED' });
  expect(await slow.broken()).toEqual([]);
  await slow.stop();
});

test('a hold that a commit is deciding on is left alone', async () => {
  const slow = await openTestShop();
  const warehouseId = await slow.warehouse();
  const orders = [newOrder(), newOrder()];
  for (const orderId of orders) await slow.reserve(orderId, [await slow.stock(warehouseId, 1), 1]);
  await slow.db.updateTable('reservation').set({ expiresAt: sql`clock_timestamp()` }).execute();
  await slow.db.transaction().execute(async (tx) => {
    await tx.selectFrom('reservation').select('id').where('orderId', '=', orders[0]!).forUpdate().execute();
    expect(await expireHolds(slow.ctx)).toBe(1);
  });
  expect(await expireHolds(slow.ctx)).toBe(1);
  await slow.stop();
});

test('more expired holds than one batch are all swept, and counted by status in the metrics', async () => {
  const slow = await openTestShop();
  const variantId = await slow.stock(await slow.warehouse(), 130);
  for (let i = 0; i < 130; i++) await slow.reserve(newOrder(), [variantId, 1]);
  await slow.db.updateTable('reservation').set({ expiresAt: sql`clock_timestamp()` }).execute();
  expect(await expireHolds(slow.ctx)).toBe(130);
  expect(await slow.broken()).toEqual([]);
  expect((await slow.rest('GET', '/metrics')).text).toContain('reservations{status="EXPIRED"} 130');
  await slow.stop();
});

test('a commit that waits for stock until its hold is over comes too late', async () => {
  const slow = await openTestShop();
  const warehouseId = await slow.warehouse();
  const variantId = await slow.stock(warehouseId, 1);
  const orderId = newOrder();
  await slow.reserve(orderId, [variantId, 1]);
  let commit: ReturnType<typeof slow.commit> | undefined;
  await slow.db.transaction().execute(async (tx) => {
    await tx
      .selectFrom('stock_level')
      .select('held')
      .where('variantId', '=', variantId)
      .forUpdate()
      .execute();
    const soon = sql<Date>`clock_timestamp() + interval '300 milliseconds'`;
    await slow.db
      .updateTable('reservation')
      .set({ expiresAt: soon })
      .where('orderId', '=', orderId)
      .execute();
    commit = slow.commit(orderId);
    await eventually('the hold to be over', async () => {
      const over = sql<boolean>`expires_at <= clock_timestamp()`.as('over');
      const row = await slow.db.selectFrom('reservation').select(over).executeTakeFirstOrThrow();
      return row.over;
    });
  });
  expect((await commit)?.text).toContain('RESERVATION_EXPIRED');
  expect(await slow.levelOf(variantId, warehouseId)).toEqual({ onHand: 1, held: 1 });
  await slow.stop();
});
