import { eventually } from '@eci/kit/testing/eventually';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Status } from './notification.ts';
import { notification } from './subgraph.ts';
import { type SampleType, sampleEvent, senderOf } from './test-events.ts';
import { startTestMailServer, type TestMailServer } from './test-mail-server.ts';

let mailServer: TestMailServer;
const start = (env: Record<string, string> = {}) =>
  startTestSubgraph(notification, {
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'shop@eci.example',
    STAFF_EMAIL: 'staff@eci.example',
    RETRY_MS: '20',
    POLL_MS: '50',
    MAX_ATTEMPTS: '3',
    ...env,
  });
let desk: Awaited<ReturnType<typeof start>>;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  desk = await start();
});
afterAll(async () => {
  await desk.stop();
  await mailServer.stop();
});

/** Sends an event in and answers the notification it becomes. */
async function tell(type: SampleType, data: Record<string, unknown> = {}) {
  const event = sampleEvent(type, data);
  const answer = await desk.rest('POST', '/v1/events', {
    caller: senderOf(event),
    headers: { 'content-type': 'application/cloudevents+json' },
    body: event,
  });
  expect(answer.status).toBe(204);
  const row = await desk.runtime.db
    .selectFrom('notification')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { id: row.id, messageId: `<${row.id}@eci.example>` };
}
const until = (id: string, status: Status) =>
  eventually(`${id} is ${status}`, async () => {
    const row = await desk.runtime.db
      .selectFrom('notification')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.status === status && row;
  });
const attemptsOf = (id: string) =>
  desk.runtime.db
    .selectFrom('delivery_attempt')
    .selectAll()
    .where('notificationId', '=', id)
    .orderBy('number')
    .execute();
const mailsOf = (messageId: string) =>
  mailServer.mails.filter(({ headers }) => headers.get('message-id') === messageId);

describe('over SMTP', () => {
  test('a mail leaves within a second, as text and HTML, from the shop to the customer', async () => {
    const began = performance.now();
    const { id, messageId } = await tell('order.confirmed');
    await until(id, 'SENT');
    expect(performance.now() - began).toBeLessThan(1_000);
    const [mail, ...more] = mailsOf(messageId);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: 'shop@eci.example', to: 'ada@example.com' });
    expect(Object.fromEntries(mail!.headers)).toMatchObject({
      from: 'ECI Shop <shop@eci.example>',
      to: 'ada@example.com',
      subject: 'Your order 10-0042 is confirmed',
      'auto-submitted': 'auto-generated',
    });
    expect(mail!.raw).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
    expect(await attemptsOf(id)).toMatchObject([
      { number: 1, carrier: 'smtp', outcome: 'SENT', code: '250' },
    ]);
  });

  test('a hostile name adds no header and no recipient', async () => {
    const { id, messageId } = await tell('customer.registered', {
      name: 'Eve\r\nBcc: all@example.com\r\n\r\nbody',
    });
    await until(id, 'SENT');
    const [mail] = mailsOf(messageId);
    expect([...mail!.headers.keys()]).not.toContain('bcc');
    expect(mail!.to).toBe('ada@example.com');
  });

  test('fifty mails of one batch all arrive, once each', async () => {
    const before = mailServer.mails.length;
    const events = Array.from({ length: 50 }, () => sampleEvent('order.confirmed'));
    await desk.rest('POST', '/v1/events', {
      caller: 'order',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: events,
    });
    await eventually('all mails', async () => {
      const waiting = await desk.runtime.db
        .selectFrom('notification')
        .select('id')
        .where('status', '=', 'PENDING')
        .execute();
      return waiting.length === 0;
    });
    const ids = mailServer.mails.slice(before).map(({ headers }) => headers.get('message-id'));
    expect(ids).toHaveLength(50);
    expect(new Set(ids).size).toBe(50);
  });
});

describe('a server that refuses', () => {
  afterEach(() => {
    Object.assign(mailServer.answers, { rcpt: '250 OK', data: '250 2.0.0 OK queued' });
  });

  test('the recipient for good: FAILED at the first attempt', async () => {
    mailServer.answers.rcpt = '550 5.1.1 <ada@example.com> no such user';
    const { id } = await tell('order.failed');
    await until(id, 'FAILED');
    const attempts = await attemptsOf(id);
    expect(attempts).toMatchObject([{ number: 1, carrier: 'smtp', outcome: 'FAILED', code: '550' }]);
    expect(JSON.stringify(attempts)).not.toContain('ada@');
  });

  test('for now: tried again until it takes the mail', async () => {
    mailServer.answers.data = '451 try later';
    const { id } = await tell('order.failed');
    await eventually('two attempts', async () => (await attemptsOf(id)).length >= 2);
    mailServer.answers.data = '250 OK';
    await until(id, 'SENT');
    const attempts = await attemptsOf(id);
    expect(attempts.at(-1)).toMatchObject({ outcome: 'SENT', code: '250' });
    expect(attempts.slice(0, -1).every(({ outcome, code }) => outcome === 'FAILED' && code === '451')).toBe(
      true,
    );
  });

  test('for now, every time: given up after the last attempt', async () => {
    mailServer.answers.rcpt = '450 mailbox busy';
    const { id } = await tell('order.failed');
    const row = await until(id, 'FAILED');
    expect(row.attempts).toBe(3);
    expect((await attemptsOf(id)).map(({ number, code }) => [number, code])).toEqual([
      [1, '450'],
      [2, '450'],
      [3, '450'],
    ]);
    expect(row).toMatchObject({ sentAt: null, leaseUntil: null });
  });
});

describe('a server that is down', () => {
  beforeEach(() => mailServer.stop());

  test('delays its mails until it is back', async () => {
    const { id, messageId } = await tell('order.confirmed');
    await eventually('an attempt', async () => (await attemptsOf(id)).length >= 1);
    mailServer = await startTestMailServer(mailServer.port);
    await until(id, 'SENT');
    expect(mailsOf(messageId)).toHaveLength(1);
    expect((await attemptsOf(id))[0]).toMatchObject({ outcome: 'FAILED', code: 'ECONNREFUSED' });
  });

  test('for longer than the attempts last fails them, and the next mail leaves when it is back', async () => {
    const { id } = await tell('order.confirmed');
    await until(id, 'FAILED');
    mailServer = await startTestMailServer(mailServer.port);
    const next = await tell('order.confirmed');
    await until(next.id, 'SENT');
  });
});
