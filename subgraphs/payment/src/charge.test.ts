import { newId } from '@eci/kit/ids';
import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  eur,
  expectBooksToBalance,
  expectNoTokenStored,
  type Payments,
  startPayments,
} from './payment-under-test.ts';

let shop: Payments;

beforeAll(async () => {
  shop = await startPayments();
});
afterEach(() => expectBooksToBalance(shop.db));
afterAll(async () => {
  try {
    await expectNoTokenStored(shop.db);
  } finally {
    await shop.stop();
  }
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
    const ledger = await shop.db
      .selectFrom('payment_event')
      .selectAll()
      .where('paymentId', '=', body.id)
      .execute();
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

  test.each([
    ['tok_declined', 'declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
  ])('with %s is refused for good with its reason', async (token, reason) => {
    const orderId = newId('ord');
    const first = await shop.charge(orderId, token);
    expect([first.status, first.body.code, first.body.details]).toEqual([
      402,
      'PAYMENT_DECLINED',
      { reason },
    ]);
    const again = await shop.charge(orderId, token);
    expect([again.status, again.body.details, again.headers.get('idempotent-replayed')]).toEqual([
      402,
      { reason },
      'true',
    ]);
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

  test.each(['tok_unknown', 'toString', '4242424242424242'])(
    'with the token %s is not valid, and writes nothing',
    async (token) => {
      const orderId = newId('ord');
      const { status, body } = await shop.charge(orderId, token);
      expect([status, body.code, body.field]).toEqual([422, 'PAYMENT_TOKEN_INVALID', ['paymentToken']]);
      expect(await shop.payments(orderId)).toEqual([]);
      expect((await shop.charge(orderId)).status).toBe(201);
    },
  );

  test('of an order that costs nothing is captured too', async () => {
    const { status, body } = await shop.charge(newId('ord'), 'tok_ok', { amount: eur(0) });
    expect([status, body.status]).toEqual([201, 'CAPTURED']);
    expect((await shop.refundOrder(body.orderId)).body).toMatchObject({ status: 'REFUNDED', amount: eur(0) });
  });
});

describe('a repetition', () => {
  test.each(['tok_ok', 'tok_slow', 'tok_timeout', 'tok_flaky'])(
    'a hundred at once with %s charge once and end alike',
    async (token) => {
      const orderId = newId('ord');
      const answers = await Promise.all(Array.from({ length: 100 }, () => untilFinal(orderId, token)));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]!.body.status).toBe('CAPTURED');
      const first = answers.filter(({ headers }) => headers.get('idempotent-replayed') === null);
      expect(first.length).toBeLessThanOrEqual(1);
      expect(await shop.payments(orderId)).toHaveLength(1);
      const [charge, ...more] = await shop.atProvider(orderId);
      expect([charge!.attempts, more]).toEqual([token === 'tok_flaky' ? 3 : 1, []]);
    },
  );

  test('gets the first answer byte for byte, whatever became of the payment since', async () => {
    const orderId = newId('ord');
    const first = await shop.charge(orderId);
    await shop.refund({ paymentId: first.body.id });
    const again = await shop.charge(orderId);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      201,
      first.text,
      'true',
    ]);
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
