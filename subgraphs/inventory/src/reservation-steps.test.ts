import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newOrder, openTestShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
let main: string;
beforeAll(async () => {
  shop = await openTestShop();
  main = await shop.warehouse(1);
});
afterEach(async () => expect(await shop.broken()).toEqual([]));
afterAll(() => shop.stop());

describe('reserve', () => {
  test('holds the units, tells the ledger and the outbox, and expires in 15 minutes', async () => {
    const variantId = await shop.stock(main, 10);
    const orderId = newOrder();
    const { status, body } = await shop.reserve(orderId, [variantId, 3]);
    expect(status).toBe(201);
    expect(body).toEqual({
      reservationId: expect.stringMatching(/^res_/),
      orderId,
      status: 'HELD',
      expiresAt: expect.any(String),
      allocations: [{ warehouseId: main, variantId, quantity: 3 }],
    });
    const ttl = new Date(body.expiresAt).getTime() - Date.now();
    expect(Math.abs(ttl - 15 * 60_000)).toBeLessThan(5_000);
    expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 10, held: 3 });
    expect((await shop.movements(variantId)).at(-1)).toEqual({
      cause: 'RESERVED',
      onHandDelta: 0,
      heldDelta: 3,
      reference: orderId,
    });
    expect(await shop.events(body.reservationId)).toEqual([
      {
        type: 'eci.stock.reserved.v1',
        sequence: 1,
        data: { reservationId: body.reservationId, orderId, allocations: body.allocations },
      },
    ]);
  });

  test('of more than there is is refused with what there is, and holds nothing of the other lines', async () => {
    const plenty = await shop.stock(main, 10);
    const scarce = await shop.stock(main, 2);
    const { status, body } = await shop.reserve(newOrder(), [plenty, 1], [scarce, 3]);
    expect([status, body.code, body.field, body.details]).toEqual([
      409,
      'OUT_OF_STOCK',
      ['lines'],
      { available: 2, variantId: scarce },
    ]);
    expect(await shop.levelOf(plenty, main)).toEqual({ onHand: 10, held: 0 });
  });

  test('refused once stays refused for that order, although stock came in', async () => {
    const variantId = await shop.stock(main, 0);
    const orderId = newOrder();
    const first = await shop.reserve(orderId, [variantId, 1]);
    const second = await shop
      .stock(await shop.warehouse(2), 5, { variantId })
      .then(() => shop.reserve(orderId, [variantId, 1]));
    expect([first.status, second.status]).toEqual([409, 409]);
    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(second.text).toBe(first.text);
    expect((await shop.reserve(newOrder(), [variantId, 1])).status).toBe(201);
  });

  test('takes two lines of one variant as one demand', async () => {
    const variantId = await shop.stock(main, 3);
    expect((await shop.reserve(newOrder(), [variantId, 2], [variantId, 2])).body.code).toBe('OUT_OF_STOCK');
    expect((await shop.reserve(newOrder(), [variantId, 2], [variantId, 1])).body.allocations).toEqual([
      { warehouseId: main, variantId, quantity: 3 },
    ]);
  });

  test('splits over warehouses when none has everything', async () => {
    const variantId = await shop.stock(main, 2);
    const spare = await shop.warehouse(5);
    await shop.stock(spare, 2, { variantId });
    const { body } = await shop.reserve(newOrder(), [variantId, 3]);
    expect(body.allocations).toEqual([
      { warehouseId: main, variantId, quantity: 2 },
      { warehouseId: spare, variantId, quantity: 1 },
    ]);
  });

  test('for another content under the same key is refused', async () => {
    const variantId = await shop.stock(main, 5);
    const orderId = newOrder();
    await shop.reserve(orderId, [variantId, 1]);
    expect((await shop.reserve(orderId, [variantId, 2])).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('commit', () => {
  test('sells what is held, once, and answers a repetition byte for byte', async () => {
    const variantId = await shop.stock(main, 5);
    const orderId = newOrder();
    const { body: held } = await shop.reserve(orderId, [variantId, 2]);
    const first = await shop.commit(orderId);
    expect([first.status, first.body]).toEqual([
      200,
      { reservationId: held.reservationId, orderId, status: 'COMMITTED', allocations: held.allocations },
    ]);
    const again = await shop.commit(orderId);
    expect(again.text).toBe(first.text);
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 3, held: 0 });
    expect((await shop.movements(variantId)).at(-1)).toEqual({
      cause: 'COMMITTED',
      onHandDelta: -2,
      heldDelta: -2,
      reference: orderId,
    });
    expect((await shop.events(held.reservationId)).map(({ type, sequence }) => [type, sequence])).toEqual([
      ['eci.stock.reserved.v1', 1],
      ['eci.stock.committed.v1', 2],
    ]);
  });

  test('of an order that reserved nothing is not found, and nothing is kept of it', async () => {
    const variantId = await shop.stock(main, 1);
    const orderId = newOrder();
    expect((await shop.commit(orderId)).body.code).toBe('RESERVATION_NOT_FOUND');
    await shop.reserve(orderId, [variantId, 1]);
    expect((await shop.commit(orderId)).status).toBe(200);
  });
});

describe('release', () => {
  test('frees what is held and blocks a late commit', async () => {
    const variantId = await shop.stock(main, 5);
    const orderId = newOrder();
    const { body: held } = await shop.reserve(orderId, [variantId, 5]);
    const first = await shop.release(orderId);
    expect([first.status, first.body]).toEqual([200, { orderId, status: 'RELEASED' }]);
    expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 5, held: 0 });
    const late = await shop.commit(orderId);
    expect([late.status, late.body.code]).toEqual([409, 'OPERATION_CANCELLED']);
    expect((await shop.release(orderId)).text).toBe(first.text);
    expect((await shop.events(held.reservationId)).map(({ type }) => type)).toEqual([
      'eci.stock.reserved.v1',
      'eci.stock.released.v1',
    ]);
  });

  test('of sold units puts them back with a movement', async () => {
    const variantId = await shop.stock(main, 5);
    const orderId = newOrder();
    const { body: held } = await shop.reserve(orderId, [variantId, 4]);
    await shop.commit(orderId);
    expect((await shop.release(orderId)).body.status).toBe('RETURNED');
    expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 5, held: 0 });
    expect((await shop.movements(variantId)).at(-1)).toEqual({
      cause: 'RETURNED',
      onHandDelta: 4,
      heldDelta: 0,
      reference: orderId,
    });
    expect(
      (await shop.events(held.reservationId)).map(({ type, sequence }) => [type, sequence]).at(-1),
    ).toEqual(['eci.stock.returned.v1', 3]);
  });

  test('before anything arrived cancels the reserve and the commit that come late', async () => {
    const variantId = await shop.stock(main, 5);
    const orderId = newOrder();
    expect((await shop.release(orderId)).body).toEqual({ orderId, status: 'NONE' });
    const reserve = await shop.reserve(orderId, [variantId, 1]);
    const commit = await shop.commit(orderId);
    expect([reserve.status, reserve.body.code, commit.status, commit.body.code]).toEqual([
      409,
      'OPERATION_CANCELLED',
      409,
      'OPERATION_CANCELLED',
    ]);
    expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 5, held: 0 });
  });

  test('after a refused reserve finds nothing to undo', async () => {
    const variantId = await shop.stock(main, 0);
    const orderId = newOrder();
    await shop.reserve(orderId, [variantId, 1]);
    expect((await shop.release(orderId)).body.status).toBe('NONE');
    expect((await shop.commit(orderId)).body.code).toBe('OPERATION_CANCELLED');
  });

  test('in other words is still the same undo', async () => {
    const orderId = newOrder();
    const release = (reason: string) =>
      shop.rest<{ status: string }>('POST', '/v1/inventory/release', {
        caller: 'order',
        key: `${orderId}:release`,
        body: { orderId, reason },
      });
    expect([(await release('declined')).status, (await release('cancelled by customer')).status]).toEqual([
      200, 200,
    ]);
  });
});

