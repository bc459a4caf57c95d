import { encodeCursor } from '@eci/kit/connections';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openTestShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
let main: string;
let spare: string;
beforeAll(async () => {
  shop = await openTestShop();
  spare = await shop.warehouse(2);
  main = await shop.warehouse(1);
});
afterEach(async () => expect(await shop.broken()).toEqual([]));
afterAll(() => shop.stop());

interface Stock {
  variantId: string;
  available: number;
  inStock: boolean;
  levels?: object[];
}
const get = (path: string, as: object = {}) =>
  shop.rest<Stock & { items: Stock[]; nextCursor: string | null; code: string; field: string[] }>(
    'GET',
    `/v1/inventory${path}`,
    as,
  );

test('shows availability to everyone and levels to staff only', async () => {
  const variantId = await shop.stock(main, 4);
  expect((await get(`/${variantId}`)).body).toEqual({ variantId, available: 4, inStock: true });
  expect((await get('/var_unknown')).body).toEqual({
    variantId: 'var_unknown',
    available: 0,
    inStock: false,
  });
  expect((await get(`/${variantId}`, shop.staff)).body.levels).toEqual([
    { warehouseId: main, onHand: 4, held: 0, available: 4, lowStockThreshold: 0 },
  ]);
  expect((await get(`?variantIds=${variantId},var_unknown`, shop.customer)).body.items).toEqual([
    { variantId, available: 4, inStock: true },
  ]);
});

test('lists page by page without holes, two statements for staff', async () => {
  const all = await shop.db.selectFrom('stock_level').select('variantId').distinct().execute();
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await get(`?limit=7${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...body.items.map(({ variantId }) => variantId));
    cursor = body.nextCursor;
  } while (cursor);
  expect(seen).toEqual(all.map(({ variantId }) => variantId).sort());
  expect(await shop.statementsOf(() => get('?limit=50', shop.staff))).toBe(2);
});

test('filters by what is in stock, and by warehouse for staff', async () => {
  const empty = await shop.stock(main, 0);
  const full = await shop.stock(main, 1);
  await shop.stock(spare, 5, { variantId: full });
  const ids = `variantIds=${empty},${full}`;
  expect((await get(`?${ids}&inStock=true`)).body.items.map(({ variantId }) => variantId)).toEqual([full]);
  expect((await get(`?${ids}&inStock=false`)).body.items.map(({ variantId }) => variantId)).toEqual([empty]);
  expect((await get(`?${ids}&warehouseId=${spare}`, shop.staff)).body.items).toMatchObject([
    { variantId: full, available: 5 },
  ]);
  expect((await get(`?${ids}&warehouseId=${spare}`)).status).toBe(403);
});

test.each([
  ['?limit=0', 'limit'],
  ['?limit=101', 'limit'],
  ['?cursor=x', 'after'],
  [`?cursor=${encodeCursor([5])}`, 'after'],
  ['?inStock=yes', 'inStock'],
  ['?variantIds=', 'variantIds'],
  [`?variantIds=${'a,'.repeat(101)}a`, 'variantIds'],
  ['?surprise=1', 'surprise'],
  ['/a%20b', 'variantId'],
  ['/a%00b', 'variantId'],
])('refuses %s', async (path, member) => {
  const { status, body } = await get(path);
  expect([status, body.code, body.field[0]]).toEqual([400, 'INPUT_INVALID', member]);
});

test('documents itself', async () => {
  const { body } = await shop.rest<{ paths: Record<string, object> }>('GET', '/openapi.json');
  expect(Object.keys(body.paths).sort()).toEqual([
    '/v1/inventory',
    '/v1/inventory/commit',
    '/v1/inventory/release',
    '/v1/inventory/reserve',
    '/v1/inventory/{variantId}',
  ]);
});
