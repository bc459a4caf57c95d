import { newId } from '@eci/kit/ids';
import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
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
afterEach(async () => {
  await shop.refundsDecided();
  await expectBooksToBalance(shop.db);
});
afterAll(async () => {
  try {
    await expectNoTokenStored(shop.db);
  } finally {
    await shop.stop();
  }
});

describe('a refund is refused', () => {
  let failed: string;
  let open: string;
  let captured: string;
  let refunded: string;
  beforeAll(async () => {
    const declined = newId('ord');
    const slow = newId('ord');
    await shop.charge(declined, 'tok_declined');
    failed = (await shop.payments(declined))[0]!.id;
    captured = (await shop.captured()).id;
    refunded = (await shop.captured()).id;
    await shop.refund({ paymentId: refunded });
    open = (await shop.charge(slow, 'tok_slow')).body.id;
    expect((await shop.refund({ paymentId: open })).body.code).toBe('PAYMENT_NOT_REFUNDABLE');
    await eventually(
      'the slow charge is decided',
      async () => (await shop.payments(slow))[0]!.status === 'CAPTURED',
    );
  });

  const cases: [name: string, input: () => object, code: string, status: number, field: string[]][] = [
    ['of an unknown payment', () => ({ paymentId: 'pay_unknown' }), 'PAYMENT_NOT_FOUND', 404, ['paymentId']],
    ['of a failed payment', () => ({ paymentId: failed }), 'PAYMENT_NOT_REFUNDABLE', 409, ['paymentId']],
    ['of a refunded payment', () => ({ paymentId: refunded }), 'PAYMENT_NOT_REFUNDABLE', 409, ['paymentId']],
    [
      'of a part of a refunded payment',
      () => ({ paymentId: refunded, amount: eur(1) }),
      'REFUND_EXCEEDS_CAPTURED',
      409,
      ['amount'],
    ],
    [
      'of more than was captured',
      () => ({ paymentId: captured, amount: eur(10_001) }),
      'REFUND_EXCEEDS_CAPTURED',
      409,
      ['amount'],
    ],
    [
      'in another currency',
      () => ({ paymentId: captured, amount: { amountMinor: 1, currency: 'USD' } }),
      'CURRENCY_MISMATCH',
      409,
      ['amount', 'currency'],
    ],
    [
      'of nothing',
      () => ({ paymentId: captured, amount: eur(0) }),
      'INPUT_INVALID',
      400,
      ['amount', 'amountMinor'],
    ],
    [
      'of less than nothing',
      () => ({ paymentId: captured, amount: eur(-1) }),
      'INPUT_INVALID',
      400,
      ['amount', 'amountMinor'],
    ],
    [
      'of a huge amount',
      () => ({ paymentId: captured, amount: eur(1e13) }),
      'INPUT_INVALID',
      400,
      ['amount', 'amountMinor'],
    ],
    ['with an empty payment id', () => ({ paymentId: '' }), 'INPUT_INVALID', 400, ['paymentId']],
    ['with a huge payment id', () => ({ paymentId: 'x'.repeat(300) }), 'INPUT_INVALID', 400, ['paymentId']],
    ['with an empty reason', () => ({ paymentId: captured, reason: '  ' }), 'INPUT_INVALID', 400, ['reason']],
    [
      'with a huge reason',
      () => ({ paymentId: captured, reason: 'x'.repeat(201) }),
      'INPUT_INVALID',
      400,
      ['reason'],
    ],
    [
      'with a control character in the reason',
      () => ({ paymentId: captured, reason: 'a\u0007b' }),
      'INPUT_INVALID',
      400,
      ['reason'],
    ],
  ];
  const rows = () =>
    shop.db
      .selectNoFrom((eb) => [
        eb
          .selectFrom('refund')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('refunds'),
        eb
          .selectFrom('payment')
          .select(sql<number>`sum(refunded_minor + refunding_minor)`.as('n'))
          .as('given'),
      ])
      .executeTakeFirst();

  test.each(cases)('%s, over both faces, naming the field', async (_name, input, code, status, field) => {
    const before = await rows();
    const rest = await shop.refund(input());
    expect([rest.status, rest.body.code, rest.body.field]).toEqual([status, code, field]);
    const graph = (await shop.refundByGraph(input())).data.paymentRefund;
    expect(graph).toEqual({ payment: null, userErrors: [{ code, message: expect.any(String), field }] });
    expect(await rows()).toEqual(before);
  });

  test.each([
    ['a fraction', { amount: { amountMinor: 0.5, currency: 'EUR' } }, ['amount', 'amountMinor']],
    ['an unknown currency', { amount: { amountMinor: 1, currency: 'euro' } }, ['amount', 'currency']],
    ['a bare number', { amount: 5 }, ['amount']],
    ['an unknown member', { everything: true }, ['everything']],
    ['an order id, which is for the order service', { orderId: 'ord_1' }, ['orderId']],
    ['a number as reason', { reason: 7 }, ['reason']],
  ])('with %s, over REST', async (_name, more, field) => {
    const { status, body } = await shop.refund({ paymentId: captured, ...more });
    expect([status, body.code, body.field]).toEqual([400, 'INPUT_INVALID', field]);
  });

  test.each(['', 'with space', 'ü', 'x'.repeat(256)])('with the key %j', async (key) => {
    expect(
      (await shop.refundByGraph({ paymentId: captured, key })).data.paymentRefund?.userErrors,
    ).toMatchObject([{ code: 'INPUT_INVALID', field: ['idempotencyKey'] }]);
  });

  test('without a key over REST', async () => {
    const { status, body } = await shop.rest<{ field: string[] }>('POST', '/v1/payments/refund', {
      ...shop.staff,
      body: { paymentId: captured },
    });
    expect([status, body.field]).toEqual([400, ['Idempotency-Key']]);
  });

  test('to customers, guests and strangers, at top level', async () => {
    const customer = { token: await shop.identities.user('cus_1') };
    const guest = { token: await shop.identities.guest('ord_1') };
    for (const [as, status, code] of [
      [{}, 401, 'UNAUTHENTICATED'],
      [customer, 403, 'FORBIDDEN'],
      [guest, 403, 'FORBIDDEN'],
      [{ caller: 'shipment' }, 401, 'UNAUTHENTICATED'],
    ] as const) {
      const rest = await shop.refund({ paymentId: captured }, newId('key'), as);
      expect([rest.status, rest.body.code]).toEqual([status, code]);
    }
    const { data, errors } = await shop.refundByGraph({ paymentId: captured }, customer);
    expect([data.paymentRefund, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
  });
});
