import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newOrder, openTestShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
let main: string;
beforeAll(async () => {
  shop = await openTestShop();
  main = await shop.warehouse();
});
afterEach(async () => expect(await shop.broken()).toEqual([]));
afterAll(() => shop.stop());

const ADJUST = `mutation ($input: StockAdjustInput!, $key: String!) { stockAdjust(input: $input, idempotencyKey: $key) {
  stockLevel { onHand held available warehouse { id } variant { id } } userErrors { code message field onHand } } }`;
interface Result {
  stockLevel: { onHand: number; held: number; available: number } | null;
  userErrors: { code: string; message: string; field: string[] | null; onHand: number | null }[];
}
let keys = 0;
const newKey = () => `key-${++keys}`;
async function adjust(input: object, key = newKey(), as: object = shop.staff): Promise<Result> {
  const { data, errors } = await shop.graphql<{ stockAdjust: Result }>(
    ADJUST,
    { input: { warehouseId: main, reason: 'count', ...input }, key },
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.stockAdjust;
}
const put = (variantId: string, body: object, key: string | undefined, as: object = shop.staff) =>
  shop.rest<{ onHand: number; code: string; field: string[]; details: object }>(
    'PUT',
    `/v1/inventory/${variantId}`,
    {
      ...as,
      ...(key !== undefined && { key }),
      body: { warehouseId: main, reason: 'count', ...body },
    },
  );

test('an adjustment moves the stock on hand and stands in the ledger with its cause and reason', async () => {
  const variantId = await shop.stock(main, 5);
  expect(await adjust({ variantId, delta: 7, cause: 'RECEIVED', reason: 'delivery 4711' })).toEqual({
    stockLevel: { onHand: 12, held: 0, available: 12, warehouse: { id: main }, variant: { id: variantId } },
    userErrors: [],
  });
  await adjust({ variantId, delta: -2, reason: 'broken' });
  expect((await shop.movements(variantId)).slice(1)).toEqual([
    { cause: 'RECEIVED', onHandDelta: 7, heldDelta: 0, reference: 'delivery 4711' },
    { cause: 'ADJUSTED', onHandDelta: -2, heldDelta: 0, reference: 'broken' },
  ]);
});

test('with an expectation it is a compare-and-set: the second of two is told what is on hand', async () => {
  const variantId = await shop.stock(main, 5);
  expect((await adjust({ variantId, delta: 1, expectedOnHand: 5 })).userErrors).toEqual([]);
  expect((await adjust({ variantId, delta: 1, expectedOnHand: 5 })).userErrors).toEqual([
    {
      code: 'STOCK_CHANGED',
      message: expect.stringContaining('6 on hand, not 5'),
      field: ['input', 'expectedOnHand'],
      onHand: 6,
    },
  ]);
  expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 6, held: 0 });
});

test('of 10 equal expectations at once exactly one is met', async () => {
  const variantId = await shop.stock(main, 5);
  const results = await Promise.all(
    Array.from({ length: 10 }, () => adjust({ variantId, delta: -1, expectedOnHand: 5 })),
  );
  expect(results.filter(({ stockLevel }) => stockLevel)).toHaveLength(1);
  expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 4, held: 0 });
});

test('what orders hold can not be taken out', async () => {
  const variantId = await shop.stock(main, 5);
  await shop.reserve(newOrder(), [variantId, 3]);
  expect((await adjust({ variantId, delta: -3 })).userErrors).toMatchObject([
    { code: 'STOCK_INSUFFICIENT', field: ['input', 'delta'], onHand: 5 },
  ]);
  expect((await adjust({ variantId, delta: -2 })).stockLevel).toMatchObject({
    onHand: 3,
    held: 3,
    available: 0,
  });
});

test('a warehouse holds at most 10,000,000 units of a variant', async () => {
  const variantId = await shop.stock(main, 9_500_000);
  expect((await adjust({ variantId, delta: 500_001 })).userErrors).toMatchObject([
    { code: 'STOCK_LIMIT_EXCEEDED', field: ['input', 'delta'] },
  ]);
  expect((await adjust({ variantId, delta: 500_000 })).stockLevel?.onHand).toBe(10_000_000);
});

