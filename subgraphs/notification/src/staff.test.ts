import { eventually } from '@eci/kit/testing/eventually';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { notification } from './subgraph.ts';
import { startTestMailServer, type TestMailServer } from './test-mail-server.ts';

/** E-mails fail here and come back after a minute, so that they stay PENDING; text messages go to the console. */
let mailServer: TestMailServer;
const start = () =>
  startTestSubgraph(notification, {
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'shop@eci.example',
    STAFF_EMAIL: 'staff@eci.example',
    RETRY_MS: '60000',
  });
let desk: Awaited<ReturnType<typeof start>>;
let staff: { token: string };
let customer: { token: string };

beforeAll(async () => {
  mailServer = await startTestMailServer();
  mailServer.answers.rcpt = '450 not now';
  desk = await start();
  staff = { token: await desk.identities.user('cus_staff', 'STAFF') };
  customer = { token: await desk.identities.user('cus_1') };
});
afterAll(async () => {
  await desk.stop();
  await mailServer.stop();
});

interface Answer {
  id: string;
  status: string;
  kind: string;
}
interface Result {
  notification: Answer | null;
  userErrors: { code: string; message: string; field: string[] | null }[];
}
const SEND = `mutation ($input: NotificationSendInput!, $key: String!) {
  notificationSend(input: $input, idempotencyKey: $key) { notification { id status kind } userErrors { code message field } } }`;
const CANCEL =
  'mutation ($id: ID!) { notificationCancel(id: $id) { notification { id status kind } userErrors { code message field } } }';

let keys = 0;
const newKey = () => `key-${++keys}`;
const email = (more: object = {}) => ({
  recipient: 'bob@example.com',
  subject: 'Hello',
  text: 'Dear Bob,\n\nhello.',
  ...more,
});
const send = (input: object, key = newKey(), as: { token?: string } = staff) =>
  desk.graphql<{ notificationSend: Result }>(SEND, { input, key }, as);
const sent = async (input: object = email()): Promise<Answer> => {
  const { data, errors } = await send(input);
  expect(errors).toBeUndefined();
  return data.notificationSend.notification!;
};
const cancel = async (id: string) =>
  (await desk.graphql<{ notificationCancel: Result }>(CANCEL, { id }, staff)).data.notificationCancel;
const count = async () => (await desk.runtime.db.selectFrom('notification').select('id').execute()).length;
const row = (id: string) =>
  desk.runtime.db.selectFrom('notification').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
/** Its first attempt has failed, so nobody has it in hand. */
const waiting = (id: string) =>
  eventually('the first attempt has failed', async () => {
    const { attempts, leaseUntil } = await row(id);
    return attempts === 1 && leaseUntil === null;
  });

describe('a message of the staff', () => {
  test('is written with what it hangs on, over both faces alike', async () => {
    const { id, kind } = await sent(email({ customerId: 'cus_1', orderId: 'ord_1' }));
    expect(kind).toBe('MESSAGE');
    expect(await row(id)).toMatchObject({
      channel: 'EMAIL',
      recipient: 'bob@example.com',
      subject: 'Hello',
      customerId: 'cus_1',
      orderId: 'ord_1',
      html: expect.stringContaining('<p style="margin:0 0 16px">hello.</p>'),
    });
    const rest = await desk.rest<Answer>('POST', '/v1/notifications', {
      ...staff,
      key: newKey(),
      body: email(),
    });
    expect(rest.status).toBe(201);
    expect(rest.headers.get('location')).toBe(`/v1/notifications/${rest.body.id}`);
    expect(rest.body).toMatchObject({
      kind: 'MESSAGE',
      channel: 'EMAIL',
      status: 'PENDING',
      subject: 'Hello',
      customerId: null,
    });
  });

  test('by SMS goes to its provider and has neither subject nor HTML', async () => {
    const { id } = await sent({ channel: 'SMS', recipient: '+4940123456', text: 'Your table is ready.' });
    const settled = await eventually('it is sent', async () => {
      const found = await row(id);
      return found.status === 'SENT' && found;
    });
    expect(settled).toMatchObject({ channel: 'SMS', subject: '', html: null, text: 'Your table is ready.' });
    const answer = await desk.rest<{ attempts: object[] }>('GET', `/v1/notifications/${id}`, staff);
    expect(answer.body.attempts).toMatchObject([{ number: 1, carrier: 'console', outcome: 'SENT' }]);
  });

  test('is sent once per key, whichever face repeats it, and answered as it was written', async () => {
    const key = newKey();
    const body = email({ subject: 'Once' });
    const first = await desk.rest<Answer>('POST', '/v1/notifications', { ...staff, key, body });
    await waiting(first.body.id);
    await cancel(first.body.id);
    const again = await desk.rest<Answer>('POST', '/v1/notifications', { ...staff, key, body });
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      201,
      first.text,
      'true',
    ]);
    const overGraph = (await send(body, key)).data.notificationSend.notification;
    expect(overGraph).toMatchObject({ id: first.body.id, status: 'CANCELLED' });
    const other = await send({ ...body, text: 'Other' }, key);
    expect(other.data.notificationSend.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
    const admin = { token: await desk.identities.user('cus_admin', 'ADMIN') };
    expect((await send(body, key, admin)).data.notificationSend.notification!.id).not.toBe(first.body.id);
  });

  test('is written once when it is asked for eight times at once', async () => {
    const key = newKey();
    const before = await count();
    await Promise.all(Array.from({ length: 8 }, () => send(email({ subject: 'Eight' }), key)));
    expect((await count()) - before).toBe(1);
  });
});

