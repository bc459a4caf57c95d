import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { notification } from './subgraph.ts';

const start = () => startTestSubgraph(notification);
let desk: Awaited<ReturnType<typeof start>>;
let staff: { token: string };

beforeAll(async () => {
  desk = await start();
  staff = { token: await desk.identities.user('cus_staff', 'STAFF') };
});
afterAll(() => desk.stop());

interface Data {
  notificationSend: {
    notification: { id: string } | null;
    userErrors: { code: string; field: string[] | null }[];
  };
}
const SEND = `mutation ($input: NotificationSendInput!, $key: String!) {
  notificationSend(input: $input, idempotencyKey: $key) { notification { id } userErrors { code field } } }`;

let keys = 0;
const newKey = () => `key-${++keys}`;
const email = (more: object = {}) => ({
  recipient: 'bob@example.com',
  subject: 'Hello',
  text: 'Dear Bob.',
  ...more,
});
const send = (input: object, key = newKey()) => desk.graphql<Data>(SEND, { input, key }, staff);
const count = async () => (await desk.runtime.db.selectFrom('notification').select('id').execute()).length;

const badInputs: [name: string, input: object, field: string][] = [
  ['an empty recipient', email({ recipient: '' }), 'recipient'],
  ['a recipient without a domain', email({ recipient: 'bob' }), 'recipient'],
  ['two recipients', email({ recipient: 'a@example.com, b@example.com' }), 'recipient'],
  ['a recipient with a header', email({ recipient: 'a@example.com\r\nBcc: b@example.com' }), 'recipient'],
  ['a huge recipient', email({ recipient: `${'a'.repeat(300)}@example.com` }), 'recipient'],
  ['an e-mail without a subject', email({ subject: null }), 'subject'],
  ['a subject of two lines', email({ subject: 'a\r\nBcc: b@example.com' }), 'subject'],
  ['an empty subject', email({ subject: ' ' }), 'subject'],
  ['a huge subject', email({ subject: 'x'.repeat(151) }), 'subject'],
  ['an empty text', email({ text: ' \n ' }), 'text'],
  ['a text with a NUL', email({ text: 'a\u0000b' }), 'text'],
  ['a huge text', email({ text: 'x'.repeat(900_000) }), 'text'],
  ['an SMS to an address', { channel: 'SMS', recipient: 'bob@example.com', text: 'x' }, 'recipient'],
  [
    'an SMS to a number without a country',
    { channel: 'SMS', recipient: '040123456', text: 'x' },
    'recipient',
  ],
  [
    'an SMS with a subject',
    { channel: 'SMS', recipient: '+4940123456', subject: 'Hi', text: 'x' },
    'subject',
  ],
  ['an SMS of eleven parts', { channel: 'SMS', recipient: '+4940123456', text: 'x'.repeat(1_531) }, 'text'],
  ['an order that is no id', email({ orderId: 'ord \u0000' }), 'orderId'],
  ['an empty customer', email({ customerId: '' }), 'customerId'],
];

test.each(badInputs)(
  '%s is refused over GraphQL and REST, naming the field, and nothing is written',
  async (_name, input, field) => {
    const before = await count();
    const { data } = await send(input);
    expect(data.notificationSend).toMatchObject({
      notification: null,
      userErrors: [{ code: 'INPUT_INVALID', field: ['input', field] }],
    });
    const rest = await desk.rest<{ code: string; field: string[] }>('POST', '/v1/notifications', {
      ...staff,
      key: newKey(),
      body: input,
    });
    expect([rest.status, rest.body.code, rest.body.field]).toEqual([400, 'INPUT_INVALID', [field]]);
    expect(await count()).toBe(before);
  },
);

test.each([
  ['an unknown channel', email({ channel: 'PIGEON' }), ['channel']],
  ['a number for a text', email({ text: 5 }), ['text']],
  ['an unknown member', email({ bcc: 'all@example.com' }), ['bcc']],
  ['no body', undefined, undefined],
])('%s is refused over REST', async (_name, body, field) => {
  const rest = await desk.rest<{ code: string; field?: string[] }>('POST', '/v1/notifications', {
    ...staff,
    key: newKey(),
    body,
  });
  expect([rest.status, rest.body.code, rest.body.field]).toEqual([400, 'INPUT_INVALID', field]);
});

test.each([[''], ['has space'], ['ümlaut'], ['x'.repeat(256)]])(
  'the idempotency key %j is refused and nothing is written',
  async (key) => {
    const before = await count();
    expect((await send(email(), key)).data.notificationSend.userErrors).toMatchObject([
      { code: 'INPUT_INVALID', field: ['idempotencyKey'] },
    ]);
    if (key !== 'ümlaut') {
      const rest = await desk.rest<{ field: string[] }>('POST', '/v1/notifications', {
        ...staff,
        key,
        body: email(),
      });
      expect([rest.status, rest.body.field]).toEqual([400, ['Idempotency-Key']]);
    }
    expect(await count()).toBe(before);
  },
);

test('a missing Idempotency-Key is refused over REST', async () => {
  const rest = await desk.rest<{ field: string[] }>('POST', '/v1/notifications', { ...staff, body: email() });
  expect([rest.status, rest.body.field]).toEqual([400, ['Idempotency-Key']]);
});
