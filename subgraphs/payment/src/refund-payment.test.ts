import { newId } from '@eci/kit/ids';
import { eventually } from '@eci/kit/testing/eventually';
import { newTrace } from '@eci/kit/trace';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import {
  eur,
  expectBooksToBalance,
  expectNoTokenStored,
  faultyNetwork,
  type Payments,
  startPayments,
} from './payment-under-test.ts';
import { settleRefund } from './settle-refund.ts';

const network = faultyNetwork();
let shop: Payments;

beforeAll(async () => {
  shop = await startPayments({}, network.around);
});
afterEach(async () => {
  network.fault = null;
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

const refundsOf = (paymentId: string) =>
  shop.db.selectFrom('refund').selectAll().where('paymentId', '=', paymentId).execute();

describe('staff', () => {
  test('refund in parts and then what is left, each with its ledger entry and event', async () => {
    const { id, orderId } = await shop.captured();
    const first = await shop.refund({ paymentId: id, amount: eur(3_000), reason: 'one of two was broken' });
    expect([first.status, first.body]).toMatchObject([
      201,
      { status: 'PARTIALLY_REFUNDED', refunded: eur(3_000) },
    ]);
    expect((await shop.refund({ paymentId: id, amount: eur(2_500) })).body).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refunded: eur(5_500),
    });
    expect((await shop.refundByGraph({ paymentId: id })).data.paymentRefund?.payment).toMatchObject({
      status: 'REFUNDED',
      refunded: { amountMinor: 10_000 },
    });
    const ledger = await shop.db
      .selectFrom('payment_event')
      .select(['kind', 'amountMinor', 'reason'])
      .where('paymentId', '=', id)
      .orderBy('id')
      .execute();
    expect(ledger).toEqual([
      { kind: 'CAPTURE', amountMinor: 10_000, reason: null },
      { kind: 'REFUND', amountMinor: -3_000, reason: 'one of two was broken' },
      { kind: 'REFUND', amountMinor: -2_500, reason: null },
      { kind: 'REFUND', amountMinor: -4_500, reason: null },
    ]);
    const events = await shop.events(id);
    expect(events.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['eci.payment.captured.v1', 1],
      ['eci.payment.refunded.v1', 2],
      ['eci.payment.refunded.v1', 3],
      ['eci.payment.refunded.v1', 4],
    ]);
    expect(events[1]!.data).toEqual({
      paymentId: id,
      orderId,
      customerId: 'cus_1',
      email: `${orderId}@example.com`,
      amount: eur(3_000),
      captured: eur(10_000),
      refunded: eur(3_000),
      reason: 'one of two was broken',
    });
  });

  test('repeat a refund without effect, by one face or the other, and get the first bytes', async () => {
    const { id } = await shop.captured();
    const key = newId('key');
    const body = { paymentId: id, amount: eur(1_000), reason: 'late' };
    const first = await shop.refund(body, key);
    await shop.refund({ paymentId: id, amount: eur(500) });
    const again = await shop.refund(body, key);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      201,
      first.text,
      'true',
    ]);
    // The graph answers the payment as it is now.
    expect((await shop.refundByGraph({ ...body, key })).data.paymentRefund).toEqual({
      payment: { id, status: 'PARTIALLY_REFUNDED', refunded: { amountMinor: 1_500 } },
      userErrors: [],
    });
    expect((await shop.refund({ ...body, amount: eur(1_001) }, key)).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    const other = { token: await shop.identities.user('cus_other_staff', 'ADMIN') };
    expect((await shop.refund(body, key, other)).headers.get('idempotent-replayed')).toBeNull();
    expect(await refundsOf(id)).toHaveLength(3);
  });

  test('of one key at once pay once', async () => {
    const { id, orderId } = await shop.captured();
    const key = newId('key');
    const send = () => shop.refund({ paymentId: id, amount: eur(4_000) }, key);
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    for (const { status, body } of answers)
      expect(status === 201 || body.code === 'IDEMPOTENCY_IN_PROGRESS').toBe(true);
    const texts = await Promise.all(Array.from({ length: 5 }, send));
    expect(new Set(texts.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await shop.atProvider(orderId)).toMatchObject([{ refundedMinor: 4_000 }]);
  });

  test('of many parts at once never give back more than was captured', async () => {
    const { id, orderId } = await shop.captured();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => shop.refund({ paymentId: id, amount: eur(i % 2 ? 1_100 : 700) })),
    );
    const given = answers.filter(({ status }) => status === 201);
    for (const { body } of answers.filter(({ status }) => status !== 201))
      expect(body.code).toMatch('REFUND_EXCEEDS_CAPTURED');
    expect(given.length).toBeGreaterThan(8);
    const [payment] = await shop.payments(orderId);
    expect(payment!.refundedMinor).toBeGreaterThan(10_000 - 700);
    expect(payment!.refundedMinor).toBeLessThanOrEqual(10_000);
  });

  test('of all that is left, at once under many keys, give it back once', async () => {
    const { id, orderId } = await shop.captured();
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.refund({ paymentId: id })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const codes = new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code));
    expect(
      [...codes].every((code) => ['IDEMPOTENCY_IN_PROGRESS', 'PAYMENT_NOT_REFUNDABLE'].includes(code)),
    ).toBe(true);
    expect(await shop.atProvider(orderId)).toMatchObject([{ refundedMinor: 10_000 }]);
  });

  test.each(['loses the answer', 'loses the request'] as const)(
    'are told to wait when the network %s, and paid once',
    async (fault) => {
      network.fault = fault;
      const { id, orderId } = await shop.captured();
      const key = newId('key');
      const send = () => shop.refund({ paymentId: id, amount: eur(6_000) }, key);
      const first = await send();
      expect([first.status, first.body.code, first.headers.get('retry-after')]).toEqual([
        409,
        'IDEMPOTENCY_IN_PROGRESS',
        '1',
      ]);
      // The amount stays set aside while nobody knows.
      expect((await shop.refund({ paymentId: id, amount: eur(6_000) })).body.code).toBe(
        'REFUND_EXCEEDS_CAPTURED',
      );
      network.fault = null;
      const last = await eventually('the refund is decided', async () => {
        const answer = await send();
        return answer.status === 201 && answer;
      });
      expect(last.body).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: eur(6_000) });
      expect(await shop.atProvider(orderId)).toMatchObject([{ refundedMinor: 6_000 }]);
    },
  );

  test('are not forgotten when they never ask again: the resolver repeats the refund', async () => {
    network.fault = 'loses the request';
    const { id, orderId } = await shop.captured();
    await shop.refund({ paymentId: id });
    network.fault = null;
    await eventually(
      'the payment is refunded',
      async () => (await shop.payments(orderId))[0]!.status === 'REFUNDED',
    );
  });

  test('book a refund once, however many find out at the same time that it was paid', async () => {
    network.fault = 'loses the request';
    const { id, orderId } = await shop.captured();
    for (let part = 0; part < 2; part++) await shop.refund({ paymentId: id, amount: eur(3_000) });
    const [first] = await refundsOf(id);
    network.fault = null;
    const settled = await Promise.all(
      Array.from({ length: 8 }, () => settleRefund(shop.services, first!, newTrace())),
    );
    for (const outcome of settled) expect(outcome).toEqual(settled[0]);
    expect(settled[0]).toMatchObject({ ok: { id, status: 'PARTIALLY_REFUNDED' } });
    await shop.refundsDecided();
    expect((await shop.payments(orderId))[0]).toMatchObject({
      refundedMinor: 6_000,
      refundingMinor: 0,
      version: 3,
    });
  });

  test('are told when the provider refuses, and the money is free for another try', async () => {
    network.fault = 'refuses';
    const { id } = await shop.captured();
    const key = newId('key');
    const refused = await shop.refund({ paymentId: id }, key);
    expect([refused.status, refused.body.code, refused.body.details]).toEqual([
      409,
      'REFUND_REFUSED',
      { reason: 'account_closed' },
    ]);
    expect((await shop.refund({ paymentId: id }, key)).headers.get('idempotent-replayed')).toBe('true');
    network.fault = null;
    expect((await shop.refund({ paymentId: id })).status).toBe(201);
  });
});

test('the ledger refuses every change to what it holds', async () => {
  await shop.captured();
  for (const change of [
    sql`update payment_event set amount_minor = 1`,
    sql`delete from payment_event`,
    sql`truncate payment_event`,
  ]) {
    await expect(change.execute(shop.db)).rejects.toThrow('payment_event is append only');
  }
  await expect(sql`update payment set refunded_minor = captured_minor + 1`.execute(shop.db)).rejects.toThrow(
    'payment_refunded',
  );
});
