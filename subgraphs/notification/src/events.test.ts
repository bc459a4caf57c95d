import { newId } from '@eci/kit/ids';
import { registry } from '@eci/kit/metrics';
import { eventually } from '@eci/kit/testing/eventually';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { notification } from './subgraph.ts';
import { type SampleType, sampleEvent, senderOf, type TestEvent } from './test-events.ts';
import { untilIdle } from './test-idle.ts';

/** The worker looks only when it is told to, so that it costs no statement while others are counted. */
const start = () =>
  startTestSubgraph(notification, { STAFF_EMAIL: 'warehouse@example.com', POLL_MS: '600000' });
let desk: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  desk = await start();
});
afterAll(() => desk.stop());

const STRUCTURED = { 'content-type': 'application/cloudevents+json' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };

const post = (event: TestEvent, caller = senderOf(event)) =>
  desk.rest<{ code: string; field?: string[] }>('POST', '/v1/events', {
    caller,
    headers: STRUCTURED,
    body: event,
  });
const postBatch = (events: TestEvent[]) =>
  desk.rest<{ code: string; field?: string[] }>('POST', '/v1/events', {
    caller: senderOf(events[0]!),
    headers: BATCH,
    body: events,
  });
const all = () => desk.runtime.db.selectFrom('notification').selectAll().orderBy('id').execute();
const since = async (work: () => Promise<unknown>) => {
  const before = (await all()).length;
  await work();
  return (await all()).slice(before);
};

describe('each event becomes its notification', () => {
  const guest = { customerId: null, email: 'guest@example.com' };
  const table: [SampleType, data: Record<string, unknown>, expected: object][] = [
    [
      'customer.registered',
      { customerId: 'cus_new', email: 'new@example.com', name: 'Nia' },
      {
        kind: 'WELCOME',
        recipient: 'new@example.com',
        customerId: 'cus_new',
        orderId: null,
        dedupeKey: 'WELCOME:cus_new',
      },
    ],
    [
      'order.confirmed',
      { orderId: 'ord_1' },
      {
        kind: 'ORDER_CONFIRMATION',
        recipient: 'ada@example.com',
        customerId: 'cus_ada',
        orderId: 'ord_1',
        subject: 'Your order 10-0042 is confirmed',
      },
    ],
    [
      'order.confirmed',
      { orderId: 'ord_2', ...guest },
      { kind: 'ORDER_CONFIRMATION', recipient: 'guest@example.com', customerId: null, orderId: 'ord_2' },
    ],
    [
      'order.failed',
      { orderId: 'ord_3' },
      { kind: 'ORDER_FAILED', orderId: 'ord_3', text: expect.stringContaining('declined') },
    ],
    [
      'order.failed',
      { orderId: 'ord_4', reason: null, ...guest },
      { kind: 'ORDER_FAILED', orderId: 'ord_4', recipient: 'guest@example.com' },
    ],
    [
      'order.cancelled',
      { orderId: 'ord_5' },
      { kind: 'ORDER_CANCELLED', orderId: 'ord_5', text: expect.stringContaining('€38.82') },
    ],
    [
      'payment.refunded',
      { orderId: 'ord_6', paymentId: 'pay_6' },
      {
        kind: 'REFUND',
        orderId: 'ord_6',
        customerId: null,
        dedupeKey: 'REFUND:pay_6:500',
        subject: 'We have refunded €5.00',
      },
    ],
    [
      'shipment.status-changed',
      { orderId: 'ord_7', to: 'SHIPPED' },
      { kind: 'SHIPPED', orderId: 'ord_7', text: expect.stringContaining('trk_0123456789') },
    ],
    [
      'shipment.status-changed',
      { orderId: 'ord_8', to: 'DELIVERED' },
      { kind: 'DELIVERED', orderId: 'ord_8' },
    ],
    [
      'stock.low',
      { variantId: 'var_9' },
      {
        kind: 'LOW_STOCK',
        recipient: 'warehouse@example.com',
        customerId: null,
        orderId: null,
        text: expect.stringContaining('var_9'),
      },
    ],
  ];

  test.each(table)('%s %j', async (type, data, expected) => {
    const rows = await since(async () => expect((await post(sampleEvent(type, data))).status).toBe(204));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      channel: 'EMAIL',
      html: expect.stringContaining('<!doctype html>'),
      ...expected,
    });
  });

  test.each(['PENDING', 'PICKED', 'IN_TRANSIT', 'CANCELLED'])(
    'a shipment that becomes %s is told to nobody',
    async (to) => {
      expect(await since(() => post(sampleEvent('shipment.status-changed', { to })))).toEqual([]);
    },
  );

  test('a type nobody here knows is acknowledged', async () => {
    const unknown = { ...sampleEvent('order.failed'), type: 'eci.order.imagined.v1' };
    expect(await since(async () => expect((await post(unknown)).status).toBe(204))).toEqual([]);
  });

  test('members nobody here knows are let through', async () => {
    expect(await since(() => post(sampleEvent('order.failed', { loyaltyPoints: 5 })))).toHaveLength(1);
  });
});

