import { randomUUID } from 'node:crypto';
import { engines } from '@eci/kit/testing/engines';
import { eventually } from '@eci/kit/testing/eventually';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeCursor } from '../kit/src/connections.ts';
import { inventory } from '../subgraphs/inventory/src/subgraph.ts';
import { payment } from '../subgraphs/payment/src/subgraph.ts';
import { shipment } from '../subgraphs/shipment/src/subgraph.ts';
import { type OrderTestShop, startOrderTestShop } from './order-test-shop.ts';

const ADDRESS = {
  name: 'Grete Gast',
  line1: 'Hauptstraße 1',
  city: 'Köln',
  postalCode: '50667',
  country: 'DE',
};

/** Nothing here needs the poller, and its statements would be counted with those of a request. */
const NO_POLLING = '600000';

interface OrderBody {
  id: string;
  status: string;
  failure: { code: string } | null;
  total: { amountMinor: number };
}
interface Placed {
  order: OrderBody;
  accessToken: string | null;
}
interface ProblemBody {
  code: string;
  field?: string[];
}

describe.each(engines())('the order saga over REST on %s', (engine) => {
  let shop: OrderTestShop;
  const siblings: { stop(): Promise<void> }[] = [];
  let stockUrl: string;
  let deliver: (variantId: string, units: number) => Promise<{ status: number }>;

  beforeAll(async () => {
    shop = await startOrderTestShop(async (catalogUrl) => {
      const [stock, payments, shipments] = await Promise.all([
        startTestSubgraph(inventory, { CATALOG_URL: catalogUrl }),
        startTestSubgraph(payment, { PAYMENT_PROVIDER: 'simulated' }),
        startTestSubgraph(shipment, {}, { engine }),
      ]);
      siblings.push(stock, payments, shipments);
      stockUrl = stock.url;
      const staff = { token: await stock.identities.user('cus_staff', 'STAFF') };
      const { data } = await stock.graphql<{ warehouseCreate: { warehouse: { id: string } } }>(
        'mutation { warehouseCreate(input: { code: "W1", name: "One", priority: 1, country: "DE" }) { warehouse { id } } }',
        {},
        staff,
      );
      const warehouseId = data.warehouseCreate.warehouse.id;
      deliver = (variantId, delta) =>
        stock.rest('PUT', `/v1/inventory/${variantId}`, {
          ...staff,
          key: randomUUID(),
          body: { warehouseId, delta, reason: 'delivery' },
        });
      return {
        INVENTORY_URL: stock.url,
        PAYMENT_URL: payments.url,
        SHIPMENT_URL: shipments.url,
        PLACE_WAIT_MS: '8000',
        SAGA_POLL_MS: NO_POLLING,
      };
    }, engine);
  }, 60_000);
  afterAll(async () => {
    await shop.stop();
    await Promise.all(siblings.map((sibling) => sibling.stop()));
  });

  const cartOf = async (units: number, quantity = 1): Promise<{ cartId: string; variantId: string }> => {
    const { variantId } = await shop.newVariant(2_000);
    expect((await deliver(variantId, units)).status).toBe(200);
    const { body } = await shop.orders.rest<{ id: string }>('POST', '/v1/carts', {
      body: { lines: [{ variantId, quantity }] },
    });
    return { cartId: body.id, variantId };
  };
  const place = (cartId: string, key: string = randomUUID(), change: object = {}) =>
    shop.orders.rest<Placed & ProblemBody>('POST', '/v1/orders', {
      key,
      body: { cartId, email: 'a@b.example', shippingAddress: ADDRESS, paymentToken: 'tok_ok', ...change },
    });
  const order = async (id: string): Promise<OrderBody> =>
    (await shop.orders.rest<OrderBody>('GET', `/v1/orders/${id}`, shop.staff)).body;
  const when = (id: string, status: string) =>
    eventually(`${status} of ${id}`, async () => ((await order(id)).status === status ? order(id) : null));
  const available = async (variantId: string): Promise<number> =>
    ((await (await fetch(`${stockUrl}/v1/inventory/${variantId}`)).json()) as { available: number })
      .available;

  test('confirms an order, and a guest reads it with its token', async () => {
    const { cartId, variantId } = await cartOf(5, 2);
    const placed = await place(cartId);
    expect([placed.status, placed.body.order.status]).toEqual([201, 'CONFIRMED']);
    expect(placed.headers.get('location')).toBe(`/v1/orders/${placed.body.order.id}`);
    expect(await available(variantId)).toBe(3);
    const read = (token: string) =>
      shop.orders.rest<OrderBody>('GET', `/v1/orders/${placed.body.order.id}`, { token });
    expect((await read(placed.body.accessToken!)).body).toEqual(placed.body.order);
    const other = await place((await cartOf(5)).cartId);
    expect((await read(other.body.accessToken!)).status).toBe(404);
  });

  test('fails with the reason and undoes what was done', async () => {
    const { cartId, variantId } = await cartOf(5);
    const { body } = await place(cartId, randomUUID(), { paymentToken: 'tok_declined' });
    expect(body.order).toMatchObject({ status: 'FAILED', failure: { code: 'PAYMENT_DECLINED' } });
    await eventually('the release', async () => (await available(variantId)) === 5);
  });

  test('20 requests with one key place one order', async () => {
    const { cartId } = await cartOf(50);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => place(cartId, key)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.order?.id}`)).size).toBe(1);
    expect(
      await shop.orders.runtime.db
        .selectFrom('placed_order')
        .select('id')
        .where('cartId', '=', cartId)
        .execute(),
    ).toHaveLength(1);
  });

  test('20 requests with their own keys place one order of the cart', async () => {
    const { cartId } = await cartOf(50);
    const answers = await Promise.all(Array.from({ length: 20 }, () => place(cartId)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'CART_ALREADY_ORDERED')).toHaveLength(19);
  });

  test('cancels a confirmed order on request, once, and gives the same answer again', async () => {
    const { cartId, variantId } = await cartOf(5);
    const { id } = (await place(cartId)).body.order;
    const key = randomUUID();
    const cancel = () =>
      shop.orders.rest<OrderBody & ProblemBody>('POST', `/v1/orders/${id}/cancel`, {
        ...shop.staff,
        key,
        body: {},
      });
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await when(id, 'CANCELLED');
    expect(await available(variantId)).toBe(5);
    const again = await shop.orders.rest<ProblemBody>('POST', `/v1/orders/${id}/cancel`, {
      ...shop.staff,
      key: randomUUID(),
      body: {},
    });
    expect([again.status, again.body.code]).toEqual([409, 'ORDER_NOT_CANCELLABLE']);
  });

  test('forgets the payment token when the charge is final, and never shows it', async () => {
    const { cartId } = await cartOf(5);
    const { id } = (await place(cartId)).body.order;
    const { db } = shop.orders.runtime;
    expect(
      await db.selectFrom('saga').select('paymentToken').where('orderId', '=', id).executeTakeFirst(),
    ).toEqual({ paymentToken: null });
    const tables = ['saga', 'placed_order', 'outbox_event', 'idempotent_operation', 'order_event'] as const;
    for (const table of tables)
      expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toContain('tok_');
  });

  test('tells its events in the order of the aggregate', async () => {
    const { cartId } = await cartOf(5);
    const { id } = (await place(cartId)).body.order;
    const events = await shop.orders.runtime.db
      .selectFrom('outbox_event')
      .select(['type', 'sequence'])
      .where('subject', '=', id)
      .orderBy('sequence')
      .execute();
    expect(events).toEqual([
      { type: 'eci.order.created.v1', sequence: 1 },
      { type: 'eci.order.confirmed.v1', sequence: 2 },
    ]);
  });

  test('staff moves an order by legal edges only, and never ahead of its parcels', async () => {
    const { cartId } = await cartOf(5);
    const { id } = (await place(cartId)).body.order;
    const set = async (status: string, as = shop.staff) => {
      const answer = await shop.orders.rest<ProblemBody & OrderBody>('PUT', `/v1/orders/${id}/status`, {
        ...as,
        body: { status },
      });
      return answer.body.code ?? answer.body.status;
    };
    expect(await set('PROCESSING', { token: await shop.identities.user('cus_1') })).toBe('FORBIDDEN');
    expect(await set('SHIPPED')).toBe('ORDER_STATUS_ILLEGAL');
    expect(await set('CANCELLED')).toBe('ORDER_STATUS_ILLEGAL');
    expect(await set('PROCESSING')).toBe('PROCESSING');
    expect(await set('PROCESSING')).toBe('ORDER_STATUS_ILLEGAL');
    expect(await set('SENT')).toBe('INPUT_INVALID');
  });

  const badKeys: [name: string, key: string | undefined][] = [
    ['no key', undefined],
    ['an empty key', ''],
    ['a key with a space', 'a b'],
    ['a key of 256 characters', 'x'.repeat(256)],
  ];
  test.each(badKeys)('%s is refused and writes nothing', async (_name, key) => {
    const { cartId } = await cartOf(5);
    const { status, body } = await shop.orders.rest<ProblemBody>('POST', '/v1/orders', {
      ...(key !== undefined && { key }),
      body: { cartId, email: 'a@b.example', shippingAddress: ADDRESS, paymentToken: 'tok_ok' },
    });
    expect([status, body.code, body.field]).toEqual([400, 'INPUT_INVALID', ['Idempotency-Key']]);
    expect(
      await shop.orders.runtime.db
        .selectFrom('placed_order')
        .select('id')
        .where('cartId', '=', cartId)
        .execute(),
    ).toEqual([]);
  });

  const badBodies: [name: string, change: object, code: string][] = [
    ['an unknown member', { discount: 1 }, 'INPUT_INVALID'],
    ['a number as e-mail address', { email: 5 }, 'INPUT_INVALID'],
    ['no address', { shippingAddress: null }, 'ADDRESS_INVALID'],
    ['an unknown country', { shippingAddress: { ...ADDRESS, country: 'XX' } }, 'ADDRESS_INVALID'],
    ['a fractional total', { expectedTotal: { amountMinor: 1.5, currency: 'EUR' } }, 'INPUT_INVALID'],
    ['an unknown currency', { expectedTotal: { amountMinor: 1, currency: 'XXQ' } }, 'INPUT_INVALID'],
    ['an unknown payment token', { paymentToken: 'tok_nope' }, 'PAYMENT_TOKEN_INVALID'],
    ['an unknown cart', { cartId: 'cart_unknown' }, 'CART_NOT_FOUND'],
  ];
  test.each(badBodies)('%s is refused, naming the field, and writes nothing', async (_name, change, code) => {
    const { cartId } = await cartOf(5);
    const { status, body } = await place(cartId, randomUUID(), change);
    expect(body.code).toBe(code);
    expect(status).toBeLessThan(500);
    expect(body.field!.length).toBeGreaterThan(0);
    expect(
      await shop.orders.runtime.db
        .selectFrom('placed_order')
        .select('id')
        .where('cartId', '=', cartId)
        .execute(),
    ).toEqual([]);
  });

  test('lists orders for staff with filters, and a customer’s for the customer', async () => {
    const { cartId } = await cartOf(5);
    const { id } = (await place(cartId)).body.order;
    const list = await shop.orders.rest<{ items: OrderBody[]; nextCursor: string }>(
      'GET',
      '/v1/orders?limit=1',
      shop.staff,
    );
    expect(list.body.items.map((item) => item.id)).toEqual([id]);
    const next = await shop.orders.rest<{ items: OrderBody[] }>(
      'GET',
      `/v1/orders?limit=1&cursor=${list.body.nextCursor}`,
      shop.staff,
    );
    expect(next.body.items[0]!.id < id).toBe(true);
    const stranger = { token: await shop.identities.user('cus_1') };
    expect((await shop.orders.rest<ProblemBody>('GET', '/v1/orders', stranger)).body.code).toBe('FORBIDDEN');
    expect((await shop.orders.rest<ProblemBody>('GET', `/v1/orders/${id}`, stranger)).status).toBe(404);
    expect(
      (await shop.orders.rest<{ items: unknown[] }>('GET', '/v1/orders/user/cus_1', stranger)).body.items,
    ).toEqual([]);
    expect((await shop.orders.rest('GET', '/v1/orders/user/cus_2', stranger)).status).toBe(404);
  });

  test.each(['customerId', 'number'])('refuses to list orders by a %s that can be none', async (field) => {
    const { errors } = await shop.orders.graphql(
      `query ($where: OrderWhere) { orders(where: $where) { nodes { id } } }`,
      { where: { [field]: '\u0000' } },
      shop.staff,
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field: ['where', field] });
  });

  test.each(['nonsense', encodeCursor([5])])('refuses to list orders after %s', async (cursor) => {
    const rest = await shop.orders.rest<ProblemBody>('GET', `/v1/orders?cursor=${cursor}`, shop.staff);
    expect([rest.status, rest.body]).toMatchObject([400, { code: 'INPUT_INVALID', field: ['after'] }]);
    const { errors } = await shop.orders.graphql(
      `{ orders(after: "${cursor}") { nodes { id } } }`,
      {},
      shop.staff,
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field: ['after'] });
  });

  test('reads 20 orders whole with four statements', async () => {
    const { cartId } = await cartOf(5);
    const { id } = (await place(cartId)).body.order;
    const references = [
      { __typename: 'Order', id },
      { __typename: 'Order', id: 'ord_unknown' },
    ];
    const read = () =>
      shop.orders.entities(
        references,
        '... on Order { number lines { sku } timeline { kind } saga { status steps { name } } }',
        shop.staff,
      );
    expect(await shop.orders.statementsOf(read)).toBe(4);
  });
});
