import { encodeCursor } from '@eci/kit/connections';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { notification } from './subgraph.ts';
import { sampleEvent, senderOf } from './test-events.ts';
import { untilIdle } from './test-idle.ts';

/** The worker looks only when it is told to, so that it costs no statement while others are counted. */
const start = () => startTestSubgraph(notification, { POLL_MS: '600000' });
let desk: Awaited<ReturnType<typeof start>>;
type As = { token?: string };
let staff: As, ada: As, ben: As, guest: As;
const nobody: As = {};

/** Orders whose messages there are: one of Ada's, one of Ben's, one of a guest. */
const ORDERS = ['ord_ada', 'ord_ben', 'ord_guest'];

beforeAll(async () => {
  desk = await start();
  const { user, guest: guestOf } = desk.identities;
  staff = { token: await user('cus_staff', 'STAFF') };
  ada = { token: await user('cus_ada') };
  ben = { token: await user('cus_ben') };
  guest = { token: await guestOf('ord_guest') };
  for (const [orderId, customerId] of [
    ['ord_ada', 'cus_ada'],
    ['ord_ben', 'cus_ben'],
    ['ord_guest', null],
  ]) {
    for (const type of ['order.confirmed', 'order.cancelled'] as const) {
      const event = sampleEvent(type, { orderId, customerId });
      await desk.rest('POST', '/v1/events', {
        caller: senderOf(event),
        headers: { 'content-type': 'application/cloudevents+json' },
        body: event,
      });
    }
  }
  const low = sampleEvent('stock.low');
  await desk.rest('POST', '/v1/events', {
    caller: 'inventory',
    headers: { 'content-type': 'application/cloudevents+json' },
    body: low,
  });
  await untilIdle(desk);
});
afterAll(() => desk.stop());

interface OrderAnswer {
  id: string;
  notifications: { kind: string }[];
}
const ofOrders = async (as: As) => {
  const { data } = await desk.entities<OrderAnswer>(
    ORDERS.map((id) => ({ __typename: 'Order', id })),
    '... on Order { id notifications { kind } }',
    as,
  );
  return data._entities.map(({ notifications }) => notifications.length);
};
const idsOf = (orderId: string) =>
  desk.runtime.db
    .selectFrom('notification')
    .select('id')
    .where('orderId', '=', orderId)
    .orderBy('id')
    .execute();

test('of an order, its owner sees the messages, its guest those of that one order, staff all, others none', async () => {
  expect(await ofOrders(ada)).toEqual([2, 0, 0]);
  expect(await ofOrders(ben)).toEqual([0, 2, 0]);
  expect(await ofOrders(guest)).toEqual([0, 0, 2]);
  expect(await ofOrders(staff)).toEqual([2, 2, 2]);
  expect(await ofOrders(nobody)).toEqual([0, 0, 0]);
});

test('one notification is answered to those who may see it and unknown to the rest, on both faces and as a reference', async () => {
  const [{ id }] = (await idsOf('ord_ada')) as [{ id: string }];
  const low = await desk.runtime.db
    .selectFrom('notification')
    .select('id')
    .where('kind', '=', 'LOW_STOCK')
    .executeTakeFirstOrThrow();
  const sees = async (as: As, which: string) => {
    const { data } = await desk.graphql<{ notification: object | null }>(
      'query ($id: ID!) { notification(id: $id) { id } }',
      { id: which },
      as,
    );
    const reference = await desk.entities<object | null>(
      [{ __typename: 'Notification', id: which }],
      '... on Notification { id recipient }',
      as,
    );
    const rest = await desk.rest('GET', `/v1/notifications/${which}`, as);
    const seen = data.notification !== null;
    expect([reference.data._entities[0] !== null, rest.status]).toEqual([seen, seen ? 200 : 404]);
    return seen;
  };
  for (const [as, own] of [
    [ada, true],
    [staff, true],
    [ben, false],
    [guest, false],
    [nobody, false],
  ] as const) {
    expect(await sees(as, id)).toBe(own);
    expect(await sees(as, low.id)).toBe(as === staff);
  }
  for (const unknown of ['ntf_00000000000000000000000000', 'ntf_%00', 'x', 'ntf_'.padEnd(200, '0')]) {
    expect((await desk.rest('GET', `/v1/notifications/${unknown}`, staff)).status).toBe(404);
  }
});

