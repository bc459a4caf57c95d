import { encodeCursor } from '@eci/kit/connections';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newOrder, openTestShop, type TestShop } from './test-shop.ts';

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

const reference = (id: string) => ({ __typename: 'ProductVariant', id });
const AVAILABILITY = '... on ProductVariant { id availability { available inStock } }';
const LEVELS =
  '... on ProductVariant { stockLevels { onHand held available lowStockThreshold warehouse { id } } }';

describe('a variant', () => {
  test('shows everyone what can be sold over all warehouses, 0 when it was never in stock', async () => {
    const variantId = await shop.stock(main, 5);
    await shop.stock(spare, 2, { variantId });
    await shop.reserve(newOrder(), [variantId, 6]);
    const { data } = await shop.entities(
      [variantId, 'var_unknown', 'odd\u0000id'].map(reference),
      AVAILABILITY,
    );
    expect(data._entities).toEqual([
      { id: variantId, availability: { available: 1, inStock: true } },
      { id: 'var_unknown', availability: { available: 0, inStock: false } },
      null,
    ]);
  });

  test('shows its levels to staff, the warehouse that is asked first at the top; others get null and an error', async () => {
    const variantId = await shop.stock(spare, 2, { threshold: 3 });
    await shop.stock(main, 5, { variantId });
    const { data } = await shop.entities([reference(variantId)], LEVELS, shop.staff);
    expect(data._entities).toEqual([
      {
        stockLevels: [
          { onHand: 5, held: 0, available: 5, lowStockThreshold: 0, warehouse: { id: main } },
          { onHand: 2, held: 0, available: 2, lowStockThreshold: 3, warehouse: { id: spare } },
        ],
      },
    ]);
    const refused = await shop.entities([reference(variantId)], LEVELS, shop.customer);
    expect(refused.data._entities).toEqual([{ stockLevels: null }]);
    expect(refused.errors?.[0]).toMatchObject({
      path: ['_entities', 0, 'stockLevels'],
      extensions: { code: 'FORBIDDEN' },
    });
  });

  test('is one of sixty whose availability costs one statement, and whose levels and warehouses cost two more', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 60; i++) ids.push(await shop.stock(i % 2 ? main : spare, i));
    const references = ids.map(reference);
    expect(await shop.statementsOf(() => shop.entities(references, AVAILABILITY))).toBe(1);
    expect(
      await shop.statementsOf(() =>
        shop.entities([...references, ...references], `${AVAILABILITY} ${LEVELS}`, shop.staff),
      ),
    ).toBe(3);
  });
});

describe('warehouses', () => {
  const CREATE =
    'mutation ($input: WarehouseCreateInput!) { warehouseCreate(input: $input) { warehouse { id code name priority country } userErrors { code field } } }';
  const input = { code: 'BER-1', name: 'Berlin', priority: 9, country: 'DE' };
  const create = async (given: object) =>
    (
      await shop.graphql<{ warehouseCreate: { warehouse: { id: string } | null; userErrors: object[] } }>(
        CREATE,
        { input: given },
        shop.staff,
      )
    ).data.warehouseCreate;

  test('are opened once per code and listed by priority for staff', async () => {
    const { warehouse } = await create(input);
    expect(warehouse).toEqual({ id: expect.stringMatching(/^whs_/), ...input });
    expect(await create(input)).toEqual({
      warehouse: null,
      userErrors: [{ code: 'WAREHOUSE_CODE_TAKEN', field: ['input', 'code'] }],
    });
    const { data } = await shop.graphql<{ warehouses: { id: string; priority: number }[] }>(
      '{ warehouses { id priority } }',
      {},
      shop.staff,
    );
    expect(data.warehouses.map(({ priority }) => priority)).toEqual([1, 2, 9]);
  });

  test.each([
    ['a lower-case code', { code: 'ber' }, 'code'],
    ['an empty code', { code: '' }, 'code'],
    ['a blank name', { name: ' ' }, 'name'],
    ['a name with a control character', { name: 'a\u0007' }, 'name'],
    ['a negative priority', { priority: -1 }, 'priority'],
    ['a huge priority', { priority: 1_000_001 }, 'priority'],
  ])('with %s are refused', async (_name, given, member) => {
    expect(await create({ ...input, code: 'OTHER', ...given })).toEqual({
      warehouse: null,
      userErrors: [{ code: 'INPUT_INVALID', field: ['input', member] }],
    });
  });

  test('in no country are refused by the schema', async () => {
    expect(
      (await shop.graphql(CREATE, { input: { ...input, country: 'XX' } }, shop.staff)).errors?.[0]?.extensions
        .code,
    ).toBe('BAD_USER_INPUT');
  });
});