describe('a key', () => {
  test('is shared by GraphQL and REST: a repetition over the other face changes nothing', async () => {
    const variantId = await shop.stock(main, 5);
    const key = newKey();
    await adjust({ variantId, delta: 2 }, key);
    const replayed = await put(variantId, { delta: 2 }, key);
    expect([replayed.status, replayed.body.onHand, replayed.headers.get('idempotent-replayed')]).toEqual([
      200,
      7,
      'true',
    ]);
    expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 7, held: 0 });
  });

  test('answers byte for byte over REST although stock moved on, and the level as it is now over GraphQL', async () => {
    const variantId = await shop.stock(main, 5);
    const key = newKey();
    const first = await put(variantId, { delta: 2 }, key);
    await adjust({ variantId, delta: 10 });
    expect((await put(variantId, { delta: 2 }, key)).text).toBe(first.text);
    expect((await adjust({ variantId, delta: 2 }, key)).stockLevel?.onHand).toBe(17);
  });

  test('used for another change is refused; another person may use it', async () => {
    const variantId = await shop.stock(main, 5);
    const key = newKey();
    await adjust({ variantId, delta: 1 }, key);
    expect((await adjust({ variantId, delta: 2 }, key)).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] },
    ]);
    expect((await put(variantId, { delta: 2 }, key)).status).toBe(422);
    const colleague = { token: await shop.identities.user('cus_colleague', 'ADMIN') };
    expect((await adjust({ variantId, delta: 2 }, key, colleague)).stockLevel?.onHand).toBe(8);
  });

  test('keeps a refusal, also when it would go through by now', async () => {
    const variantId = await shop.stock(main, 1);
    const key = newKey();
    await adjust({ variantId, delta: -2 }, key);
    await adjust({ variantId, delta: 5 });
    expect((await adjust({ variantId, delta: -2 }, key)).userErrors).toMatchObject([
      { code: 'STOCK_INSUFFICIENT' },
    ]);
  });

  test('of 20 equal requests at once takes effect once', async () => {
    const variantId = await shop.stock(main, 0);
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(variantId, { delta: 3 }, key)));
    expect(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size).toBe(1);
    expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 3, held: 0 });
  });
});

test('a variant that was never stocked needs the catalog: while it is away nothing is written', async () => {
  expect((await adjust({ variantId: 'var_new', delta: 1 })).userErrors).toMatchObject([
    { code: 'SERVICE_UNAVAILABLE' },
  ]);
  expect((await put('var_new', { delta: 1 }, newKey())).status).toBe(503);
  expect(
    (await adjust({ variantId: 'var_new', warehouseId: 'whs_unknown', delta: 1 })).userErrors,
  ).toMatchObject([{ code: 'WAREHOUSE_NOT_FOUND', field: ['input', 'warehouseId'] }]);
  expect(
    await shop.db.selectFrom('stock_level').select('variantId').where('variantId', '=', 'var_new').execute(),
  ).toEqual([]);
});

const huge = 'x'.repeat(500_000);
const badInputs: [name: string, input: Record<string, unknown>, member: string][] = [
  ['a delta of 0', { delta: 0 }, 'delta'],
  ['a huge delta', { delta: 1_000_001 }, 'delta'],
  ['a huge negative delta', { delta: -1_000_001 }, 'delta'],
  ['a negative receipt', { delta: -1, cause: 'RECEIVED' }, 'delta'],
  ['a negative expectation', { expectedOnHand: -1 }, 'expectedOnHand'],
  ['a huge expectation', { expectedOnHand: 10_000_001 }, 'expectedOnHand'],
  ['an empty reason', { reason: '' }, 'reason'],
  ['a blank reason', { reason: '   ' }, 'reason'],
  ['a control character', { reason: 'a\u0000b' }, 'reason'],
  ['a reason of half a million letters', { reason: huge }, 'reason'],
  ['an empty warehouse', { warehouseId: '' }, 'warehouseId'],
  ['a warehouse with a NUL', { warehouseId: 'whs\u0000' }, 'warehouseId'],
  ['a huge warehouse', { warehouseId: huge }, 'warehouseId'],
];
test.each(badInputs)(
  '%s is refused over GraphQL and REST, naming the field, and writes nothing',
  async (_name, input, member) => {
    const variantId = await shop.stock(main, 5);
    expect((await adjust({ variantId, delta: 1, ...input })).userErrors).toMatchObject([
      { code: 'INPUT_INVALID', field: ['input', member] },
    ]);
    const rest = await put(variantId, { delta: 1, ...input }, newKey());
    expect([rest.status, rest.body.code, rest.body.field]).toEqual([400, 'INPUT_INVALID', [member]]);
    expect(await shop.movements(variantId)).toHaveLength(1);
  },
);

