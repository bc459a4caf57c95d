import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@eci/kit/ids';
import { eventually } from '@eci/kit/testing/eventually';
import { eur, expectBooksToBalance, expectNoTokenStored, type Payments, startPayments } from './payment-under-test.ts';

let shop: Payments;

beforeAll(async () => {
  shop = await startPayments();
});
afterEach(() => expectBooksToBalance(shop.db));
afterAll(async () => {
  await expectNoTokenStored(shop.db);
  await shop.stop();
});

const untilFinal = (orderId: string, token: string) =>
  eventually(`the charge of ${orderId} is decided`, async () => {
    const answer = await shop.charge(orderId, token);
    return answer.status !== 202 && answer;
  });

describe('a charge', () => {
  test('with tok_ok is captured, with its ledger entry and event', async () => {
    const orderId = newId('ord');
    const { status, body, headers } = await shop.charge(orderId);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^pay_/),
      orderId,
      status: 'CAPTURED',
      amount: eur(10_000),
      captured: eur(10_000),
      refunded: eur(0),
    });
    expect(headers.get('idempotent-replayed')).toBeNull();
    const ledger = await shop.db.selectFrom('payment_event').selectAll().where('paymentId', '=', body.id).execute();
    expect(ledger).toMatchObject([{ kind: 'CAPTURE', amountMinor: 10_000, reason: null }]);
    expect(await shop.events(body.id)).toMatchObject([
      {
        type: 'eci.payment.captured.v1',
        sequence: 1,
        data: {
          paymentId: body.id,
          orderId,
          customerId: 'cus_1',
          email: `${orderId}@example.com`,
          amount: eur(10_000),
          captured: eur(10_000),
          refunded: eur(0),
          reason: null,
        },
      },
    ]);
  });

  test('costs one claim, one call and one outcome: eight statements with the provider, three commits', async () => {
    const orderId = newId('ord');
    await shop.captured();
    const count = await shop.statementsOf(() => shop.charge(orderId));
    // claim; at the provider; begin, outcome, event, commit.
    expect(count).toBe(6);
  });

  test.each([
    ['tok_declined', 'declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
  ])('with %s is refused for good with its reason', async (token, reason) => {
    const orderId = newId('ord');
    const first = await shop.charge(orderId, token);
    expect([first.status, first.body.code, first.body.details]).toEqual([402, 'PAYMENT_DECLINED', { reason }]);
    const again = await shop.charge(orderId, token);
    expect([again.status, again.body.details, again.headers.get('idempotent-replayed')]).toEqual([402, { reason }, 'true']);
    const [payment] = await shop.payments(orderId);
    expect(payment).toMatchObject({ status: 'FAILED', failureReason: reason, capturedMinor: 0 });
    expect(await shop.events(payment!.id)).toMatchObject([
      { type: 'eci.payment.failed.v1', sequence: 1, data: { reason, captured: eur(0), amount: eur(10_000) } },
    ]);
    expect(await shop.atProvider(orderId)).toMatchObject([{ attempts: 1 }]);
  });

  test('with tok_slow answers 202 within a second, and 201 once the provider has decided', async () => {
    const orderId = newId('ord');
    const started = performance.now();
    const first = await shop.charge(orderId, 'tok_slow');
    expect(performance.now() - started).toBeLessThan(1_000);
    expect([first.status, first.body.status]).toEqual([202, 'PENDING']);
    expect(first.headers.get('retry-after')).toBe('1');
    const last = await untilFinal(orderId, 'tok_slow');
    expect([last.status, last.body.status, last.body.id]).toEqual([201, 'CAPTURED', first.body.id]);
    expect(await shop.atProvider(orderId)).toHaveLength(1);
  });

  test('with tok_timeout is charged once, and found by asking the provider', async () => {
    const orderId = newId('ord');
    const answer = await untilFinal(orderId, 'tok_timeout');
    expect([answer.status, answer.body.status]).toEqual([201, 'CAPTURED']);
    expect(await shop.atProvider(orderId)).toMatchObject([{ attempts: 1, state: 'CHARGED' }]);
  });

  test('with tok_flaky fails twice at the provider and is captured in one request', async () => {
    const orderId = newId('ord');
    const answer = await shop.charge(orderId, 'tok_flaky');
    expect([answer.status, answer.body.status]).toEqual([201, 'CAPTURED']);
    expect(await shop.atProvider(orderId)).toMatchObject([{ attempts: 3, state: 'CHARGED' }]);
  });

  test.each(['tok_unknown', 'toString', '4242424242424242'])('with the token %s is not valid, and writes nothing', async (token) => {
    const orderId = newId('ord');
    const { status, body } = await shop.charge(orderId, token);
    expect([status, body.code, body.field]).toEqual([422, 'PAYMENT_TOKEN_INVALID', ['paymentToken']]);
    expect(await shop.payments(orderId)).toEqual([]);
    expect((await shop.charge(orderId)).status).toBe(201);
  });

  test('of an order that costs nothing is captured too', async () => {
    const { status, body } = await shop.charge(newId('ord'), 'tok_ok', { amount: eur(0) });
    expect([status, body.status]).toEqual([201, 'CAPTURED']);
    expect((await shop.refundOrder(body.orderId)).body).toMatchObject({ status: 'REFUNDED', amount: eur(0) });
  });
});

