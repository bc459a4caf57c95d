/**
 * What a guest does in a shop, one function per step. Each returns what the next step needs and a line for people, and
 * throws an OperatorProblem that says what is wrong.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { askGraph } from './graph-client.ts';
import { OperatorProblem } from './operator-problem.ts';
import {
  ADD_TO_CART,
  type AddToCartData,
  BROWSE,
  type BrowseData,
  CANCEL,
  type CancelData,
  type Money,
  PLACE_ORDER,
  type PlaceOrderData,
  READ_ORDER,
  type ReadOrderData,
  TRACK,
  type TrackData,
  type UserError,
} from './smoke-operations.ts';

const SECOND = 1_000;
const POLL = 0.1 * SECOND;

/** How long an order may take to reach a state: an undecided one needs a few rounds of the saga's retries. */
const SETTLE_LIMIT = 30 * SECOND;

const SHIPPING_ADDRESS = {
  name: 'Smoke Test',
  line1: 'Chimney Street 1',
  city: 'Hamburg',
  postalCode: '20095',
  country: 'DE',
};

/** Finds the variant with the most units; returns its id. */
export async function browse(url: string): Promise<[string, string]> {
  const { products } = await askGraph<BrowseData>(url, BROWSE);
  const variants = (products?.nodes ?? []).flatMap((product) =>
    product.variants.map((v) => ({ ...v, product })),
  );
  // We compete with nobody for the last one.
  const [best] = variants.sort((a, b) => (b.availability?.available ?? 0) - (a.availability?.available ?? 0));
  if (!best)
    throw new OperatorProblem(
      'the shop is empty: products has no variant. npm run reset and npm start fill it.',
    );
  if (!best.availability?.inStock)
    throw new OperatorProblem('nothing is in stock, or inventory does not answer.');
  const { product, sku, price, availability } = best;
  return [
    best.id,
    `${variants.length} variants; taking ${product.name} (${sku}), ${price.formatted}, ${availability.available} there`,
  ];
}

interface SmokeCart {
  readonly id: string;
  readonly total: Money;
}

/** Makes a cart with one unit; returns it with its total. */
export async function addToCart(url: string, variantId: string): Promise<[SmokeCart, string]> {
  const { cartLinesAdd } = await askGraph<AddToCartData>(url, ADD_TO_CART, {
    lines: [{ variantId, quantity: 1 }],
  });
  refuseErrors('cartLinesAdd', cartLinesAdd?.userErrors);
  const cart = cartLinesAdd?.cart;
  if (!cart?.total) throw new OperatorProblem('cartLinesAdd returned no cart with a total.');
  const [line] = cart.lines;
  if (cart.lines.length !== 1 || line?.quantity !== 1 || line.variant?.id !== variantId) {
    throw new OperatorProblem(`the cart has other lines than were added: ${JSON.stringify(cart.lines)}`);
  }
  return [{ id: cart.id, total: cart.total }, `total ${cart.total.formatted}`];
}

/** Orders the cart as a guest who pays with `tok_ok`; returns the order and the token to read it with. */
export async function placeOrder(
  url: string,
  cart: SmokeCart,
): Promise<[{ orderId: string; token: string }, string]> {
  const { amountMinor, currency } = cart.total;
  const input = {
    cartId: cart.id,
    email: 'smoke@demo.eci.example',
    shippingAddress: SHIPPING_ADDRESS,
    paymentToken: 'tok_ok',
    expectedTotal: { amountMinor, currency },
  };
  const { orderPlace } = await askGraph<PlaceOrderData>(url, PLACE_ORDER, { input, key: randomUUID() });
  refuseErrors('orderPlace', orderPlace?.userErrors);
  const { order, accessToken } = orderPlace ?? {};
  if (!order || !accessToken)
    throw new OperatorProblem('orderPlace returned no order, or no access token for the guest.');
  return [{ orderId: order.id, token: accessToken }, `${order.number} is ${order.status}`];
}

