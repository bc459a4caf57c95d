import { randomUUID } from 'node:crypto';
import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startPlatform } from '../platform/platform.ts';
import type { Platform } from '../platform/platform-options.ts';
import { type FaultProxy, type Phase, startFaultProxy } from './fault-proxy.ts';
import { type OrderAnswer, openStorefront, type Storefront } from './storefront.ts';

type Sibling = 'inventory' | 'payment' | 'shipment';

let platform: Platform;
let shop: Storefront;
const proxies = {} as Record<Sibling, FaultProxy>;

beforeAll(async () => {
  platform = await startPlatform({
    env: async (urls) => {
      for (const name of ['inventory', 'payment', 'shipment'] as const)
        proxies[name] = await startFaultProxy(urls[name]);
      return {
        order: {
          INVENTORY_URL: proxies.inventory.url,
          PAYMENT_URL: proxies.payment.url,
          SHIPMENT_URL: proxies.shipment.url,
          SAGA_LEASE_MS: '1000',
          SAGA_POLL_MS: '100',
          PLACE_WAIT_MS: '2000',
        },
      };
    },
  });
  shop = await openStorefront(platform);
}, 90_000);
afterAll(async () => {
  await platform?.stop();
  await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
}, 60_000);

/** Arms a trap that kills the order process with SIGKILL at that point and starts it again. */
async function crashAt(sibling: Sibling, path: RegExp, phase: Phase): Promise<{ recovered: Promise<void> }> {
  const sprung = proxies[sibling].trap(path, phase, () => platform.kill('order', { signal: 'SIGKILL' }));
  return { recovered: sprung.then(() => platform.restart('order')) };
}

const orderOfCart = (cartId: string): Promise<string> =>
  eventually('the order of the cart', async () => {
    const { data } = await shop.send<{ cart: { order: { id: string } | null } | null }>(
      'query ($id: ID!) { cart(id: $id) { order { id } } }',
      { id: cartId },
    );
    return data?.cart?.order?.id;
  });

const live = (order: OrderAnswer) => ({
  charges: order.payments!.filter(({ status }) => status === 'CAPTURED').length,
  shipments: order.shipments!.filter(({ status }) => status !== 'CANCELLED').length,
});

const STEPS: [step: string, sibling: Sibling, path: RegExp][] = [
  ['reserve', 'inventory', /reserve$/],
  ['charge', 'payment', /charge$/],
  ['commit', 'inventory', /commit$/],
  ['ship', 'shipment', /\/v1\/shipments$/],
];
const UNDOS: [undo: string, sibling: Sibling, path: RegExp][] = [
  ['cancel-shipment', 'shipment', /cancel$/],
  ['refund', 'payment', /refund$/],
  ['release', 'inventory', /release$/],
];
const PHASES: Phase[] = ['before', 'after'];
const cells = (operations: typeof STEPS) =>
  operations.flatMap(([name, sibling, path]) => PHASES.map((phase) => [phase, name, sibling, path] as const));

describe('kill -9 of the order process', () => {
  test.each(cells(STEPS))(
    '%s %s took effect: the order is confirmed once, and the client may repeat its request',
    async (phase, _step, sibling, path) => {
      const { id: variantId } = await shop.newVariant(5);
      const cart = await shop.cartWith({ [variantId]: 2 });
      const { recovered } = await crashAt(sibling, path, phase);
      const key = randomUUID();
      const lost = shop.place(cart.id, { key }).then(
        () => 'answered',
        () => 'lost',
      );
      await recovered;
      expect(await lost).toBe('lost');
      const orderId = await orderOfCart(cart.id);
      const order = await shop.orderWhen(orderId, 'the confirmation', ({ status }) => status === 'CONFIRMED');
      expect(live(order)).toEqual({ charges: 1, shipments: 1 });
      expect(order.payments).toHaveLength(1);
      expect(await shop.availableOf(variantId)).toBe(3);
      expect((await shop.place(cart.id, { key })).order).toMatchObject({ id: orderId, status: 'CONFIRMED' });
    },
  );

  test.each(cells(UNDOS))(
    '%s %s took effect: the cancellation is finished, and everything is undone once',
    async (phase, _undo, sibling, path) => {
      const { id: variantId } = await shop.newVariant(5);
      const { order } = await shop.buy(variantId, 2);
      const { recovered } = await crashAt(sibling, path, phase);
      expect((await shop.cancel(order!.id)).userErrors).toEqual([]);
      await recovered;
      const cancelled = await eventually(
        'the cancellation',
        async () => {
          const found = await shop.order(order!.id).catch(() => null);
          return found?.status === 'CANCELLED' && found;
        },
        30_000,
      );
      expect(live(cancelled)).toEqual({ charges: 0, shipments: 0 });
      expect(cancelled.payments).toMatchObject([{ status: 'REFUNDED', refunded: cancelled.total }]);
      expect(await shop.availableOf(variantId)).toBe(5);
    },
  );
});

describe('a sibling that does not answer', () => {
  test.each(['inventory', 'payment', 'shipment'] as const)(
    '%s: the order waits PENDING, is not undone, and is confirmed when it is back',
    async (name) => {
      const { id: variantId } = await shop.newVariant(5);
      const cart = await shop.cartWith({ [variantId]: 1 });
      await platform.kill(name, { signal: 'SIGKILL' });
      const waiting = await shop.place(cart.id);
      expect(waiting).toMatchObject({ order: { status: 'PENDING' }, userErrors: [] });
      await platform.restart(name);
      const order = await shop.orderWhen(
        waiting.order!.id,
        'the confirmation',
        ({ status }) => status === 'CONFIRMED',
        40_000,
      );
      expect(live(order)).toEqual({ charges: 1, shipments: 1 });
    },
    90_000,
  );

  test('catalog: nothing is ordered, and the client is told so', async () => {
    const { id: variantId } = await shop.newVariant(5);
    const cart = await shop.cartWith({ [variantId]: 1 });
    await platform.kill('catalog', { signal: 'SIGKILL' });
    const refused = await shop.send<{ orderPlace: { order: null; userErrors: { code: string }[] } }>(
      'mutation ($input: OrderPlaceInput!, $key: String!) { orderPlace(input: $input, idempotencyKey: $key) { order { id } userErrors { code } } }',
      {
        input: {
          cartId: cart.id,
          email: 'a@b.example',
          shippingAddress: { name: 'a', line1: 'b', city: 'c', postalCode: 'd', country: 'DE' },
          paymentToken: 'tok_ok',
        },
        key: randomUUID(),
      },
    );
    expect(refused.data!.orderPlace).toEqual({ order: null, userErrors: [{ code: 'SERVICE_UNAVAILABLE' }] });
    await platform.restart('catalog');
    expect(
      await eventually(
        'an order',
        async () => (await shop.place(cart.id).catch(() => null))?.order?.status === 'CONFIRMED',
      ),
    ).toBe(true);
  }, 60_000);
});

test('an outcome that got lost is asked for again, never charged twice', async () => {
  const { id: variantId } = await shop.newVariant(5);
  const cart = await shop.cartWith({ [variantId]: 1 });
  const sprung = proxies.payment.trap(/charge$/, 'after', async () => {});
  const placed = await shop.place(cart.id);
  await sprung;
  expect(placed.order?.status).toBe('CONFIRMED');
  const order = (await shop.order(placed.order!.id))!;
  expect(order.payments).toHaveLength(1);
  expect(order.saga.steps.find(({ name }) => name === 'charge')!.attempts).toBe(2);
});
