import { OperatorProblem } from '../operator-problem.ts';
import type { VariantIds } from './fill-shelves.ts';
import { CURRENCY } from './shop.ts';
import type { ShopClient } from './shop-client.ts';
import { type AccountName, orders, registered, type SeedOrder } from './story.ts';

/** An order as far as the story needs it. */
interface FoundOrder {
  id: string;
  status: string;
  email: string | null;
  lines: { sku: string; quantity: number }[];
  saga: { status: string } | null;
  payments: { id: string; refunded: { amountMinor: number } }[] | null;
  shipments: { id: string; status: string }[] | null;
}
const ORDER =
  'id status email lines { sku quantity } saga { status } payments { id refunded { amountMinor } } shipments { id status }';

const ADD = { name: 'cartLinesAdd', args: { lines: '[CartLineInput!]!' }, selection: 'cart { id }' };
const PLACE = {
  name: 'orderPlace',
  args: { input: 'OrderPlaceInput!', idempotencyKey: 'String!' },
  selection: 'order { id }',
};
const CANCEL = {
  name: 'orderCancel',
  args: { orderId: 'ID!', reason: 'String', idempotencyKey: 'String!' },
  selection: 'order { id }',
};
const MOVE = {
  name: 'shipmentStatusUpdate',
  args: { shipmentId: 'ID!', status: 'ShipmentStatus!' },
  selection: 'shipment { id }',
};
const REFUND = {
  name: 'paymentRefund',
  args: { paymentId: 'ID!', amount: 'MoneyInput', reason: 'String', idempotencyKey: 'String!' },
  selection: 'payment { id }',
};

/** A parcel's way. */
const WAY = ['PENDING', 'PICKED', 'SHIPPED', 'IN_TRANSIT', 'DELIVERED'] as const;

export interface Cast {
  readonly staff: ShopClient;
  readonly nobody: ShopClient;
  readonly accounts: Readonly<Record<AccountName, ShopClient>>;
  /** The address the demo customer signs in with. */
  readonly demoEmail: string;
}

/**
 * Lets the story's orders happen, each by its buyer and through the saga, then has the staff pick, ship, refund and
 * cancel. What happened at an earlier run is found and not repeated.
 */
export async function playStory(cast: Cast, variants: VariantIds): Promise<void> {
  const known = await findOrders(cast.staff);
  await Promise.all(
    orders.map(async (order, index) => {
      const key = `demo-shop:order-${index + 1}`;
      const id =
        known.get(markOf(emailOf(cast, order), order.lines))?.id ?? (await place(cast, order, key, variants));
      await follow(cast.staff, order, key, id);
    }),
  );
}

/** By who bought what, which is different for each order of the story. */
async function findOrders(staff: ShopClient): Promise<Map<string, FoundOrder>> {
  const { orders: found } = await staff.ask<{ orders: { nodes: FoundOrder[] } }>(
    `query SeedOrders { orders(first: 100) { nodes { ${ORDER} } } }`,
  );
  return new Map(
    found.nodes.map((order) => [
      markOf(
        order.email ?? '',
        order.lines.map(({ sku, quantity }) => [sku, quantity] as const),
      ),
      order,
    ]),
  );
}

/** What tells an order of the story from all others. */
export const markOf = (email: string, lines: SeedOrder['lines']): string =>
  JSON.stringify([email.toLowerCase(), lines.map(([sku, quantity]) => `${quantity} ${sku}`).sort()]);

function emailOf({ demoEmail }: Cast, { buyer }: SeedOrder): string {
  if ('guest' in buyer) return buyer.guest;
  return buyer.account === 'demo' ? demoEmail : registered[buyer.account].email;
}

async function place(
  cast: Cast,
  { buyer, shipTo, lines, paymentToken }: SeedOrder,
  idempotencyKey: string,
  variants: VariantIds,
): Promise<string> {
  const client = 'guest' in buyer ? cast.nobody : cast.accounts[buyer.account];
  const wanted = lines.map(([sku, quantity]) => ({ variantId: variants.get(sku), quantity }));
  const [added] = await client.mutate<{ cart: { id: string } }>(ADD, [{ lines: wanted }]);
  const input = {
    cartId: added!.cart.id,
    shippingAddress: shipTo,
    paymentToken,
    ...('guest' in buyer && { email: buyer.guest }),
  };
  const [placed] = await client.mutate<{ order: { id: string } | null }>(
    PLACE,
    [{ input, idempotencyKey }],
    paymentToken === 'tok_ok' ? [] : ['PAYMENT_DECLINED'],
  );
  if (!placed?.order)
    throw new OperatorProblem(
      `The demo shop can not be filled: ${idempotencyKey} was not placed. npm start tries again.`,
    );
  return placed.order.id;
}

/** Takes an order to where the story has it, from wherever it is. */
async function follow(
  staff: ShopClient,
  { fate, refundMinor, reason }: SeedOrder,
  key: string,
  id: string,
): Promise<void> {
  if (fate === 'PLACED' && refundMinor === undefined) return;
  const { order } = await staff.ask<{ order: FoundOrder }>(
    `query SeedOrder($id: ID!) { order(id: $id) { ${ORDER} } }`,
    { id },
  );
  if (fate === 'CANCELLED') {
    const isUnderWay = order.status === 'CANCELLED' || order.saga?.status === 'COMPENSATING';
    if (!isUnderWay) await staff.mutate(CANCEL, [{ orderId: id, reason, idempotencyKey: `${key}:cancel` }]);
    return;
  }
  const moves = (order.shipments ?? []).flatMap((shipment) =>
    stepsTo(fate, shipment.status).map((status) => ({ shipmentId: shipment.id, status })),
  );
  await staff.mutate(MOVE, moves);
  const [payment] = order.payments ?? [];
  if (refundMinor !== undefined && payment?.refunded.amountMinor === 0) {
    await staff.mutate(REFUND, [
      {
        paymentId: payment.id,
        amount: { amountMinor: refundMinor, currency: CURRENCY },
        reason,
        idempotencyKey: `${key}:refund`,
      },
    ]);
  }
}

/** The statuses a parcel passes from `status`, without it, to `goal`; none when it is there, beyond it, or off the way. */
export function stepsTo(goal: string, status: string): string[] {
  const way: readonly string[] = WAY;
  const from = way.indexOf(status);
  return from === -1 ? [] : way.slice(from + 1, way.indexOf(goal) + 1);
}