describe('thresholds', () => {
  const SET =
    'mutation ($input: StockThresholdSetInput!) { stockThresholdSet(input: $input) { stockLevel { lowStockThreshold } userErrors { code field } } }';
  const set = async (input: object) =>
    (await shop.graphql<{ stockThresholdSet: object }>(SET, { input }, shop.staff)).data.stockThresholdSet;

  test('are set on a level that is there', async () => {
    const variantId = await shop.stock(main, 5);
    expect(await set({ variantId, warehouseId: main, lowStockThreshold: 9 })).toEqual({
      stockLevel: { lowStockThreshold: 9 },
      userErrors: [],
    });
    expect(await set({ variantId, warehouseId: spare, lowStockThreshold: 9 })).toEqual({
      stockLevel: null,
      userErrors: [{ code: 'STOCK_LEVEL_NOT_FOUND', field: ['input', 'variantId'] }],
    });
    expect(await set({ variantId, warehouseId: main, lowStockThreshold: -1 })).toEqual({
      stockLevel: null,
      userErrors: [{ code: 'INPUT_INVALID', field: ['input', 'lowStockThreshold'] }],
    });
  });
});

describe('lists for staff', () => {
  let variantId: string;
  beforeAll(async () => {
    variantId = await shop.stock(main, 1, { threshold: 2 });
    await shop.stock(spare, 9, { variantId, threshold: 2 });
    for (let i = 0; i < 6; i++) {
      const orderId = newOrder();
      await shop.reserve(orderId, [variantId, 1]);
      await shop.release(orderId);
    }
  });

  test('walk the ledger of a variant page by page, newest first, two statements with the total', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    const page = (cursor: string | null) =>
      shop.graphql<{
        stockMovements: {
          nodes: { id: string; cause: string }[];
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      }>(
        'query ($after: String, $variantId: ID) { stockMovements(first: 4, after: $after, where: { variantId: $variantId }) { nodes { id cause at warehouse { code } variant { id } } totalCount pageInfo { hasNextPage endCursor } } }',
        { after: cursor, variantId },
        shop.staff,
      );
    do {
      const { data } = await page(after);
      expect(data.stockMovements.totalCount).toBe(14);
      seen.push(...data.stockMovements.nodes.map(({ id }) => id));
      after = data.stockMovements.pageInfo.hasNextPage ? data.stockMovements.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen).toHaveLength(14);
    expect(await shop.statementsOf(() => page(null))).toBe(3);
  });

  test('find levels by variant, warehouse and whether they are low', async () => {
    const find = async (where: object) => {
      const query =
        'query ($where: StockLevelWhere) { stockLevels(where: $where, first: 1) { nodes { warehouse { id } } totalCount pageInfo { hasNextPage } } }';
      const { data } = await shop.graphql<{
        stockLevels: {
          nodes: { warehouse: { id: string } }[];
          totalCount: number;
          pageInfo: { hasNextPage: boolean };
        };
      }>(query, { where }, shop.staff);
      return [
        data.stockLevels.totalCount,
        data.stockLevels.nodes[0]?.warehouse.id,
        data.stockLevels.pageInfo.hasNextPage,
      ];
    };
    const [firstId] = [main, spare].sort();
    expect(await find({ variantId })).toEqual([2, firstId, true]);
    expect(await find({ variantId, low: true })).toEqual([1, main, false]);
    expect(await find({ variantId, low: false, warehouseId: spare })).toEqual([1, spare, false]);
  });

  test('are refused to others, and bad arguments name the field', async () => {
    for (const field of [
      'warehouses { id }',
      'stockLevels { totalCount }',
      'stockMovements { totalCount }',
    ]) {
      expect((await shop.graphql(`{ ${field} }`)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect((await shop.graphql(`{ ${field} }`, {}, shop.customer)).errors?.[0]?.extensions.code).toBe(
        'FORBIDDEN',
      );
    }
    const bad: [string, string[]][] = [
      ['first: 0', ['first']],
      ['first: 101', ['first']],
      ['after: "x"', ['after']],
      [`after: "${encodeCursor([variantId, 5])}"`, ['after']],
      ['where: { variantId: "" }', ['where', 'variantId']],
      ['where: { warehouseId: "a b" }', ['where', 'warehouseId']],
    ];
    for (const [args, field] of bad) {
      const { errors } = await shop.graphql(`{ stockLevels(${args}) { totalCount } }`, {}, shop.staff);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field });
    }
    const movements = `{ stockMovements(after: "${encodeCursor([5])}") { totalCount } }`;
    const { errors } = await shop.graphql(movements, {}, shop.staff);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field: ['after'] });
  });
});