describe('the list', () => {
  const LIST =
    'query ($first: Int, $after: String, $where: NotificationWhere) { notifications(first: $first, after: $after, where: $where) { nodes { id kind order { id } customer { id } } totalCount pageInfo { hasNextPage endCursor } } }';
  interface List {
    notifications: {
      nodes: { id: string; kind: string; order: { id: string } | null; customer: { id: string } | null }[];
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const list = (variables: object, as = staff) => desk.graphql<List>(LIST, variables, as);

  test('in the graph is for staff', async () => {
    expect((await list({}, nobody)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await list({}, ada)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await list({}, guest)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('is walked page by page, newest first, without holes or repeats', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: List } = await list({ first: 3, after });
      expect(data.notifications.totalCount).toBe(7);
      seen.push(...data.notifications.nodes.map(({ id }) => id));
      after = data.notifications.pageInfo.hasNextPage ? data.notifications.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen).toHaveLength(7);
  });

  test.each([
    [{ status: 'SENT' }, 7],
    [{ status: 'FAILED' }, 0],
    [{ kind: 'LOW_STOCK' }, 1],
    [{ customerId: 'cus_ada' }, 2],
    [{ orderId: 'ord_guest' }, 2],
    [{ orderId: 'ord_guest', kind: 'ORDER_CANCELLED' }, 1],
    [{ orderId: 'ord_unknown' }, 0],
  ])('filters by %j', async (where, expected) => {
    expect((await list({ where })).data.notifications.nodes).toHaveLength(expected);
    const rest = await desk.rest<{ items: object[] }>(
      'GET',
      `/v1/notifications?${new URLSearchParams(where as Record<string, string>)}`,
      staff,
    );
    expect(rest.body.items).toHaveLength(expected);
  });

  test.each([
    [{ first: 0 }, ['first']],
    [{ first: 101 }, ['first']],
    [{ first: -5 }, ['first']],
    [{ after: 'no cursor' }, ['after']],
    [{ after: encodeCursor([5]) }, ['after']],
    [{ where: { kind: 'SPAM' } }, ['where', 'kind']],
    [{ where: { orderId: 'a\u0000' } }, ['where', 'orderId']],
    [{ where: { customerId: 'x'.repeat(9_000) } }, ['where', 'customerId']],
  ])('refuses %j, naming the argument', async (variables, field) => {
    expect((await list(variables)).errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field });
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=no',
    `cursor=${encodeCursor([5])}`,
    'status=LOST',
    'kind=SPAM',
    'orderId=',
    'unknown=1',
  ])('over REST refuses %s', async (query) => {
    const rest = await desk.rest<{ code: string; field: string[] }>(
      'GET',
      `/v1/notifications?${query}`,
      staff,
    );
    expect([rest.status, rest.body.code]).toEqual([400, 'INPUT_INVALID']);
    expect(rest.body.field).toBeDefined();
  });

  test('over REST gives everybody what is theirs', async () => {
    const kinds = async (as: As, query = '') =>
      (
        await desk.rest<{ items: { orderId: string | null }[] }>('GET', `/v1/notifications${query}`, as)
      ).body.items.map(({ orderId }) => orderId);
    expect(await kinds(ada)).toEqual(['ord_ada', 'ord_ada']);
    expect(await kinds(guest)).toEqual(['ord_guest', 'ord_guest']);
    expect(await kinds(ada, '?orderId=ord_ben')).toEqual([]);
    expect(await kinds(ada, '?customerId=cus_ben')).toEqual([]);
    expect(await kinds(staff)).toHaveLength(7);
    expect((await desk.rest('GET', '/v1/notifications', nobody)).status).toBe(401);
  });

  test('of all with attempts, orders and customers costs a statement per table and way to it', async () => {
    const query =
      '{ notifications(first: 50) { nodes { subject attempts { at outcome carrier } order { id notifications { id } } customer { id } } } }';
    expect(await desk.statementsOf(() => desk.graphql(query, {}, staff))).toBe(3);
    const slim =
      '{ notifications(first: 50) { nodes { subject attempts { at outcome } order { id } customer { id } } } }';
    expect(await desk.statementsOf(() => desk.graphql(slim, {}, staff))).toBe(2);
  });
});

test('the messages of a hundred orders cost one statement, with their attempts two', async () => {
  const orders = Array.from({ length: 100 }, (_, i) => ({
    __typename: 'Order',
    id: ORDERS[i] ?? `ord_${i}`,
  }));
  expect(
    await desk.statementsOf(() => desk.entities(orders, '... on Order { notifications { id } }', staff)),
  ).toBe(1);
  expect(
    await desk.statementsOf(() =>
      desk.entities(orders, '... on Order { notifications { id attempts { at } } }', staff),
    ),
  ).toBe(2);
});

test('the graph answers the gateway only, and an expired token is refused', async () => {
  for (const caller of [null, 'order']) {
    expect((await desk.rest('POST', '/graphql', { caller, body: { query: '{ __typename }' } })).status).toBe(
      403,
    );
  }
  const expired = { token: await desk.identities.expired('cus_ada') };
  expect((await desk.rest('GET', '/v1/notifications', expired)).status).toBe(401);
});

test('documents itself and reports its health', async () => {
  const openapi = await desk.rest<{ openapi: string; paths: Record<string, object> }>('GET', '/openapi.json');
  expect(openapi.body.openapi).toBe('3.1.0');
  expect(Object.keys(openapi.body.paths).sort()).toEqual([
    '/v1/events',
    '/v1/notifications',
    '/v1/notifications/{id}',
    '/v1/notifications/{id}/cancel',
  ]);
  for (const path of ['/health', '/v1/health', '/health/ready'])
    expect((await desk.rest<object>('GET', path)).body).toEqual({ status: 'ok', service: 'notification' });
});