describe('a repetition', () => {
  test.each(['tok_ok', 'tok_slow', 'tok_timeout', 'tok_flaky'])('a hundred at once with %s charge once and agree', async (token) => {
    const orderId = newId('ord');
    await Promise.all(Array.from({ length: 100 }, () => shop.charge(orderId, token)));
    const answers = await Promise.all(Array.from({ length: 10 }, () => untilFinal(orderId, token)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.body.status).toBe('CAPTURED');
    expect(await shop.payments(orderId)).toHaveLength(1);
    const [charge, ...more] = await shop.atProvider(orderId);
    expect([charge!.attempts, more]).toEqual([token === 'tok_flaky' ? 3 : 1, []]);
  });

  test('a hundred at once with tok_ok all answer 201 with the same bytes', async () => {
    const orderId = newId('ord');
    const answers = await Promise.all(Array.from({ length: 100 }, () => shop.charge(orderId)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  });

  test('gets the first answer byte for byte, whatever became of the payment since', async () => {
    const orderId = newId('ord');
    const first = await shop.charge(orderId);
    await shop.refund({ paymentId: first.body.id });
    const again = await shop.charge(orderId);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
  });

  test.each([
    ['amount', { amount: eur(9_999) }],
    ['email', { email: 'other@example.com' }],
    ['customer', { customerId: null }],
  ])('with another %s is refused', async (_what, more) => {
    const orderId = newId('ord');
    await shop.charge(orderId);
    const { status, body } = await shop.charge(orderId, 'tok_ok', more);
    expect([status, body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  test('with another token is refused, while the first runs as well as after', async () => {
    const orderId = newId('ord');
    await shop.charge(orderId, 'tok_slow');
    expect((await shop.charge(orderId, 'tok_ok')).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    await untilFinal(orderId, 'tok_slow');
    expect((await shop.charge(orderId, 'tok_ok')).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

test('only the order service charges and checks tokens', async () => {
  const orderId = newId('ord');
  for (const as of [{}, shop.staff, { caller: 'gateway' }, { caller: 'shipment' }]) {
    const options = { ...as, key: `${orderId}:charge`, body: shop.chargeBody(orderId, 'tok_ok') };
    expect((await shop.rest('POST', '/v1/payments/charge', options)).status).toBe(403);
    expect((await shop.rest('POST', '/v1/payments/tokens/check', { ...as, body: { paymentToken: 'tok_ok' } })).status).toBe(403);
  }
  expect(await shop.payments(orderId)).toEqual([]);
});

test('tokens are checked without an effect', async () => {
  const check = (paymentToken: unknown) =>
    shop.rest<{ valid: boolean }>('POST', '/v1/payments/tokens/check', { caller: 'order', body: { paymentToken } });
  const valid = ['tok_ok', 'tok_declined', 'tok_insufficient_funds', 'tok_slow', 'tok_timeout', 'tok_flaky'];
  for (const token of valid) expect((await check(token)).body).toEqual({ valid: true });
  for (const token of ['tok_', 'tok_OK', 'constructor']) expect((await check(token)).body).toEqual({ valid: false });
  for (const token of ['', ' ', 'a b', 'x'.repeat(256), 7, null]) expect((await check(token)).status).toBe(400);
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

test.each(badCharges)('a charge with %s is refused naming the field, and writes nothing', async (_name, more, field) => {
  const orderId = newId('ord');
  const { status, body } = await shop.charge(orderId, 'tok_ok', more);
  expect([status, body.code, body.field]).toEqual([400, 'INPUT_INVALID', field]);
  expect(await shop.payments(orderId)).toEqual([]);
});

test.each([undefined, '', 'another', 'ord_other:charge', 'a b'])('a charge with the key %j is refused', async (key) => {
  const orderId = newId('ord');
  const body = shop.chargeBody(orderId, 'tok_ok');
  const answer = await shop.rest<{ field: string[] }>('POST', '/v1/payments/charge', { caller: 'order', body, ...(key !== undefined && { key }) });
  expect([answer.status, answer.body.field]).toEqual([400, ['Idempotency-Key']]);
  expect(await shop.payments(orderId)).toEqual([]);
});

describe('the risk check', () => {
  test('refuses an amount over the limit before the provider hears of it, and for good', async () => {
    const limited = await startPayments({ RISK_MAX_AMOUNT_MINOR: 'EUR=5000,JPY=9' });
    const answers = [await limited.charge('ord_1', 'tok_ok', { amount: eur(5_001) }), await limited.charge('ord_1', 'tok_ok', { amount: eur(5_001) })];
    for (const { status, body } of answers) expect([status, body.code, body.details]).toEqual([402, 'PAYMENT_DECLINED', { reason: 'risk' }]);
    expect(answers[1]!.headers.get('idempotent-replayed')).toBe('true');
    expect(await limited.atProvider('ord_1')).toEqual([]);
    expect((await limited.charge('ord_2', 'tok_ok', { amount: eur(5_000) })).status).toBe(201);
    expect((await limited.charge('ord_3', 'tok_ok', { amount: { amountMinor: 10, currency: 'JPY' } })).status).toBe(402);
    await expectBooksToBalance(limited.db);
    await limited.stop();
  });

  test('refuses an email whose cards were declined too often lately, and no other', async () => {
    const limited = await startPayments({ RISK_MAX_FAILURES: '3' });
    const email = { email: 'Many.Cards@example.com' };
    for (let i = 0; i < 3; i++) expect((await limited.charge(`ord_${i}`, 'tok_declined', email)).body.details).toEqual({ reason: 'declined' });
    expect((await limited.charge('ord_3', 'tok_ok', { email: 'many.cards@example.com' })).body.details).toEqual({ reason: 'risk' });
    expect((await limited.charge('ord_4', 'tok_ok')).status).toBe(201);
    await limited.db.updateTable('payment').set({ createdAt: new Date(Date.now() - 11 * 60_000) }).where('status', '=', 'FAILED').execute();
    expect((await limited.charge('ord_5', 'tok_ok', email)).status).toBe(201);
    await limited.stop();
  });
});