describe('a cancellation', () => {
  test('calls back a message that waits, over both faces', async () => {
    const [one, two] = [await sent(), await sent()];
    await waiting(one.id);
    await waiting(two.id);
    expect(await cancel(one.id)).toMatchObject({
      notification: { id: one.id, status: 'CANCELLED' },
      userErrors: [],
    });
    const rest = await desk.rest<{ status: string; attempts: object[] }>(
      'POST',
      `/v1/notifications/${two.id}/cancel`,
      staff,
    );
    expect(rest.body).toMatchObject({ status: 'CANCELLED', attempts: [{ outcome: 'FAILED', code: '450' }] });
  });

  test('of a cancelled or a sent message is refused', async () => {
    const message = await sent();
    await waiting(message.id);
    await cancel(message.id);
    expect(await cancel(message.id)).toMatchObject({
      notification: null,
      userErrors: [
        {
          code: 'NOTIFICATION_STATUS_ILLEGAL',
          message: 'The notification is CANCELLED and is final, not CANCELLED.',
        },
      ],
    });
    const text = await sent({ channel: 'SMS', recipient: '+4940123456', text: 'x' });
    await eventually('it is sent', async () => (await row(text.id)).status === 'SENT');
    expect((await cancel(text.id)).userErrors).toMatchObject([{ code: 'NOTIFICATION_STATUS_ILLEGAL' }]);
    const rest = await desk.rest<{ code: string }>('POST', `/v1/notifications/${text.id}/cancel`, staff);
    expect([rest.status, rest.body.code]).toEqual([409, 'NOTIFICATION_STATUS_ILLEGAL']);
  });

  test('of a message in the hands of its carrier is refused, since it may have left', async () => {
    const message = await sent();
    await waiting(message.id);
    await desk.runtime.db
      .updateTable('notification')
      .set({ leaseUntil: new Date(Date.now() + 60_000) })
      .where('id', '=', message.id)
      .execute();
    expect((await cancel(message.id)).userErrors).toMatchObject([{ code: 'NOTIFICATION_BEING_SENT' }]);
    expect((await row(message.id)).status).toBe('PENDING');
  });

  test.each(['ntf_unknown', '', 'x'.repeat(5_000), 'ntf_\u0000', '01'])(
    'of an unknown id %j is refused',
    async (id) => {
      expect((await cancel(id)).userErrors).toMatchObject([
        { code: 'NOTIFICATION_NOT_FOUND', field: ['id'] },
      ]);
    },
  );
});

test('sending and cancelling need the role STAFF', async () => {
  const message = await sent();
  const before = await count();
  for (const [as, code, status] of [
    [{}, 'UNAUTHENTICATED', 401],
    [customer, 'FORBIDDEN', 403],
  ] as const) {
    expect((await send(email(), newKey(), as)).errors?.[0]?.extensions.code).toBe(code);
    expect((await desk.graphql(CANCEL, { id: message.id }, as)).errors?.[0]?.extensions.code).toBe(code);
    expect(
      (await desk.rest('POST', '/v1/notifications', { ...as, key: newKey(), body: email() })).status,
    ).toBe(status);
    expect((await desk.rest('POST', `/v1/notifications/${message.id}/cancel`, as)).status).toBe(status);
  }
  expect(await count()).toBe(before);
  expect((await row(message.id)).status).toBe('PENDING');
});
