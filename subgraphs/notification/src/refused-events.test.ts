import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { notification } from './subgraph.ts';
import { type SampleType, sampleEvent, senderOf, type TestEvent } from './test-events.ts';

const start = () => startTestSubgraph(notification);
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

describe('what is not as agreed is refused and nothing is written', () => {
  const malformed: [SampleType, data: Record<string, unknown>, field: string][] = [
    ['customer.registered', { email: 'no address' }, 'email'],
    ['customer.registered', { email: 'a@example.com\r\nBcc: b@example.com' }, 'email'],
    ['customer.registered', { email: 'a@example.com,b@example.com' }, 'email'],
    ['customer.registered', { name: undefined }, 'name'],
    ['order.confirmed', { total: { amountMinor: 1.5, currency: 'EUR' } }, 'total'],
    ['order.confirmed', { total: { amountMinor: 100, currency: 'EURO' } }, 'total'],
    ['order.confirmed', { total: 100 }, 'total'],
    ['order.confirmed', { lines: [] }, 'lines'],
    ['order.confirmed', { placedAt: 'yesterday' }, 'placedAt'],
    ['order.confirmed', { customerId: 7 }, 'customerId'],
    ['order.failed', { orderId: '' }, 'orderId'],
    ['order.failed', { orderId: 'ord_\u0000' }, 'orderId'],
    ['order.cancelled', { number: null }, 'number'],
    ['payment.refunded', { refunded: undefined }, 'refunded'],
    ['shipment.status-changed', { to: 3 }, 'to'],
    ['stock.low', { available: '3' }, 'available'],
  ];

  test.each(malformed)('%s with %j', async (type, data, field) => {
    const event = sampleEvent(type, data);
    const rows = await since(async () => {
      const answer = await post(event);
      expect([answer.status, answer.body.code]).toEqual([400, 'INPUT_INVALID']);
      expect(answer.body.field?.slice(0, 2)).toEqual(['data', field]);
    });
    expect(rows).toEqual([]);
    const inbox = await desk.runtime.db
      .selectFrom('inbox_event')
      .select('eventId')
      .where('eventId', '=', event.id)
      .execute();
    expect(inbox).toEqual([]);
  });

  test('a batch with one bad event, which takes effect without it', async () => {
    const good = sampleEvent('order.failed');
    const bad = sampleEvent('order.failed', { email: '' });
    expect(await since(async () => expect((await postBatch([good, bad])).status).toBe(400))).toEqual([]);
    expect(await since(() => post(good))).toHaveLength(1);
  });

  test.each([
    ['no CloudEvent', STRUCTURED, { hello: 'world' }],
    ['no JSON', STRUCTURED, '{'],
    ['a list that is no batch of events', BATCH, [1, 2]],
  ])('%s', async (_what, headers, body) => {
    const answer = await desk.rest<{ code: string }>('POST', '/v1/events', {
      caller: 'order',
      headers,
      body,
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'INPUT_INVALID']);
  });

  test('an event without a service credential, and one in the name of another sibling', async () => {
    const event = sampleEvent('order.failed');
    expect(await since(async () => expect((await post(event, '')).status).toBe(403))).toEqual([]);
    expect(await since(async () => expect((await post(event, 'payment')).status).toBe(403))).toEqual([]);
  });
});
