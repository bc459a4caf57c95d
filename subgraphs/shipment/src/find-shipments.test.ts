import { encodeCursor } from '@eci/kit/connections';
import { describeOnEngines } from '@eci/kit/testing/engines';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Depot, openDepot, orderWith, type ProblemAnswer } from './test-depot.ts';

describeOnEngines('shipments of orders', (engine) => {
  let depot: Depot;
  let orders: string[];
  beforeAll(async () => {
    depot = await openDepot(engine);
    orders = [];
    for (let i = 0; i < 20; i++) {
      const order = orderWith(['wh_1', 'wh_2'], { customerId: i % 2 ? 'cus_1' : null });
      await depot.shipped(order);
      orders.push(order.orderId);
    }
  });
  afterAll(() => depot.stop());

  const ofOrders = (
    ids: readonly string[],
    as: object,
    selection = 'shipments { status order { id } events { status } }',
  ) =>
    depot.entities<{ shipments: { status: string; order: { id: string } }[] }>(
      ids.map((id) => ({ __typename: 'Order', id })),
      `... on Order { ${selection} }`,
      as,
    );

  test('cost one statement for 20 orders, and one more for their events', async () => {
    const answers: Awaited<ReturnType<typeof ofOrders>>[] = [];
    expect(await depot.statementsOf(async () => answers.push(await ofOrders(orders, depot.staff)))).toBe(2);
    expect(answers[0]!.data._entities.map((order) => order.shipments.length)).toEqual(orders.map(() => 2));
    expect(answers[0]!.data._entities.map((order) => order.shipments[1]!.order.id)).toEqual(orders);
  });

  test('are for their customer, the guest of the order and staff; to others the order has none', async () => {
    const [ofGuest, ofCustomer] = orders as [string, string];
    const customer = { token: await depot.identities.user('cus_1') };
    const counts = async (as: object) =>
      (await ofOrders([ofGuest, ofCustomer, 'ord_unknown', 'ord_\u0000'], as)).data._entities.map(
        (order) => order.shipments.length,
      );
    expect(await counts({})).toEqual([0, 0, 0, 0]);
    expect(await counts({ token: await depot.identities.user('cus_2') })).toEqual([0, 0, 0, 0]);
    expect(await counts(customer)).toEqual([0, 2, 0, 0]);
    expect(await counts({ token: await depot.identities.guest(ofGuest) })).toEqual([2, 0, 0, 0]);
    expect(await counts(depot.staff)).toEqual([2, 2, 0, 0]);
    const rest = async (orderId: string, as: object) =>
      (await depot.rest<{ items: object[] }>('GET', `/v1/shipments/order/${orderId}`, as)).body.items.length;
    expect(await rest(ofCustomer, {})).toBe(0);
    expect(await rest(ofGuest, customer)).toBe(0);
    expect(await rest(ofCustomer, customer)).toBe(2);
    expect(await rest(ofGuest, { caller: 'order' })).toBe(2);
    expect(await rest(ofGuest, { caller: 'payment' })).toBe(0);
  });

  test('are shown whole to who may see them', async () => {
    const [row] = await depot.rowsOf(orders[1]!);
    const customer = { token: await depot.identities.user('cus_1') };
    const { body } = await depot.rest('GET', `/v1/shipments/${row!.id}`, customer);
    expect(body).toMatchObject({
      id: row!.id,
      orderId: orders[1],
      email: 'ada@example.com',
      address: { name: 'Ada Lovelace', country: 'DE' },
      lines: [{ sku: 'SKU-var_0', quantity: 2 }],
    });
    for (const as of [{}, { token: await depot.identities.user('cus_2') }, { caller: 'payment' }]) {
      const refused = await depot.rest<ProblemAnswer>('GET', `/v1/shipments/${row!.id}`, as);
      expect([refused.status, refused.body.code]).toEqual([404, 'SHIPMENT_NOT_FOUND']);
    }
  });

  test('are listed for staff page by page, newest first, by filter, with a total only if asked', async () => {
    const PAGE =
      'query ($after: String, $where: ShipmentWhere, $total: Boolean!) { shipments(first: 7, after: $after, where: $where) { nodes { id } totalCount @include(if: $total) pageInfo { hasNextPage endCursor } } }';
    interface List {
      shipments: {
        nodes: { id: string }[];
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const page = async (variables: object) =>
      (await depot.graphql<List>(PAGE, { total: true, ...variables }, depot.staff)).data.shipments;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, totalCount, pageInfo } = await page({ after });
      expect(totalCount).toBe(40);
      seen.push(...nodes.map((node) => node.id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(new Set(seen).size).toBe(40);
    expect(seen).toEqual(seen.toSorted().reverse());
    expect((await page({ where: { customerId: 'cus_1' } })).totalCount).toBe(20);
    expect((await page({ where: { orderId: orders[0] } })).totalCount).toBe(2);
    expect((await page({ where: { status: 'DELIVERED' } })).totalCount).toBe(0);
    expect(await depot.statementsOf(() => page({}))).toBe(2);
    expect(await depot.statementsOf(() => page({ total: false }))).toBe(1);
  });

  test('are listed over REST for staff, and for a customer or guest only their own', async () => {
    const customer = { token: await depot.identities.user('cus_1') };
    const guest = { token: await depot.identities.guest(orders[0]!) };
    const list = (query: string, as: object) =>
      depot.rest<
        { items: { orderId: string; customerId: string }[]; nextCursor: string | null } & ProblemAnswer
      >('GET', `/v1/shipments${query}`, as);
    expect((await list('?limit=100', depot.staff)).body.items).toHaveLength(40);
    const own = (await list('?limit=15', customer)).body;
    expect(own.items.map((item) => item.customerId)).toEqual(Array(15).fill('cus_1'));
    expect((await list(`?limit=15&cursor=${own.nextCursor}`, customer)).body.items).toHaveLength(5);
    expect((await list('', guest)).body.items.map((item) => item.orderId)).toEqual([orders[0], orders[0]]);
    expect((await list(`?orderId=${orders[0]}`, customer)).body.items).toEqual([]);
    for (const [query, as, status, code] of [
      ['', {}, 401, 'UNAUTHENTICATED'],
      ['?customerId=cus_2', customer, 403, 'FORBIDDEN'],
      [`?orderId=${orders[1]}`, guest, 403, 'FORBIDDEN'],
    ] as const) {
      const answer = await list(query, as);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    expect(await depot.statementsOf(() => list('?limit=20', depot.staff))).toBe(2);
  });

  test('can be listed in the graph by staff only', async () => {
    for (const [as, code] of [
      [{}, 'UNAUTHENTICATED'],
      [{ token: await depot.identities.user('cus_1') }, 'FORBIDDEN'],
      [{ token: await depot.identities.guest(orders[0]!) }, 'FORBIDDEN'],
    ] as const) {
      const { data, errors } = await depot.graphql<{ shipments: null }>(
        '{ shipments { nodes { id } } }',
        {},
        as,
      );
      expect([data.shipments, errors?.[0]?.extensions.code]).toEqual([null, code]);
    }
  });

  test.each([
    ['(first: 0)', ['first'], '?limit=0', ['limit']],
    ['(first: 101)', ['first'], '?limit=101', ['limit']],
    ['(first: -1)', ['first'], '?limit=1.5', ['limit']],
    ['(after: "nonsense")', ['after'], '?cursor=nonsense', ['after']],
    [`(after: "${encodeCursor([5])}")`, ['after'], `?cursor=${encodeCursor([5])}`, ['after']],
    ['(where: { customerId: "" })', ['where', 'customerId'], '?customerId=', ['customerId']],
    ['(where: { orderId: "a\\u0000" })', ['where', 'orderId'], '?orderId=a%00', ['orderId']],
    [`(where: { orderId: "${'x'.repeat(65)}" })`, ['where', 'orderId'], '?status=LOST', ['status']],
    ['(first: 101)', ['first'], '?surprise=1', ['surprise']],
  ])('%s and its like are refused, naming the argument', async (args, field, query, restField) => {
    const { data, errors } = await depot.graphql<{ shipments: null }>(
      `{ shipments${args} { nodes { id } } }`,
      {},
      depot.staff,
    );
    expect([data.shipments, errors?.[0]?.extensions]).toEqual([null, { code: 'INPUT_INVALID', field }]);
    const rest = await depot.rest<ProblemAnswer>('GET', `/v1/shipments${query}`, depot.staff);
    expect([rest.status, rest.body.code, rest.body.field]).toEqual([400, 'INPUT_INVALID', restField]);
  });

  test('are documented, and the graph answers the gateway only', async () => {
    const { body } = await depot.rest<{ paths: object }>('GET', '/openapi.json');
    expect(Object.keys(body.paths).sort()).toEqual([
      '/v1/shipments',
      '/v1/shipments/order/{orderId}',
      '/v1/shipments/order/{orderId}/cancel',
      '/v1/shipments/track/{trackingNumber}',
      '/v1/shipments/{id}',
      '/v1/shipments/{id}/cancel',
      '/v1/shipments/{id}/status',
    ]);
    const refused = await depot.rest<ProblemAnswer>('POST', '/graphql', {
      caller: 'order',
      body: { query: '{ __typename }' },
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN']);
  });
});
