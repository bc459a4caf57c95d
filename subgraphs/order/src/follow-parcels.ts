import { requireStaff } from '@eci/kit/auth';
import { ExpectedError, notFound } from '@eci/kit/errors';
import type { EventConsumer, ReceivedEvent } from '@eci/kit/inbox';
import { format } from '@eci/kit/money';
import type { Outbox } from '@eci/kit/outbox';
import { transact } from '@eci/kit/transaction';
import { z } from 'zod';
import { changeOrder, timelineEntry } from './change-order.ts';
import type { OrderContext } from './context.ts';
import type { entities, OrderTx } from './database.ts';
import type { OrderRow } from './order.entity.ts';
import { movesTowards, type OrderStatus, orderLifeCycle, progressOf } from './order.ts';

const statusChanged = z.object({ shipmentId: z.string(), orderId: z.string(), to: z.string() });
const refunded = z.object({
  orderId: z.string(),
  amount: z.object({ amountMinor: z.int(), currency: z.string() }),
});

/** Consumes what siblings tell of an order's parcels and money. */
export const orderConsumer = (outbox: Outbox): EventConsumer<typeof entities> => ({
  handlers: {
    'eci.shipment.status-changed.v1': async (tx, event) => {
      const { shipmentId, orderId, to } = statusChanged.parse(event.data);
      const order = await lockOrder(tx, orderId);
      if (!order) return;
      await noteShipment(tx, orderId, shipmentId, to);
      await followParcels(tx, outbox, event, order);
    },
    'eci.payment.refunded.v1': async (tx, event) => {
      const { orderId, amount } = refunded.parse(event.data);
      if (await lockOrder(tx, orderId))
        await timelineEntry(tx, orderId, 'REFUNDED', format(amount), event.time).execute();
    },
  },
  afterCommit: () => outbox.wake(),
});

const lockOrder = (tx: OrderTx, id: string): Promise<OrderRow | undefined> =>
  tx.selectFrom('placed_order').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** The order's row is locked, so that reading and writing the parcel is one. */
async function noteShipment(tx: OrderTx, orderId: string, shipmentId: string, status: string): Promise<void> {
  const known = await tx
    .selectFrom('order_shipment')
    .select('shipmentId')
    .where('shipmentId', '=', shipmentId)
    .executeTakeFirst();
  if (known)
    await tx.updateTable('order_shipment').set({ status }).where('shipmentId', '=', shipmentId).execute();
  else await tx.insertInto('order_shipment').values({ shipmentId, orderId, status }).execute();
}

/** Moves the order to where its parcels are. A pending one follows when it is confirmed. */
async function followParcels(
  tx: OrderTx,
  outbox: Outbox,
  event: ReceivedEvent,
  order: OrderRow,
): Promise<void> {
  let current = order;
  for (const to of movesTowards(order.status, await parcelProgress(tx, order.id))) {
    current = await changeOrder(tx, outbox, event.trace, current, { to }, event.time);
  }
}

async function parcelProgress(tx: OrderTx, orderId: string) {
  const parcels = await tx
    .selectFrom('order_shipment')
    .select('status')
    .where('orderId', '=', orderId)
    .execute();
  return progressOf(parcels.map(({ status }) => status));
}

/**
 * Staff sets an order's status by hand: legal edges only, and never ahead of its parcels. Cancelling is cancelOrder's.
 * Throws ORDER_NOT_FOUND, ORDER_STATUS_ILLEGAL.
 */
export async function setOrderStatus(ctx: OrderContext, orderId: string, to: OrderStatus): Promise<OrderRow> {
  requireStaff(ctx.viewer);
  const changed = await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order) throw notFound('ORDER_NOT_FOUND', `No order has the id ${orderId}.`, ['id']);
    orderLifeCycle.require(order.status, to);
    if (to !== 'PROCESSING' && !movesTowards(order.status, await parcelProgress(tx, orderId)).includes(to)) {
      throw new ExpectedError(
        'ORDER_STATUS_ILLEGAL',
        `An order becomes ${to} by its saga, its cancellation or its parcels, not by hand.`,
        { status: 409, field: ['status'] },
      );
    }
    return changeOrder(tx, ctx.outbox, ctx.trace, order, { to, detail: 'by staff' }, ctx.now);
  });
  ctx.outbox.wake();
  return changed;
}