test('each step costs two statements, however many lines it has, and its repetition one', async () => {
  const lines = await Promise.all(
    [1, 2, 3, 4, 5].map(async () => [await shop.stock(main, 9), 2] as [string, number]),
  );
  const orderId = newOrder();
  const steps = [
    () => shop.reserve(orderId, ...lines),
    () => shop.commit(orderId),
    () => shop.release(orderId),
  ];
  const costs: number[] = [];
  for (const step of [...steps, ...steps]) costs.push(await shop.statementsOf(step));
  expect(costs).toEqual([2, 2, 2, 1, 1, 1]);
});

test('a lock that is not to be had is reported as in progress after a second, and nothing is written', async () => {
  const variantId = await shop.stock(main, 5);
  const orderId = newOrder();
  await shop.db.transaction().execute(async (tx) => {
    await tx
      .selectFrom('stock_level')
      .select('onHand')
      .where('variantId', '=', variantId)
      .forUpdate()
      .execute();
    const started = performance.now();
    const answer = await shop.reserve(orderId, [variantId, 1]);
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
      409,
      'IDEMPOTENCY_IN_PROGRESS',
      '1',
    ]);
    expect(performance.now() - started).toBeLessThan(2_500);
  });
  expect((await shop.reserve(orderId, [variantId, 1])).status).toBe(201);
});
