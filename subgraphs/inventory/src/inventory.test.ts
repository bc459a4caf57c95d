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
const LEVELS = '... on ProductVariant { stockLevels { onHand held available lowStockThreshold warehouse { id } } }';

describe('a variant', () => {
  test('shows everyone what can be sold over all warehouses, 0 when it was never in stock', async () => {
    const variantId = await shop.stock(main, 5);
    await shop.stock(spare, 2, { variantId });
    await shop.reserve(newOrder(), [variantId, 6]);
    const { data } = await shop.entities([variantId, 'var_unknown', 'odd\u0000id'].map(reference), AVAILABILITY);
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
    expect(refused.errors?.[0]).toMatchObject({ path: ['_entities', 0, 'stockLevels'], extensions: { code: 'FORBIDDEN' } });
  });

  test('is one of sixty whose availability costs one statement, and whose levels and warehouses cost two more', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 60; i++) ids.push(await shop.stock(i % 2 ? main : spare, i));
    const references = ids.map(reference);
    expect(await shop.statementsOf(() => shop.entities(references, AVAILABILITY))).toBe(1);
    expect(await shop.statementsOf(() => shop.entities([...references, ...references], `${AVAILABILITY} ${LEVELS}`, shop.staff))).toBe(3);
  });
});

describe('warehouses', () => {
  const CREATE = 'mutation ($input: WarehouseCreateInput!) { warehouseCreate(input: $input) { warehouse { id code name priority country } userErrors { code field } } }';
  const input = { code: 'BER-1', name: 'Berlin', priority: 9, country: 'DE' };
  const create = async (given: object) =>
    (await shop.graphql<{ warehouseCreate: { warehouse: { id: string } | null; userErrors: object[] } }>(CREATE, { input: given }, shop.staff)).data.warehouseCreate;

  test('are opened once per code and listed by priority for staff', async () => {
    const { warehouse } = await create(input);
    expect(warehouse).toEqual({ id: expect.stringMatching(/^whs_/), ...input });
    expect(await create(input)).toEqual({ warehouse: null, userErrors: [{ code: 'WAREHOUSE_CODE_TAKEN', field: ['input', 'code'] }] });
    const { data } = await shop.graphql<{ warehouses: { id: string; priority: number }[] }>('{ warehouses { id priority } }', {}, shop.staff);
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
    expect(await create({ ...input, code: 'OTHER', ...given })).toEqual({ warehouse: null, userErrors: [{ code: 'INPUT_INVALID', field: ['input', member] }] });
  });

  test('in no country are refused by the schema', async () => {
    expect((await shop.graphql(CREATE, { input: { ...input, country: 'XX' } }, shop.staff)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('thresholds', () => {
  const SET = 'mutation ($input: StockThresholdSetInput!) { stockThresholdSet(input: $input) { stockLevel { lowStockThreshold } userErrors { code field } } }';
  const set = async (input: object) => (await shop.graphql<{ stockThresholdSet: object }>(SET, { input }, shop.staff)).data.stockThresholdSet;

  test('are set on a level that is there', async () => {
    const variantId = await shop.stock(main, 5);
    expect(await set({ variantId, warehouseId: main, lowStockThreshold: 9 })).toEqual({ stockLevel: { lowStockThreshold: 9 }, userErrors: [] });
    expect(await set({ variantId, warehouseId: spare, lowStockThreshold: 9 })).toEqual({ stockLevel: null, userErrors: [{ code: 'STOCK_LEVEL_NOT_FOUND', field: ['input', 'variantId'] }] });
    expect(await set({ variantId, warehouseId: main, lowStockThreshold: -1 })).toEqual({ stockLevel: null, userErrors: [{ code: 'INPUT_INVALID', field: ['input', 'lowStockThreshold'] }] });
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
      shop.graphql<{ stockMovements: { nodes: { id: string; cause: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
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
      const query = 'query ($where: StockLevelWhere) { stockLevels(where: $where, first: 1) { nodes { warehouse { id } } totalCount pageInfo { hasNextPage } } }';
      const { data } = await shop.graphql<{ stockLevels: { nodes: { warehouse: { id: string } }[]; totalCount: number; pageInfo: { hasNextPage: boolean } } }>(query, { where }, shop.staff);
      return [data.stockLevels.totalCount, data.stockLevels.nodes[0]?.warehouse.id, data.stockLevels.pageInfo.hasNextPage];
    };
    const [firstId] = [main, spare].sort();
    expect(await find({ variantId })).toEqual([2, firstId, true]);
    expect(await find({ variantId, low: true })).toEqual([1, main, false]);
    expect(await find({ variantId, low: false, warehouseId: spare })).toEqual([1, spare, false]);
  });

  test('are refused to others, and bad arguments name the field', async () => {
    for (const field of ['warehouses { id }', 'stockLevels { totalCount }', 'stockMovements { totalCount }']) {
      expect((await shop.graphql(`{ ${field} }`)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect((await shop.graphql(`{ ${field} }`, {}, shop.customer)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const bad: [string, string[]][] = [['first: 0', ['first']], ['first: 101', ['first']], ['after: "x"', ['after']], ['where: { variantId: "" }', ['where', 'variantId']], ['where: { warehouseId: "a b" }', ['where', 'warehouseId']]];
    for (const [args, field] of bad) {
      const { errors } = await shop.graphql(`{ stockLevels(${args}) { totalCount } }`, {}, shop.staff);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field });
    }
  });
});

describe('the REST face', () => {
  interface Stock {
    variantId: string;
    available: number;
    inStock: boolean;
    levels?: object[];
  }
  const get = (path: string, as: object = {}) => shop.rest<Stock & { items: Stock[]; nextCursor: string | null; code: string; field: string[] }>('GET', `/v1/inventory${path}`, as);

  test('shows availability to everyone and levels to staff only', async () => {
    const variantId = await shop.stock(main, 4);
    expect((await get(`/${variantId}`)).body).toEqual({ variantId, available: 4, inStock: true });
    expect((await get('/var_unknown')).body).toEqual({ variantId: 'var_unknown', available: 0, inStock: false });
    expect((await get(`/${variantId}`, shop.staff)).body.levels).toEqual([{ warehouseId: main, onHand: 4, held: 0, available: 4, lowStockThreshold: 0 }]);
    expect((await get(`?variantIds=${variantId},var_unknown`, shop.customer)).body.items).toEqual([{ variantId, available: 4, inStock: true }]);
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
    expect((await get(`?${ids}&warehouseId=${spare}`, shop.staff)).body.items).toMatchObject([{ variantId: full, available: 5 }]);
    expect((await get(`?${ids}&warehouseId=${spare}`)).status).toBe(403);
  });

  test.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?cursor=x', 'after'],
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
    expect(Object.keys(body.paths).sort()).toEqual(['/v1/inventory', '/v1/inventory/commit', '/v1/inventory/release', '/v1/inventory/reserve', '/v1/inventory/{variantId}']);
  });
});

describe("the saga's steps", () => {
  const valid = { orderId: 'ord_a', lines: [{ variantId: 'var_a', quantity: 1 }] };
  const send = (step: string, body: unknown, options: { caller?: string; key?: string; token?: string }) =>
    shop.rest<{ code: string; field: string[] }>('POST', `/v1/inventory/${step}`, { body, ...options });
  const line = (changes: object) => ({ ...valid, lines: [{ ...valid.lines[0], ...changes }] });

  test('are for the order service only', async () => {
    for (const step of ['reserve', 'commit', 'release']) {
      const body = step === 'reserve' ? valid : { orderId: 'ord_a' };
      for (const as of [{}, { caller: 'gateway' }, { caller: 'payment' }, shop.staff]) {
        const { status, body: problem } = await send(step, body, { key: `ord_a:${step}`, ...as });
        expect([status, problem.code]).toEqual([403, 'FORBIDDEN']);
      }
    }
  });

  test.each([
    ['reserve', undefined], ['reserve', 'ord_a:commit'], ['reserve', 'ord_b:reserve'], ['reserve', 'ord_a:RESERVE'],
    ['commit', 'ord_a:reserve'], ['release', 'anything'], ['release', undefined],
  ])('%s with the key %s is refused, since a step has one key', async (step, key) => {
    const body = step === 'reserve' ? valid : { orderId: 'ord_a' };
    const { status, body: problem } = await send(step, body, { caller: 'order', key });
    expect([status, problem.code, problem.field]).toEqual([400, 'INPUT_INVALID', ['Idempotency-Key']]);
  });

  test.each<[name: string, step: string, body: unknown, field: string[]]>([
    ['no lines', 'reserve', { ...valid, lines: [] }, ['lines']],
    ['too many lines', 'reserve', { ...valid, lines: Array.from({ length: 201 }, () => valid.lines[0]) }, ['lines']],
    ['a quantity of 0', 'reserve', line({ quantity: 0 }), ['lines', '0', 'quantity']],
    ['a negative quantity', 'reserve', line({ quantity: -1 }), ['lines', '0', 'quantity']],
    ['a fraction', 'reserve', line({ quantity: 1.5 }), ['lines', '0', 'quantity']],
    ['a huge quantity', 'reserve', line({ quantity: 1e9 }), ['lines', '0', 'quantity']],
    ['a quantity as text', 'reserve', line({ quantity: '1' }), ['lines', '0', 'quantity']],
    ['an empty variant', 'reserve', line({ variantId: '' }), ['lines', '0', 'variantId']],
    ['a variant with a NUL', 'reserve', line({ variantId: 'a\u0000' }), ['lines', '0', 'variantId']],
    ['an unknown member', 'reserve', { ...valid, price: 1 }, ['price']],
    ['no order', 'commit', {}, ['orderId']],
    ['an empty order', 'release', { orderId: '' }, ['orderId']],
    ['a huge order', 'release', { orderId: 'x'.repeat(65) }, ['orderId']],
    ['a reason with a control character', 'release', { orderId: 'ord_a', reason: 'a\u0000' }, ['reason']],
  ])('with %s are refused, naming the field, and nothing is written', async (_name, step, body, field) => {
    const { status, body: problem } = await send(step, body, { caller: 'order', key: `ord_a:${step}` });
    expect([status, problem.code, problem.field]).toEqual([400, 'INPUT_INVALID', field]);
    expect(await shop.db.selectFrom('idempotent_operation').select('scope').where('scope', '=', 'ord_a').execute()).toEqual([]);
  });
});
