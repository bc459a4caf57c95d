import { newId } from '@eci/kit/ids';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eur, type Payments, startPayments } from './payment-under-test.ts';

let shop: Payments;

beforeAll(async () => {
  shop = await startPayments();
});
afterAll(() => shop.stop());

test('only the order service charges and checks tokens', async () => {
  const orderId = newId('ord');
  for (const as of [{}, shop.staff, { caller: 'gateway' }, { caller: 'shipment' }]) {
    const options = { ...as, key: `${orderId}:charge`, body: shop.chargeBody(orderId, 'tok_ok') };
    expect((await shop.rest('POST', '/v1/payments/charge', options)).status).toBe(403);
    expect(
      (await shop.rest('POST', '/v1/payments/tokens/check', { ...as, body: { paymentToken: 'tok_ok' } }))
        .status,
    ).toBe(403);
  }
  expect(await shop.payments(orderId)).toEqual([]);
});

test('tokens are checked without an effect', async () => {
  const check = (paymentToken: unknown) =>
    shop.rest<{ valid: boolean }>('POST', '/v1/payments/tokens/check', {
      caller: 'order',
      body: { paymentToken },
    });
  const valid = ['tok_ok', 'tok_declined', 'tok_insufficient_funds', 'tok_slow', 'tok_timeout', 'tok_flaky'];
  for (const token of valid) expect((await check(token)).body).toEqual({ valid: true });
  for (const token of ['tok_', 'tok_OK', 'constructor'])
    expect((await check(token)).body).toEqual({ valid: false });
  for (const token of ['', ' ', 'a b', 'x'.repeat(256), 7, null])
    expect((await check(token)).status).toBe(400);
});

const badCharges: [name: string, more: object, field: string[]][] = [
  ['a negative amount', { amount: eur(-1) }, ['amount', 'amountMinor']],
  ['a fractional amount', { amount: eur(0.5) }, ['amount', 'amountMinor']],
  ['a huge amount', { amount: eur(1e13) }, ['amount', 'amountMinor']],
  ['an amount as text', { amount: { amountMinor: '1', currency: 'EUR' } }, ['amount', 'amountMinor']],
  ['an unknown currency', { amount: { amountMinor: 1, currency: 'EURO' } }, ['amount', 'currency']],
  ['no amount', { amount: undefined }, ['amount']],
  ['an email that is none', { email: 'nobody' }, ['email']],
  ['a huge email', { email: `${'x'.repeat(400)}@example.com` }, ['email']],
  ['a control character in the email', { email: 'a\u0000@example.com' }, ['email']],
  ['an empty token', { paymentToken: '' }, ['paymentToken']],
  ['a token with a space', { paymentToken: 'tok ok' }, ['paymentToken']],
  ['a number as token', { paymentToken: 4242 }, ['paymentToken']],
  ['an empty order id', { orderId: '' }, ['orderId']],
  ['a NUL in the order id', { orderId: 'ord\u0000' }, ['orderId']],
  ['a huge order id', { orderId: 'x'.repeat(65) }, ['orderId']],
  ['an unknown member', { status: 'CAPTURED' }, ['status']],
];

test.each(badCharges)(
  'a charge with %s is refused naming the field, and writes nothing',
  async (_name, more, field) => {
    const orderId = newId('ord');
    const { status, body } = await shop.charge(orderId, 'tok_ok', more);
    expect([status, body.code, body.field]).toEqual([400, 'INPUT_INVALID', field]);
    expect(await shop.payments(orderId)).toEqual([]);
  },
);

test.each([undefined, '', 'another', 'ord_other:charge', 'a b'])(
  'a charge with the key %j is refused',
  async (key) => {
    const orderId = newId('ord');
    const body = shop.chargeBody(orderId, 'tok_ok');
    const answer = await shop.rest<{ field: string[] }>('POST', '/v1/payments/charge', {
      caller: 'order',
      body,
      ...(key !== undefined && { key }),
    });
    expect([answer.status, answer.body.field]).toEqual([400, ['Idempotency-Key']]);
    expect(await shop.payments(orderId)).toEqual([]);
  },
);
