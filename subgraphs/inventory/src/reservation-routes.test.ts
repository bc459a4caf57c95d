import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openTestShop, type TestShop } from './test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterEach(async () => expect(await shop.broken()).toEqual([]));
afterAll(() => shop.stop());

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
  ['reserve', undefined],
  ['reserve', 'ord_a:commit'],
  ['reserve', 'ord_b:reserve'],
  ['reserve', 'ord_a:RESERVE'],
  ['commit', 'ord_a:reserve'],
  ['release', 'anything'],
  ['release', undefined],
])('%s with the key %s is refused, since a step has one key', async (step, key) => {
  const body = step === 'reserve' ? valid : { orderId: 'ord_a' };
  const { status, body: problem } = await send(step, body, { caller: 'order', key });
  expect([status, problem.code, problem.field]).toEqual([400, 'INPUT_INVALID', ['Idempotency-Key']]);
});

test.each<[name: string, step: string, body: unknown, field: string[]]>([
  ['no lines', 'reserve', { ...valid, lines: [] }, ['lines']],
  [
    'too many lines',
    'reserve',
    { ...valid, lines: Array.from({ length: 201 }, () => valid.lines[0]) },
    ['lines'],
  ],
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
  expect(
    await shop.db.selectFrom('idempotent_operation').select('scope').where('scope', '=', 'ord_a').execute(),
  ).toEqual([]);
});
