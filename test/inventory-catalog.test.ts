import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog } from '../subgraphs/catalog/src/subgraph.ts';
import { inventory } from '../subgraphs/inventory/src/subgraph.ts';

/** Inventory asks the real catalog for variants that no warehouse has had yet. */
const openCatalog = () => startTestSubgraph(catalog);
const openInventory = (url: string) => startTestSubgraph(inventory, { CATALOG_URL: url });
let shop: Awaited<ReturnType<typeof openCatalog>>;
let stock: Awaited<ReturnType<typeof openInventory>>;
let staff: { token: string };
let warehouseId: string;
let catalogRuns = true;

beforeAll(async () => {
  shop = await openCatalog();
  stock = await openInventory(shop.url);
  staff = { token: await stock.identities.user('cus_staff', 'STAFF') };
  const created = await stock.graphql<{ warehouseCreate: { warehouse: { id: string } } }>(
    'mutation { warehouseCreate(input: { code: "HAM", name: "Hamburg", priority: 1, country: "DE" }) { warehouse { id } } }',
    {},
    staff,
  );
  warehouseId = created.data.warehouseCreate.warehouse.id;
});
afterAll(async () => {
  await stock.stop();
  if (catalogRuns) await shop.stop();
});

async function newVariant(sku: string, status: 'ACTIVE' | 'DRAFT' = 'ACTIVE'): Promise<string> {
  const product = await shop.rest<{ variants: { id: string }[] }>('POST', '/v1/products', {
    token: await shop.identities.user('cus_staff', 'STAFF'),
    body: {
      name: `Product ${sku}`,
      status,
      variants: [{ sku, name: 'One', price: { amountMinor: 100, currency: 'EUR' } }],
    },
  });
  return product.body.variants[0]!.id;
}

let keys = 0;
async function adjust(variantId: string, delta: number, key = `key-${++keys}`) {
  const { data, errors } = await stock.graphql<{
    stockAdjust: {
      stockLevel: { onHand: number; lowStockThreshold: number } | null;
      userErrors: { code: string; field: string[] | null }[];
    };
  }>(
    'mutation ($input: StockAdjustInput!, $key: String!) { stockAdjust(input: $input, idempotencyKey: $key) { stockLevel { onHand lowStockThreshold } userErrors { code field } } }',
    { input: { variantId, warehouseId, delta, reason: 'first delivery' }, key },
    staff,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.stockAdjust;
}

test('the first units of a variant make its level, with the default threshold, once the catalog knows the variant', async () => {
  const variantId = await newVariant('FIRST-1');
  expect(await adjust(variantId, 12)).toEqual({
    stockLevel: { onHand: 12, lowStockThreshold: 5 },
    userErrors: [],
  });
  const { data } = await stock.entities<{ availability: object }>(
    [{ __typename: 'ProductVariant', id: variantId }],
    '... on ProductVariant { availability { available inStock } }',
  );
  expect(data._entities[0]?.availability).toEqual({ available: 12, inStock: true });
});

test('a draft can be stocked before it goes on sale', async () => {
  expect((await adjust(await newVariant('DRAFT-1', 'DRAFT'), 3)).stockLevel?.onHand).toBe(3);
});

test('a variant that the catalog does not know is refused over both faces, and no level is made', async () => {
  for (const variantId of ['var_unknown', 'a,b', 'x&ids=y']) {
    expect(await adjust(variantId, 1)).toEqual({
      stockLevel: null,
      userErrors: [{ code: 'VARIANT_NOT_FOUND', field: ['input', 'variantId'] }],
    });
    const rest = await stock.rest<{ code: string; field: string[] }>(
      'PUT',
      `/v1/inventory/${encodeURIComponent(variantId)}`,
      {
        ...staff,
        key: `rest-${++keys}`,
        body: { warehouseId, delta: 1, reason: 'first delivery' },
      },
    );
    expect([rest.status, rest.body.code, rest.body.field]).toEqual([404, 'VARIANT_NOT_FOUND', ['variantId']]);
  }
  const levels = await stock.runtime.db
    .selectFrom('stock_level')
    .select('variantId')
    .where('variantId', '=', 'var_unknown')
    .execute();
  expect(levels).toEqual([]);
});

test('units can not be taken from a level that does not exist, and the attempt makes none', async () => {
  const variantId = await newVariant('NONE-1');
  expect((await adjust(variantId, -1)).userErrors).toEqual([
    { code: 'STOCK_INSUFFICIENT', field: ['input', 'delta'] },
  ]);
  expect(
    await stock.runtime.db
      .selectFrom('stock_level')
      .select('variantId')
      .where('variantId', '=', variantId)
      .execute(),
  ).toEqual([]);
});

test('ten first deliveries at once are all booked on one level', async () => {
  const variantId = await newVariant('TEN-1');
  const results = await Promise.all(Array.from({ length: 10 }, () => adjust(variantId, 1)));
  expect(results.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  expect((await adjust(variantId, 1)).stockLevel?.onHand).toBe(11);
});

test('with the catalog away, known variants are still adjusted, repetitions answered, and new ones refused for the moment', async () => {
  const known = await newVariant('KNOWN-1');
  const unknown = await newVariant('LATER-1');
  await adjust(known, 5, 'before');
  await shop.stop();
  catalogRuns = false;
  expect((await adjust(known, 5, 'before')).stockLevel?.onHand).toBe(5);
  expect((await adjust(known, 1)).stockLevel?.onHand).toBe(6);
  expect((await adjust(unknown, 1)).userErrors).toEqual([{ code: 'SERVICE_UNAVAILABLE', field: null }]);
});