/** Waits until the order stands, paid and with a parcel; returns the tracking number. */
export async function readOrder(
  url: string,
  id: string,
  token: string,
  total: Money,
): Promise<[string, string]> {
  const order = await untilOrder(url, id, token, 'CONFIRMED');
  const [payment] = order.payments ?? [];
  const [shipment] = order.shipments ?? [];
  if (order.total.amountMinor !== total.amountMinor) {
    throw new OperatorProblem(`the order costs ${order.total.formatted}, the cart said ${total.formatted}.`);
  }
  if (payment?.status !== 'CAPTURED' || payment.amount.amountMinor !== total.amountMinor) {
    throw new OperatorProblem(
      `the order is confirmed, but its payments are ${JSON.stringify(order.payments)}.`,
    );
  }
  if (!shipment)
    throw new OperatorProblem(
      `the order is confirmed, but its shipments are ${JSON.stringify(order.shipments)}.`,
    );
  return [
    shipment.trackingNumber,
    `CONFIRMED, ${payment.amount.formatted} captured, with ${shipment.carrier}`,
  ];
}

/** Follows the parcel as anybody who knows its number can. */
export async function track(url: string, trackingNumber: string): Promise<[undefined, string]> {
  const { shipmentTrack } = await askGraph<TrackData>(url, TRACK, { trackingNumber });
  if (!shipmentTrack)
    throw new OperatorProblem('shipmentTrack does not know the tracking number of the order.');
  return [
    undefined,
    `${shipmentTrack.carrier}, ${shipmentTrack.status}, events: ${shipmentTrack.events.length}`,
  ];
}

/** Asks for the cancellation. */
export async function cancel(url: string, orderId: string, token: string): Promise<[undefined, string]> {
  const { orderCancel } = await askGraph<CancelData>(url, CANCEL, { orderId, key: randomUUID() }, token);
  refuseErrors('orderCancel', orderCancel?.userErrors);
  return [undefined, `accepted, the order is ${orderCancel?.order?.status}`];
}

/** Waits until nothing of the order is left: money refunded, parcel cancelled. */
export async function seeCancelled(url: string, id: string, token: string): Promise<[undefined, string]> {
  const order = await untilOrder(url, id, token, 'CANCELLED');
  const open = (order.payments ?? []).filter(
    ({ amount, refunded }) => refunded.amountMinor !== amount.amountMinor,
  );
  const underWay = (order.shipments ?? []).filter(({ status }) => status !== 'CANCELLED');
  if (open.length + underWay.length > 0) {
    throw new OperatorProblem(
      `the order is cancelled, but this still stands: ${JSON.stringify([...open, ...underWay])}`,
    );
  }
  return [undefined, 'CANCELLED, refunded, shipment cancelled'];
}

type OrderRead = NonNullable<ReadOrderData['order']>;

/** Reads the order until it is in the state `goal`; a final state that is another one ends the wait at once. */
async function untilOrder(
  url: string,
  id: string,
  token: string,
  goal: 'CONFIRMED' | 'CANCELLED',
): Promise<OrderRead> {
  const deadline = Date.now() + SETTLE_LIMIT;
  for (;;) {
    const { order } = await askGraph<ReadOrderData>(url, READ_ORDER, { id }, token);
    if (!order)
      throw new OperatorProblem('the order can not be read with the access token that orderPlace gave.');
    if (order.status === goal) return order;
    if (['FAILED', 'CANCELLED', 'DELIVERED'].includes(order.status) || Date.now() > deadline) {
      throw new OperatorProblem(
        `the order is ${order.status} (saga ${order.saga?.status}) where ${goal} was expected.`,
      );
    }
    await delay(POLL);
  }
}

function refuseErrors(operation: string, errors: readonly UserError[] = []): void {
  if (errors.length === 0) return;
  throw new OperatorProblem(
    `${operation} was refused: ${errors.map(({ code, message }) => `${code} ${message}`).join('; ')}`,
  );
}
