import { newId } from '@eci/kit/ids';
import { eventually } from '@eci/kit/testing/eventually';
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

describe('the order service', () => {
  test('gets back all that is left, once, and the same answer for ever', async () => {
    const { id, orderId } = await shop.captured();
    await shop.refund({ paymentId: id, amount: eur(2_000) });
    const first = await shop.refundOrder(orderId);
    expect([first.status, first.body]).toEqual([200, { orderId, status: 'REFUNDED', amount: eur(8_000) }]);
    const again = await shop.refundOrder(orderId);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      200,
      first.text,
      'true',
    ]);
    expect(await shop.atProvider(orderId)).toMatchObject([{ refundedMinor: 10_000 }]);
  });

  test('bars a charge that has not arrived', async () => {
    const orderId = newId('ord');
    expect((await shop.refundOrder(orderId)).body).toEqual({ orderId, status: 'NONE', amount: null });
    const late = await shop.charge(orderId);
    expect([late.status, late.body.code]).toEqual([409, 'OPERATION_CANCELLED']);
    expect([await shop.payments(orderId), await shop.atProvider(orderId)]).toEqual([[], []]);
    expect((await shop.refundOrder(orderId)).body.status).toBe('NONE');
  });

  test('has nothing to undo of a declined charge', async () => {
    const orderId = newId('ord');
    await shop.charge(orderId, 'tok_declined');
    expect((await shop.refundOrder(orderId)).body).toEqual({ orderId, status: 'NONE', amount: null });
  });

  test('is told what staff left: nothing', async () => {
    const { id, orderId } = await shop.captured();
    await shop.refund({ paymentId: id });
    expect((await shop.refundOrder(orderId)).body).toEqual({ orderId, status: 'REFUNDED', amount: eur(0) });
  });

  test.each(['tok_slow', 'tok_timeout'])(
    'waits for a charge with %s that is under way, and undoes it',
    async (token) => {
      const orderId = newId('ord');
      const charging = shop.charge(orderId, token);
      await eventually(
        'the charge is at the provider',
        async () => (await shop.atProvider(orderId)).length > 0,
      );
      const early = await shop.refundOrder(orderId);
      expect([early.status, early.body.code]).toEqual([409, 'IDEMPOTENCY_IN_PROGRESS']);
      const late = await eventually('the refund is decided', async () => {
        const answer = await shop.refundOrder(orderId);
        return answer.status === 200 && answer;
      });
      expect(late.body).toEqual({ orderId, status: 'REFUNDED', amount: eur(10_000) });
      await charging;
      // The charge did take effect, and says so.
      expect((await shop.charge(orderId, token)).status).toBe(201);
      expect(await shop.atProvider(orderId)).toMatchObject([{ attempts: 1, refundedMinor: 10_000 }]);
    },
  );

  test('waits for a refund of staff that is under way', async () => {
    network.fault = 'loses the request';
    const { id, orderId } = await shop.captured();
    await shop.refund({ paymentId: id, amount: eur(1_000) });
    expect((await shop.refundOrder(orderId)).body.code).toBe('IDEMPOTENCY_IN_PROGRESS');
    network.fault = null;
    const answer = await eventually('the refund is decided', async () => {
      const { status, body } = await shop.refundOrder(orderId);
      return status === 200 && body;
    });
    expect(answer.amount).toEqual(eur(9_000));
  });

  test('does not take no for an answer', async () => {
    network.fault = 'refuses';
    const { orderId } = await shop.captured();
    expect((await shop.refundOrder(orderId)).body.code).toBe('IDEMPOTENCY_IN_PROGRESS');
    network.fault = null;
    const answer = await eventually('the refund is made', async () => {
      const { status, body } = await shop.refundOrder(orderId);
      return status === 200 && body;
    });
    expect(answer).toEqual({ orderId, status: 'REFUNDED', amount: eur(10_000) });
  });

  test('racing its own charge leaves no money taken', async () => {
    const orders = Array.from({ length: 25 }, () => newId('ord'));
    await Promise.all(
      orders.map(async (orderId) => {
        const charging = shop.charge(orderId);
        const answer = await eventually('the refund is decided', async () => {
          const { status, body } = await shop.refundOrder(orderId);
          return status === 200 && body;
        });
        const charged = await charging;
        if (answer.status === 'NONE')
          expect([charged.status, charged.body.code]).toEqual([409, 'OPERATION_CANCELLED']);
        else expect([charged.status, answer.amount]).toEqual([201, eur(10_000)]);
      }),
    );
    const kept = await shop.db
      .selectFrom('payment')
      .select('id')
      .where('orderId', 'in', orders)
      .where(sql<boolean>`captured_minor > refunded_minor`)
      .execute();
    expect(kept).toEqual([]);
  });

  test.each([
    ['no reason', { orderId: 'ord_1' }, ['reason']],
    ['an amount', { orderId: 'ord_1', reason: 'x', amount: eur(1) }, ['amount']],
    ['a payment id', { paymentId: 'pay_1', reason: 'x' }, ['orderId']],
    ['an empty order id', { orderId: '', reason: 'x' }, ['orderId']],
  ])('is refused with %s', async (_name, body, field) => {
    const answer = await shop.rest<{ field: string[] }>('POST', '/v1/payments/refund', {
      caller: 'order',
      key: 'ord_1:refund',
      body,
    });
    expect([answer.status, answer.body.field]).toEqual([400, field]);
  });

  test.each([undefined, 'ord_1:charge', 'ord_2:refund'])('is refused with the key %j', async (key) => {
    const body = { orderId: 'ord_1', reason: 'x' };
    const answer = await shop.rest<{ field: string[] }>('POST', '/v1/payments/refund', {
      caller: 'order',
      body,
      ...(key && { key }),
    });
    expect([answer.status, answer.body.field]).toEqual([400, ['Idempotency-Key']]);
  });
});
