import { notFound } from '@eci/kit/errors';
import { isId, newId } from '@eci/kit/ids';
import type { NewEvent } from '@eci/kit/outbox';
import type { ShipmentContext } from './context.ts';
import type { ShipmentTx } from './database.ts';
import type { ShipmentEventRow, ShipmentRow } from './shipment.entity.ts';
import { type ShipmentStatus, shipmentLifeCycle } from './shipment.ts';

export const shipmentUnknown = (id: string, field: readonly string[] = ['id']) =>
  notFound('SHIPMENT_NOT_FOUND', `No shipment has the id ${id}.`, field);

export interface StatusChange {
  readonly to: ShipmentStatus;
  /** Shown to whoever tracks the parcel. */
  readonly note: string | null;
  /** The argument the id came in, for SHIPMENT_NOT_FOUND. */
  readonly idField?: readonly string[];
  /** Throws when the move must not be made from where the shipment is; the life cycle is asked otherwise. */
  readonly check?: (shipment: ShipmentRow) => void;
}

/**
 * Moves a shipment along its life cycle, with its history and its event, in the caller's transaction.
 *
 * The move is one compare-and-set on the version. Who loses a race (a cancellation against a parcel that leaves)
 * reads the winner's status and is told by the life cycle; versions only grow, so this ends. Throws
 * SHIPMENT_NOT_FOUND, SHIPMENT_STATUS_ILLEGAL, or what `check` throws.
 */
export async function changeStatus(
  ctx: ShipmentContext,
  tx: ShipmentTx,
  id: string,
  change: StatusChange,
): Promise<ShipmentRow> {
  if (!isId('shp', id)) throw shipmentUnknown(id, change.idField);
  for (;;) {
    const before = await tx.selectFrom('shipment').selectAll().where('id', '=', id).executeTakeFirst();
    if (!before) throw shipmentUnknown(id, change.idField);
    change.check?.(before);
    shipmentLifeCycle.require(before.status, change.to);
    const after: ShipmentRow = { ...before, status: change.to, version: before.version + 1 };
    const { numUpdatedRows } = await tx
      .updateTable('shipment')
      .set({ status: after.status, version: after.version })
      .where('id', '=', id)
      .where('version', '=', before.version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) continue;
    await tx
      .insertInto('shipment_event')
      .values(eventOf(after, change.note, ctx.now))
      .execute();
    await ctx.outbox.append(tx, ctx.trace, [statusChanged(after, before.status)]);
    return after;
  }
}

/** The history row of the status a shipment has just taken. */
export const eventOf = (
  { id, version, status }: ShipmentRow,
  note: string | null,
  at: Date,
): ShipmentEventRow => ({
  id: newId('sev'),
  shipmentId: id,
  sequence: version,
  status,
  note,
  at,
});

/** What every event of a shipment tells: enough to write to its recipient, and no address. */
const told = ({ id, orderId, orderNumber, customerId, email, trackingNumber, carrier }: ShipmentRow) => ({
  shipmentId: id,
  orderId,
  orderNumber,
  customerId: customerId ?? null,
  email,
  trackingNumber,
  carrier,
});

const statusChanged = (shipment: ShipmentRow, from: ShipmentStatus): NewEvent => ({
  type: 'eci.shipment.status-changed.v1',
  subject: shipment.id,
  sequence: shipment.version,
  data: { ...told(shipment), from, to: shipment.status },
});

export const created = (shipment: ShipmentRow): NewEvent => ({
  type: 'eci.shipment.created.v1',
  subject: shipment.id,
  sequence: shipment.version,
  data: { ...told(shipment), warehouseId: shipment.warehouseId },
});