test.each([
  ['a fraction', { delta: 1.5 }, 'delta'],
  ['a text', { delta: '1' }, 'delta'],
  ['beyond 32 bits', { delta: 2 ** 40 }, 'delta'],
  ['nothing', { delta: null }, 'delta'],
  ['a cause of orders', { delta: 1, cause: 'COMMITTED' }, 'cause'],
  ['an unknown member', { delta: 1, onHand: 5 }, 'onHand'],
])('%s of the wrong type is refused by both faces', async (_name, input, member) => {
  const variantId = await shop.stock(main, 5);
  const graph = await shop.graphql(
    ADJUST,
    { input: { variantId, warehouseId: main, reason: 'count', ...input }, key: newKey() },
    shop.staff,
  );
  expect(graph.errors?.[0]).toMatchObject({
    message: expect.stringContaining(member),
    extensions: { code: 'BAD_USER_INPUT' },
  });
  const rest = await put(variantId, input, newKey());
  expect([rest.status, rest.body.field]).toEqual([400, [member]]);
  expect(await shop.movements(variantId)).toHaveLength(1);
});

test.each([
  ['missing', undefined],
  ['empty', ''],
  ['with a space', 'a b'],
  ['too long', 'k'.repeat(256)],
])('a key that is %s is refused', async (_name, key) => {
  const variantId = await shop.stock(main, 5);
  const rest = await put(variantId, { delta: 1 }, key);
  expect([rest.status, rest.body.code, rest.body.field]).toEqual([400, 'INPUT_INVALID', ['Idempotency-Key']]);
  if (key !== undefined)
    expect((await adjust({ variantId, delta: 1 }, key)).userErrors).toMatchObject([
      { code: 'INPUT_INVALID', field: ['idempotencyKey'] },
    ]);
  expect(await shop.movements(variantId)).toHaveLength(1);
});

test('only staff adjust stock, open warehouses and set thresholds', async () => {
  const variantId = await shop.stock(main, 5);
  const input = { variantId, warehouseId: main, delta: 1, reason: 'count' };
  const mutations: [string, object][] = [
    [ADJUST, { input, key: newKey() }],
    [
      'mutation ($input: WarehouseCreateInput!) { warehouseCreate(input: $input) { warehouse { id } } }',
      { input: { code: 'NEW', name: 'New', priority: 1, country: 'DE' } },
    ],
    [
      'mutation ($input: StockThresholdSetInput!) { stockThresholdSet(input: $input) { stockLevel { onHand } } }',
      { input: { variantId, warehouseId: main, lowStockThreshold: 1 } },
    ],
  ];
  for (const [mutation, variables] of mutations) {
    expect((await shop.graphql(mutation, variables)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await shop.graphql(mutation, variables, shop.customer)).errors?.[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    const guest = { token: await shop.identities.guest('ord_1') };
    expect((await shop.graphql(mutation, variables, guest)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect((await put(variantId, { delta: 1 }, newKey(), {})).status).toBe(401);
  expect((await put(variantId, { delta: 1 }, newKey(), shop.customer)).status).toBe(403);
  expect((await put(variantId, { delta: 1 }, newKey(), { caller: 'order' })).status).toBe(401);
  expect(await shop.levelOf(variantId, main)).toEqual({ onHand: 5, held: 0 });
});
