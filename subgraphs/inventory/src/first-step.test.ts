import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newOrder, openTestShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.stop());

// In a file, hence a process, of its own: what a process does first must not decide how it understands what follows.
test('a process that is started anew and first hears of a release still reserves what there is', async () => {
  const variantId = await shop.stock(await shop.warehouse(), 5);
  expect((await shop.release(newOrder())).status).toBe(200);
  const { status, body } = await shop.reserve(newOrder(), [variantId, 2]);
  expect([status, body.allocations?.map(({ quantity }) => quantity)]).toEqual([201, [2]]);
  expect(await shop.broken()).toEqual([]);
});