test('an event in binary mode is taken like one in structured mode', async () => {
  const { data, ...attributes } = sampleEvent('order.cancelled', { orderId: 'ord_binary' });
  const headers = Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name !== 'datacontenttype')
      .map(([name, value]) => [`ce-${name}`, value]),
  );
  const rows = await since(async () => {
    expect((await desk.rest('POST', '/v1/events', { caller: 'order', headers, body: data })).status).toBe(
      204,
    );
  });
  expect(rows).toMatchObject([{ kind: 'ORDER_CANCELLED', orderId: 'ord_binary' }]);
});

describe('a message is written once', () => {
  test('when the same event comes twice, also within one batch', async () => {
    const event = sampleEvent('order.confirmed');
    const rows = await since(async () => {
      expect((await postBatch([event, event])).status).toBe(204);
      expect((await post(event)).status).toBe(204);
    });
    expect(rows).toHaveLength(1);
  });

  test('when eight copies come at the same time', async () => {
    const events = Array.from({ length: 5 }, () => sampleEvent('order.confirmed'));
    const rows = await since(async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => postBatch(i % 2 ? events : events.toReversed())),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(204));
    });
    expect(rows).toHaveLength(5);
  });

  test('when another event tells the same cause again', async () => {
    const orderId = newId('ord');
    const rows = await since(async () => {
      await post(sampleEvent('order.confirmed', { orderId }));
      expect((await post(sampleEvent('order.confirmed', { orderId }))).status).toBe(204);
    });
    expect(rows).toHaveLength(1);
  });

  test('but each of two refunds of one payment is told, and each parcel of one order', async () => {
    const orderId = newId('ord');
    const refunds = [500, 1_200].map((so_far) =>
      sampleEvent('payment.refunded', {
        orderId,
        paymentId: 'pay_two',
        refunded: { amountMinor: so_far, currency: 'EUR' },
      }),
    );
    const parcels = ['shp_a', 'shp_b'].map((shipmentId) =>
      sampleEvent('shipment.status-changed', { orderId, shipmentId }),
    );
    const rows = await since(async () => {
      await postBatch(refunds);
      await postBatch(parcels);
    });
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['REFUND', 'REFUND', 'SHIPPED', 'SHIPPED']);
  });
});

describe('without a mail server', () => {
  test('a message is SENT to the console within a second, and its attempt says so', async () => {
    const began = performance.now();
    const [row] = await since(() => post(sampleEvent('order.confirmed')));
    const sent = await eventually('the message is settled', async () => {
      const found = await desk.runtime.db
        .selectFrom('notification')
        .selectAll()
        .where('id', '=', row!.id)
        .executeTakeFirst();
      return found?.status === 'SENT' && found;
    });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(sent).toMatchObject({ attempts: 1, sentAt: expect.any(Date) });
    const attempts = await desk.runtime.db
      .selectFrom('delivery_attempt')
      .selectAll()
      .where('notificationId', '=', row!.id)
      .execute();
    expect(attempts).toMatchObject([{ number: 1, carrier: 'console', outcome: 'SENT', code: null }]);
  });
});

/** Messages delivered so far, by the worker's own count: asking the database would be one of the statements counted. */
async function settledCount(): Promise<number> {
  const metric = registry.getSingleMetric('notification_attempts_total');
  return (await metric!.get()).values.reduce((sum, { value }) => sum + value, 0);
}

test('a batch of 100 orders costs four statements to write and one to settle', async () => {
  await untilIdle(desk);
  const before = await settledCount();
  const events = Array.from({ length: 100 }, () => sampleEvent('order.confirmed'));
  const counted = await desk.statementsOf(async () => {
    expect((await postBatch(events)).status).toBe(204);
    await eventually('all are settled', async () => (await settledCount()) >= before + events.length);
  });
  // begin, inbox, notifications, commit; and one settles all.
  expect(counted).toBe(5);
});
