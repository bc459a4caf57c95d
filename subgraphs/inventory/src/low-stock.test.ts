import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newOrder, openTestShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
let main: string;
beforeAll(async () => {
  shop = await openTestShop({ EVENT_SINKS: 'http://127.0.0.1:9/v1/events#stock.low' });
  main = await shop.warehouse(1);
});
afterAll(() => shop.stop());

const lows = async (variantId: string) =>
  (await shop.events(variantId)).map(({ sequence, data }) => [
    sequence,
    (data as { available: number }).available,
  ]);

test('staff are told once when the available units fall below the threshold, not while they stay there', async () => {
  const variantId = await shop.stock(main, 6, { threshold: 5 });
  await shop.reserve(newOrder(), [variantId, 1]);
  expect(await lows(variantId)).toEqual([]);
  await shop.reserve(newOrder(), [variantId, 1]);
  await shop.reserve(newOrder(), [variantId, 1]);
  expect(await shop.events(variantId)).toEqual([
    {
      type: 'eci.stock.low.v1',
      sequence: 1,
      data: {
        variantId,
        warehouseId: main,
        warehouseName: expect.stringMatching(/^Warehouse/),
        available: 4,
        threshold: 5,
      },
    },
  ]);
  const waiting = await shop.db
    .selectFrom('outbox_delivery')
    .select(['subject', 'sequence', 'sink'])
    .execute();
  expect(waiting.filter(({ subject }) => subject === variantId)).toEqual([
    { subject: variantId, sequence: 1, sink: 'http://127.0.0.1:9/v1/events' },
  ]);
});

test('a commit of what was held tells nothing new; falling again after a return does', async () => {
  const variantId = await shop.stock(main, 6, { threshold: 5 });
  const orderId = newOrder();
  await shop.reserve(orderId, [variantId, 3]);
  await shop.commit(orderId);
  expect(await lows(variantId)).toEqual([[1, 3]]);
  await shop.release(orderId);
  await shop.reserve(newOrder(), [variantId, 2]);
  expect(await lows(variantId)).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

test('one order that empties two warehouses tells of both, in sequence', async () => {
  const spare = await shop.warehouse(2);
  const variantId = await shop.stock(main, 3, { threshold: 1 });
  await shop.stock(spare, 3, { variantId, threshold: 2 });
  await shop.reserve(newOrder(), [variantId, 5]);
  const told = await shop.events(variantId);
  expect(told.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(new Set(told.map(({ data }) => (data as { warehouseId: string }).warehouseId))).toEqual(
    new Set([main, spare]),
  );
});

test('20 orders at once that pass the threshold tell once', async () => {
  const variantId = await shop.stock(main, 20, { threshold: 10 });
  await Promise.all(Array.from({ length: 20 }, () => shop.reserve(newOrder(), [variantId, 1])));
  expect(await lows(variantId)).toEqual([[1, 9]]);
});

test('a threshold of 0 never tells', async () => {
  const variantId = await shop.stock(main, 1, { threshold: 0 });
  await shop.reserve(newOrder(), [variantId, 1]);
  expect(await lows(variantId)).toEqual([]);
});

test('staff are told at once, not at the next poll of the relay', async () => {
  let told = Promise.withResolvers<void>();
  const sink = createServer((request, response) => {
    request.resume();
    response.writeHead(204).end();
    told.resolve();
  }).listen(0, '127.0.0.1');
  await once(sink, 'listening');
  const { port } = sink.address() as AddressInfo;
  const listened = await openTestShop({ EVENT_SINKS: `http://127.0.0.1:${port}/v1/events#stock.low` });
  try {
    const warehouseId = await listened.warehouse(1);
    const variantIds = await Promise.all(
      Array.from({ length: 5 }, () => listened.stock(warehouseId, 5, { threshold: 5 })),
    );
    const begun = performance.now();
    for (const variantId of variantIds) {
      await listened.reserve(newOrder(), [variantId, 1]);
      await told.promise;
      told = Promise.withResolvers();
    }
    expect(performance.now() - begun).toBeLessThan(2_500);
  } finally {
    await listened.stop();
    sink.closeAllConnections();
    sink.close();
  }
});
