import { requireCaller } from '@eci/kit/auth';
import { ExpectedError, forbidden } from '@eci/kit/errors';
import { type Done, runOnce, tombstone } from '@eci/kit/idempotency';
import { counter } from '@eci/kit/metrics';
import { requireStepKey } from '@eci/kit/rest-replay';
import { changeStatus } from './change-status.ts';
import type { ShipmentContext } from './context.ts';
import type { ShipmentTx } from './database.ts';
import {
  type OrderCancellation,
  type PresentedShipment,
  presentOrder,
  presentShipment,
} from './present-shipment.ts';
import { CANCEL_SHIPMENT, type Headers, SHIP } from './saga-steps.ts';
import type { ShipmentRow } from './shipment.entity.ts';
import { hasLeft } from './shipment.ts';

const lost = counter('shipment_cancellations_lost_total', 'Cancellations refused because a parcel had left.');

/** Shown to whoever tracks the parcel, so it does not repeat the reason, which is between customer and shop. */
const ORDER_CANCELLED = 'The order was cancelled.';

function refuseLeft({ id, status }: ShipmentRow): void {
  if (!hasLeft(status)) return;
  lost.inc();
  throw new ExpectedError(
    'SHIPMENT_ALREADY_SHIPPED',
    `The shipment ${id} is ${status}: it can not be cancelled any more.`,
    {
      status: 409,
      details: { shipmentId: id },
    },
  );
}

/**
 * Undoes the step `ship` of an order's saga: cancels its shipments, all or none, and refuses a `ship` that comes later.
 * Throws SHIPMENT_ALREADY_SHIPPED when a parcel has left; then every shipment stays as it is. Throws FORBIDDEN for
 * anyone but the order context, INPUT_INVALID for a key that is not the step's, IDEMPOTENCY_IN_PROGRESS while `ship`
 * runs.
 */
export async function cancelOrderShipments(
  ctx: ShipmentContext,
  headers: Headers,
  orderId: string,
): Promise<Done<OrderCancellation>> {
  requireCaller(ctx.caller, 'order');
  requireStepKey(headers, orderId, CANCEL_SHIPMENT);
  // The reason is no part of the request's identity: whoever repeats the undo may word it differently.
  const id = { scope: orderId, key: CANCEL_SHIPMENT, request: { orderId }, kept: 'saga' } as const;
  const done = await runOnce(ctx.db, ctx.dialect, id, async (tx): Promise<OrderCancellation> => {
    const wasFirst = await tombstone(tx, ctx.dialect, orderId, SHIP);
    if (wasFirst) return { ...presentOrder(orderId, []), status: 'NONE' };
    // Locked, so that one which is cancelled alone meanwhile is not taken for a refusal of this undo.
    const shipments = await tx
      .selectFrom('shipment')
      .selectAll()
      .where('orderId', '=', orderId)
      .orderBy('id')
      .forUpdate()
      .execute();
    const after: ShipmentRow[] = [];
    for (const shipment of shipments) {
      const isDone = shipment.status === 'CANCELLED';
      after.push(
        isDone
          ? shipment
          : await changeStatus(ctx, tx, shipment.id, {
              to: 'CANCELLED',
              note: ORDER_CANCELLED,
              check: refuseLeft,
            }),
      );
    }
    return { ...presentOrder(orderId, after), status: after.length > 0 ? 'CANCELLED' : 'NONE' };
  });
  if (!done.replayed) ctx.outbox.wake();
  return done;
}

/**
 * Cancels one shipment, for the order context, which owes its customer the money then; `key` is the caller's own.
 * Throws FORBIDDEN for anyone else, SHIPMENT_NOT_FOUND, SHIPMENT_ALREADY_SHIPPED, SHIPMENT_STATUS_ILLEGAL when it is
 * cancelled already.
 */
export async function cancelShipment(
  ctx: ShipmentContext,
  key: string,
  id: string,
  reason: string | null,
): Promise<Done<PresentedShipment>> {
  if (ctx.caller !== 'order')
    throw forbidden('Only the order service cancels a shipment: cancel the order instead.');
  const request = { id, reason };
  const operation = { scope: 'service:order:shipmentCancel', key, request, kept: 'client' } as const;
  const done = await runOnce(ctx.db, ctx.dialect, operation, async (tx) => {
    const cancelled = await changeStatus(ctx, tx, id, {
      to: 'CANCELLED',
      note: ORDER_CANCELLED,
      check: refuseLeft,
    });
    return presentShipment(cancelled, await historyOf(tx, id));
  });
  if (!done.replayed) ctx.outbox.wake();
  return done;
}

const historyOf = (tx: ShipmentTx, id: string) =>
  tx.selectFrom('shipment_event').selectAll().where('shipmentId', '=', id).orderBy('sequence').execute();
