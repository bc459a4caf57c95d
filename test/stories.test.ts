import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startPlatform } from '../platform/platform.ts';
import type { Platform } from '../platform/platform-options.ts';
import { ADDRESS, openStorefront, type PlaceAnswer, type Storefront } from './storefront.ts';

let platform: Platform;
let shop: Storefront;

beforeAll(async () => {
  platform = await startPlatform();
  shop = await openStorefront(platform);
}, 90_000);
afterAll(() => platform?.stop(), 60_000);

const codes = ({ userErrors }: PlaceAnswer) => userErrors.map(({ code }) => code);
const kinds = (order: { timeline: { kind: string }[] }) => order.timeline.map(({ kind }) => kind);

describe('browsing', () => {
  test('shows products of the catalog with live stock of the inventory, to anyone', async () => {
    const { sku } = await shop.newVariant(7, 1_250);
    const { products } = await shop.ask<{
      products: { nodes: { variants: { price: object; availability: object; stockLevels: null }[] }[] };
    }>(
      'query ($sku: String!) { products(where: { skuIn: [$sku] }) { nodes { variants { price { formatted } availability { available inStock } } } } }',
      { sku },
    );
    expect(products.nodes).toEqual([
      { variants: [{ price: { formatted: '€12.50' }, availability: { available: 7, inStock: true } }] },
    ]);
  });

  test('keeps stock levels for staff', async () => {
    const { sku } = await shop.newVariant(7);
    const query =
      'query ($sku: String!) { products(where: { skuIn: [$sku] }) { nodes { variants { stockLevels { onHand held available } } } } }';
    const asGuest = await shop.send<object>(query, { sku });
    expect(asGuest.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(asGuest.data).toEqual({ products: { nodes: [{ variants: [{ stockLevels: null }] }] } });
    const asStaff = await shop.send<object>(query, { sku }, shop.staff);
    expect(asStaff.data).toEqual({
      products: { nodes: [{ variants: [{ stockLevels: [{ onHand: 7, held: 0, available: 7 }] }] }] },
    });
  });
});

describe('a guest', () => {
  test('places an order that touches all seven contexts, and follows it with its token alone', async () => {
    const { id: variantId } = await shop.newVariant(5, 3_000);
    const cart = await shop.cartWith({ [variantId]: 2 });
    expect(cart.total).toEqual({ amountMinor: 7_140, currency: 'EUR' });
    const placed = await shop.place(cart.id, { expectedTotal: cart.total! });
    expect(placed.userErrors).toEqual([]);
    expect(placed.order?.status).toBe('CONFIRMED');
    expect(await shop.availableOf(variantId)).toBe(3);

    const token = placed.accessToken!;
    const order = (await shop.order(placed.order!.id, token))!;
    expect(order).toMatchObject({
      status: 'CONFIRMED',
      email: 'guest@example.com',
      customer: null,
      saga: {
        status: 'COMPLETED',
        steps: ['reserve', 'charge', 'commit', 'ship'].map((name) => ({
          name,
          status: 'DONE',
          attempts: 1,
          error: null,
        })),
      },
      payments: [{ status: 'CAPTURED', amount: { amountMinor: 7_140 }, refunded: { amountMinor: 0 } }],
      shipments: [{ status: 'PENDING' }],
    });
    const tracked = await shop.ask<{ shipmentTrack: object }>(
      'query ($number: String!) { shipmentTrack(trackingNumber: $number) { status carrier events { status } } }',
      {
        number: order.shipments![0]!.trackingNumber,
      },
    );
    expect(tracked.shipmentTrack).toMatchObject({ status: 'PENDING', events: [{ status: 'PENDING' }] });
    const told = await shop.orderWhen(order.id, 'the confirmation mail', ({ notifications }) =>
      notifications!.some(({ status }) => status === 'SENT'),
    );
    expect(told.notifications).toEqual([{ kind: 'ORDER_CONFIRMATION', status: 'SENT' }]);
  });

  test('sees nothing of the order without the token, or with the token of another', async () => {
    const { id: variantId } = await shop.newVariant(5);
    const [mine, other] = [await shop.buy(variantId), await shop.buy(variantId)];
    const query = 'query ($id: ID!) { order(id: $id) { number payments { id } shipments { id } } }';
    expect((await shop.send<{ order: null }>(query, { id: mine.order!.id })).data).toEqual({ order: null });
    expect(
      (await shop.send<{ order: null }>(query, { id: mine.order!.id }, other.accessToken!)).data,
    ).toEqual({ order: null });
    expect((await shop.cancel(mine.order!.id, other.accessToken!)).userErrors).toMatchObject([
      { code: 'ORDER_NOT_FOUND' },
    ]);
    expect(
      (await shop.send(`query { order(id: "${mine.order!.id}") { id } }`, {}, 'not.a.token')).status,
    ).toBe(401);
  });
});

describe('a customer', () => {
  test('orders with the address of the account and finds the order there', async () => {
    const { id: variantId } = await shop.newVariant(5);
    const placed = await shop.buy(variantId, 1, { token: shop.customer });
    expect(placed).toMatchObject({ order: { status: 'CONFIRMED' }, accessToken: null, userErrors: [] });
    const { me } = await shop.ask<{ me: { email: string; cart: null; orders: { nodes: { id: string }[] } } }>(
      '{ me { email cart { id } orders(first: 5) { nodes { id } } } }',
      {},
      shop.customer,
    );
    expect(me.orders.nodes[0]!.id).toBe(placed.order!.id);
    expect((await shop.order(placed.order!.id, shop.customer))!.email).toBe(me.email);
  });

  test('registers, is welcomed, and does not see what belongs to others', async () => {
    const email = `new-${randomUUID()}@example.com`;
    const { customerRegister } = await shop.ask<{
      customerRegister: { session: { accessToken: string }; customer: { id: string } };
    }>(
      'mutation ($input: CustomerRegisterInput!) { customerRegister(input: $input) { session { accessToken } customer { id } userErrors { code } } }',
      { input: { email, password: 'correct horse battery', name: 'New Customer' } },
    );
    const { id: variantId } = await shop.newVariant(5);
    const { order } = await shop.buy(variantId, 1, { token: shop.customer });
    expect(await shop.order(order!.id, customerRegister.session.accessToken)).toBeNull();
    const forbidden = await shop.send(
      '{ orders { nodes { id } } }',
      {},
      customerRegister.session.accessToken,
    );
    expect(forbidden.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('an order fails', () => {
  test.each(['tok_declined', 'tok_insufficient_funds'])(
    'when the card is refused with %s; the stock comes back and the cart opens again',
    async (paymentToken) => {
      const { id: variantId } = await shop.newVariant(3);
      const cart = await shop.cartWith({ [variantId]: 2 });
      const refused = await shop.place(cart.id, { paymentToken });
      expect(codes(refused)).toEqual(['PAYMENT_DECLINED']);
      expect(refused.order?.status).toBe('FAILED');
      const undone = await shop.orderWhen(
        refused.order!.id,
        'the undoing',
        ({ saga }) => saga.status === 'COMPENSATED',
      );
      expect(undone.payments).toMatchObject([{ status: 'FAILED' }]);
      expect(await shop.availableOf(variantId)).toBe(3);
      expect((await shop.place(cart.id)).order?.status).toBe('CONFIRMED');
    },
  );

  test('when the stock does not suffice, naming the variant', async () => {
    const { id: variantId } = await shop.newVariant(1);
    const short = await shop.buy(variantId, 2);
    expect(short.userErrors).toMatchObject([{ code: 'OUT_OF_STOCK', variant: { id: variantId } }]);
    expect(short.order?.status).toBe('FAILED');
    expect((await shop.order(short.order!.id))!.payments).toEqual([]);
  });

  test('is told by mail', async () => {
    const { id: variantId } = await shop.newVariant(1);
    const { order } = await shop.buy(variantId, 1, { paymentToken: 'tok_declined' });
    await shop.orderWhen(order!.id, 'the failure mail', ({ notifications }) =>
      notifications!.some(({ kind, status }) => kind === 'ORDER_FAILED' && status === 'SENT'),
    );
  });
});

describe('nothing is written', () => {
  const refusals: [name: string, code: string, ask: (cartId: string) => Promise<PlaceAnswer>][] = [
    [
      'an unknown payment token',
      'PAYMENT_TOKEN_INVALID',
      (cartId) => shop.place(cartId, { paymentToken: 'tok_unknown' }),
    ],
    ['no address of a guest', 'EMAIL_REQUIRED', (cartId) => shop.place(cartId, { email: null })],
    [
      'another total than expected',
      'TOTAL_CHANGED',
      (cartId) => shop.place(cartId, { expectedTotal: { amountMinor: 1, currency: 'EUR' } }),
    ],
    [
      'another currency than expected',
      'CURRENCY_MISMATCH',
      (cartId) => shop.place(cartId, { expectedTotal: { amountMinor: 2_870, currency: 'USD' } }),
    ],
    ['an unknown cart', 'CART_NOT_FOUND', () => shop.place('cart_00000000000000000000000000')],
    ['a malformed key', 'INPUT_INVALID', (cartId) => shop.place(cartId, { key: 'with a space' })],
  ];
  test.each(refusals)('for %s: %s', async (_name, code, ask) => {
    const { id: variantId } = await shop.newVariant(5);
    const cart = await shop.cartWith({ [variantId]: 1 });
    const refused = await ask(cart.id);
    expect(codes(refused)).toEqual([code]);
    expect(refused.order).toBeNull();
    const { data } = await shop.send<{ cart: { order: null } }>(
      'query ($id: ID!) { cart(id: $id) { order { id } } }',
      { id: cart.id },
    );
    expect(data).toEqual({ cart: { order: null } });
  });

  test('when the price changed since the client read the cart, and the new cart comes along', async () => {
    const { id: variantId } = await shop.newVariant(5, 1_000);
    const cart = await shop.cartWith({ [variantId]: 1 });
    await shop.ask(
      'mutation ($id: ID!) { variantPriceSet(variantId: $id, price: { amountMinor: 1500, currency: "EUR" }) { userErrors { code } } }',
      { id: variantId },
      shop.staff,
    );
    const refused = await shop.place(cart.id, { expectedTotal: cart.total! });
    expect(codes(refused)).toEqual(['TOTAL_CHANGED']);
    expect(refused.cart!.total!.amountMinor).toBe(1_500 + 490 + 285);
    expect((await shop.place(cart.id, { expectedTotal: refused.cart!.total! })).order?.status).toBe(
      'CONFIRMED',
    );
  });

  test('when a product of the cart was archived', async () => {
    const { id: variantId, productId } = await shop.newVariant(5);
    const cart = await shop.cartWith({ [variantId]: 1 });
    await shop.ask(
      'mutation ($id: ID!) { productArchive(id: $id) { userErrors { code } } }',
      { id: productId },
      shop.staff,
    );
    expect((await shop.place(cart.id)).userErrors).toMatchObject([
      { code: 'PRODUCT_UNAVAILABLE', variant: { id: variantId } },
    ]);
  });
});

describe('the same request again', () => {
  test('gives the same order, also in parallel, and charges once', async () => {
    const { id: variantId } = await shop.newVariant(50);
    const cart = await shop.cartWith({ [variantId]: 1 });
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.place(cart.id, { key })));
    answers.push(await shop.place(cart.id, { key }));
    expect(new Set(answers.map(({ order }) => order?.id)).size).toBe(1);
    expect(
      answers.every(({ order, userErrors }) => order?.status === 'CONFIRMED' && userErrors.length === 0),
    ).toBe(true);
    expect((await shop.order(answers[0]!.order!.id))!.payments).toHaveLength(1);
    expect(await shop.availableOf(variantId)).toBe(49);
  });

  test('with other input is refused, and so is a second order of the cart', async () => {
    const { id: variantId } = await shop.newVariant(50);
    const cart = await shop.cartWith({ [variantId]: 1 });
    const key = randomUUID();
    await shop.place(cart.id, { key });
    expect(codes(await shop.place(cart.id, { key, paymentToken: 'tok_slow' }))).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
    ]);
    expect(codes(await shop.place(cart.id))).toEqual(['CART_ALREADY_ORDERED']);
  });

  test('of a failed order gives the same failure', async () => {
    const { id: variantId } = await shop.newVariant(5);
    const cart = await shop.cartWith({ [variantId]: 1 });
    const key = randomUUID();
    const first = await shop.place(cart.id, { key, paymentToken: 'tok_declined' });
    expect(await shop.place(cart.id, { key, paymentToken: 'tok_declined' })).toMatchObject({
      order: { id: first.order!.id, status: 'FAILED' },
      userErrors: first.userErrors,
    });
  });

  test('gives the same order when the product is no longer sold', async () => {
    const { id: variantId, productId } = await shop.newVariant(5);
    const cart = await shop.cartWith({ [variantId]: 1 });
    const key = randomUUID();
    const first = await shop.place(cart.id, { key });
    await shop.ask(
      'mutation ($id: ID!) { productArchive(id: $id) { userErrors { code } } }',
      { id: productId },
      shop.staff,
    );
    expect(await shop.place(cart.id, { key })).toMatchObject({
      order: { id: first.order!.id, status: 'CONFIRMED' },
      userErrors: [],
    });
  });
});

test.each(['tok_ok', 'tok_slow', 'tok_timeout', 'tok_flaky'])(
  '%s ends in a confirmed order with exactly one charge',
  async (paymentToken) => {
    const { id: variantId } = await shop.newVariant(5);
    const { order } = await shop.buy(variantId, 1, { paymentToken });
    const confirmed = await shop.orderWhen(
      order!.id,
      'the confirmation',
      ({ status }) => status === 'CONFIRMED',
      15_000,
    );
    expect(confirmed.payments).toMatchObject([{ status: 'CAPTURED' }]);
  },
);

describe('a cancellation', () => {
  test('of a confirmed order refunds it, puts the units back and cancels the shipment', async () => {
    const { id: variantId } = await shop.newVariant(5);
    const placed = await shop.buy(variantId, 2);
    const asked = await shop.cancel(placed.order!.id, placed.accessToken!);
    expect(asked.userErrors).toEqual([]);
    const cancelled = await shop.orderWhen(
      placed.order!.id,
      'the cancellation',
      ({ status }) => status === 'CANCELLED',
    );
    expect(cancelled).toMatchObject({
      saga: { status: 'COMPENSATED' },
      payments: [{ status: 'REFUNDED', amount: cancelled.total, refunded: cancelled.total }],
      shipments: [{ status: 'CANCELLED' }],
    });
    expect(kinds(cancelled).slice(0, 3)).toEqual(['PLACED', 'CONFIRMED', 'CANCEL_REQUESTED']);
    expect(cancelled.timeline.find(({ kind }) => kind === 'CANCEL_REQUESTED')!.detail).toBe(
      'changed my mind',
    );
    expect(await shop.availableOf(variantId)).toBe(5);
    await shop.orderWhen(placed.order!.id, 'refund and cancellation mails', ({ notifications }) =>
      ['ORDER_CANCELLED', 'REFUND'].every((wanted) => notifications!.some(({ kind }) => kind === wanted)),
    );
    expect((await shop.cancel(placed.order!.id)).userErrors).toMatchObject([
      { code: 'ORDER_NOT_CANCELLABLE' },
    ]);
  });

  test('while the charge is still running undoes everything', async () => {
    const { id: variantId } = await shop.newVariant(5);
    const cart = await shop.cartWith({ [variantId]: 1 });
    const placing = shop.place(cart.id, { paymentToken: 'tok_slow' });
    const { data } = await (async () => {
      for (;;) {
        const found = await shop.send<{ cart: { order: { id: string } | null } }>(
          'query ($id: ID!) { cart(id: $id) { order { id } } }',
          { id: cart.id },
        );
        if (found.data?.cart.order) return found;
      }
    })();
    const orderId = data!.cart.order!.id;
    expect((await shop.cancel(orderId)).userErrors).toEqual([]);
    const cancelled = await shop.orderWhen(
      orderId,
      'the cancellation',
      ({ status }) => status === 'CANCELLED',
    );
    expect(
      cancelled.payments!.every(
        ({ status, amount, refunded }) =>
          status !== 'CAPTURED' && (status === 'FAILED' || amount.amountMinor === refunded.amountMinor),
      ),
    ).toBe(true);
    expect(await shop.availableOf(variantId)).toBe(5);
    expect(codes(await placing)).toEqual(['ORDER_CANCELLED']);
  });

  test('after shipping is refused, and the order goes on to be delivered', async () => {
    const { id: variantId } = await shop.newVariant(5);
    const placed = await shop.buy(variantId);
    const { shipments } = (await shop.order(placed.order!.id))!;
    await shop.shipTo(shipments![0]!.id, 'PICKED', 'SHIPPED');
    await shop.orderWhen(placed.order!.id, 'the shipping', ({ status }) => status === 'SHIPPED');
    expect((await shop.cancel(placed.order!.id)).userErrors).toMatchObject([
      { code: 'ORDER_NOT_CANCELLABLE' },
    ]);
    await shop.shipTo(shipments![0]!.id, 'IN_TRANSIT', 'DELIVERED');
    const delivered = await shop.orderWhen(
      placed.order!.id,
      'the delivery',
      ({ status }) => status === 'DELIVERED',
    );
    expect(kinds(delivered)).toEqual(['PLACED', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED']);
  });
});

test('staff refunds a part, then the rest, never more', async () => {
  const { id: variantId } = await shop.newVariant(5);
  const { order } = await shop.buy(variantId);
  const [payment] = (await shop.order(order!.id))!.payments!;
  const refund = async (amountMinor?: number) =>
    (
      await shop.ask<{
        paymentRefund: { payment: { status: string } | null; userErrors: { code: string }[] };
      }>(
        'mutation ($id: ID!, $amount: MoneyInput, $key: String!) { paymentRefund(paymentId: $id, amount: $amount, idempotencyKey: $key) { payment { status } userErrors { code } } }',
        {
          id: payment!.id,
          amount: amountMinor === undefined ? null : { amountMinor, currency: 'EUR' },
          key: randomUUID(),
        },
        shop.staff,
      )
    ).paymentRefund;
  expect(await refund(100)).toEqual({ payment: { status: 'PARTIALLY_REFUNDED' }, userErrors: [] });
  expect((await refund(1_000_000)).userErrors).toEqual([{ code: 'REFUND_EXCEEDS_CAPTURED' }]);
  expect(await refund()).toEqual({ payment: { status: 'REFUNDED' }, userErrors: [] });
  await shop.orderWhen(
    order!.id,
    'two refunds in the timeline',
    (found) => kinds(found).filter((kind) => kind === 'REFUNDED').length === 2,
  );
});

test('an order is split across warehouses into one shipment each', async () => {
  const { id: variantId } = await shop.newVariant(2);
  await shop.adjust(variantId, 2, await shop.newWarehouse());
  const { order } = await shop.buy(variantId, 4);
  expect(order?.status).toBe('CONFIRMED');
  expect((await shop.order(order!.id))!.shipments).toHaveLength(2);
});

test('50 buyers of 10 units get exactly 10', async () => {
  const { id: variantId } = await shop.newVariant(10);
  const carts = await Promise.all(Array.from({ length: 50 }, () => shop.cartWith({ [variantId]: 1 })));
  const answers = await Promise.all(carts.map(({ id }) => shop.place(id)));
  expect(answers.filter(({ order }) => order?.status === 'CONFIRMED')).toHaveLength(10);
  expect(answers.filter((answer) => codes(answer).includes('OUT_OF_STOCK'))).toHaveLength(40);
  expect(await shop.availableOf(variantId)).toBe(0);
});

describe('a request that is wrong or hostile', () => {
  const input = (change: object) => ({
    cartId: 'cart_x',
    email: 'a@b.example',
    shippingAddress: ADDRESS,
    paymentToken: 'tok_ok',
    ...change,
  });
  const bad: [name: string, change: object, code: string, field: string[]][] = [
    [
      'an empty city',
      { shippingAddress: { ...ADDRESS, city: '' } },
      'ADDRESS_INVALID',
      ['input', 'shippingAddress', 'city'],
    ],
    [
      'a line break in the name',
      { shippingAddress: { ...ADDRESS, name: 'a\r\nBcc: b' } },
      'ADDRESS_INVALID',
      ['input', 'shippingAddress', 'name'],
    ],
    [
      'an address of 300 letters',
      { shippingAddress: { ...ADDRESS, line1: 'x'.repeat(300) } },
      'ADDRESS_INVALID',
      ['input', 'shippingAddress', 'line1'],
    ],
    ['something that is no e-mail address', { email: 'nobody' }, 'EMAIL_REQUIRED', ['input', 'email']],
    ['an empty payment token', { paymentToken: '' }, 'PAYMENT_TOKEN_INVALID', ['input', 'paymentToken']],
    [
      'a negative total',
      { expectedTotal: { amountMinor: -1, currency: 'EUR' } },
      'INPUT_INVALID',
      ['input', 'expectedTotal', 'amountMinor'],
    ],
  ];
  test.each(bad)('%s is refused, naming the field', async (_name, change, code, field) => {
    const { orderPlace } = await shop.ask<{ orderPlace: PlaceAnswer }>(
      'mutation ($input: OrderPlaceInput!) { orderPlace(input: $input, idempotencyKey: "k") { order { id } userErrors { code field } } }',
      { input: input(change) },
    );
    expect(orderPlace).toEqual({ order: null, userErrors: [{ code, field }] });
  });

  test.each([
    ['an unknown country', { shippingAddress: { ...ADDRESS, country: 'XX' } }],
    ['a fractional amount', { expectedTotal: { amountMinor: 1.5, currency: 'EUR' } }],
    ['an unknown currency', { expectedTotal: { amountMinor: 1, currency: 'EURO' } }],
    ['an unknown field', { discount: 100 }],
    ['a missing cart', { cartId: undefined }],
  ])('%s is refused by the schema', async (_name, change) => {
    const { data, errors } = await shop.send<{ orderPlace: object | null }>(
      'mutation ($input: OrderPlaceInput!) { orderPlace(input: $input, idempotencyKey: "k") { order { id } } }',
      { input: input(change) },
    );
    expect(data?.orderPlace ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('of ten megabytes is refused, and the gateway goes on', async () => {
    expect(await statusOfHugeRequest(platform.graphqlUrl, 10_000_000)).toBe(413);
    expect(await shop.ask('{ categories { id } }')).toEqual({ categories: [] });
  });
});

/** Announces a body of that many bytes and sends its beginning; the server answers before it has read it all. */
const statusOfHugeRequest = (url: string, bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', reject);
    socket.on('data', (data) => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(data.toString('latin1'))?.[1]));
      socket.destroy();
    });
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n{"query":"`,
    );
  });
