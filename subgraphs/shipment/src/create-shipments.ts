import { requireCaller } from '@eci/kit/auth';
import { type Done, type OperationValues, recordOperation, writeOnce } from '@eci/kit/idempotency';
import { newCapability, newId } from '@eci/kit/ids';
import { counter } from '@eci/kit/metrics';
import { type OutboxRows, outboxWrites } from '@eci/kit/outbox';
import { requireStepKey } from '@eci/kit/rest-replay';
import { jsonText } from '@eci/kit/transaction';
import { preparedWrites } from '@eci/kit/write-together';
import { created, eventOf } from './change-status.ts';
import type { ShipmentContext } from './context.ts';
import type { ShipmentDb } from './database.ts';
import { type OrderShipments, presentOrder } from './present-shipment.ts';
import { type Headers, SHIP } from './saga-steps.ts';
import type { ShipmentEventRow, ShipmentRow } from './shipment.entity.ts';
import { carrierFor } from './shipment.ts';
import type { ShipmentsCreateInput } from './shipment-input.ts';

const shipmentsCreated = counter('shipments_created_total', 'Shipments created, by carrier.', ['carrier']);

/**
 * Creates an order's shipments, one per parcel, all or none, once: the step `ship` of the order's saga. A repetition
 * gets the first answer; after the step was undone it throws OPERATION_CANCELLED. Throws FORBIDDEN for anyone but the
 * order context, INPUT_INVALID for a key that is not the step's, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_PROGRESS.
 */
export async function createShipments(
  ctx: ShipmentContext,
  headers: Headers,
  input: ShipmentsCreateInput,
): Promise<Done<OrderShipments>> {
  requireCaller(ctx.caller, 'order');
  requireStepKey(headers, input.orderId, SHIP);
  const id = { scope: input.orderId, key: SHIP, request: input, kept: 'saga' } as const;
  const shipments = newShipments(ctx, input);
  const outbox = ctx.outbox.rowsOf(ctx.trace, shipments.map(created));
  const done = await writeOnce(ctx.db, id, presentOrder(input.orderId, shipments), (operation) =>
    writeShipments(ctx.db, ctx.dialect, {
      operation,
      shipments: shipments.map((row) => ({
        ...row,
        address: JSON.stringify(row.address),
        lineItems: JSON.stringify(row.lineItems),
      })),
      history: shipments.map((row) => eventOf(row, null, ctx.now)),
      outbox,
    }),
  );
  if (!done.replayed) {
    for (const { carrier } of done.value.shipments) shipmentsCreated.inc({ carrier });
    ctx.outbox.wake(outbox);
  }
  return done;
}

interface ShipmentsToWrite {
  readonly operation: OperationValues;
  readonly shipments: readonly (Omit<ShipmentRow, 'address' | 'lineItems'> & {
    address: string;
    lineItems: string;
  })[];
  readonly history: readonly ShipmentEventRow[];
  readonly outbox: OutboxRows;
}

/** The step of the saga, its parcels, their history and their events, all or nothing. */
const writeShipments = preparedWrites((db: ShipmentDb, given: ShipmentsToWrite, dialect) => [
  recordOperation(db, dialect, given.operation, 'saga'),
  db.insertInto('shipment').values(
    given.shipments.map((row) => ({
      ...row,
      address: jsonText<ShipmentRow['address']>(row.address),
      lineItems: jsonText<ShipmentRow['lineItems']>(row.lineItems),
    })),
  ),
  db.insertInto('shipment_event').values([...given.history]),
  ...outboxWrites(db, given.outbox, dialect),
]);

/** The rows of an order's parcels, new and PENDING. */
function newShipments({ homeCountry, now }: ShipmentContext, input: ShipmentsCreateInput): ShipmentRow[] {
  const { orderId, orderNumber, customerId, email, address, parcels } = input;
  return parcels.map(({ warehouseId, lines }) => {
    const carrier = carrierFor(homeCountry, address, lines);
    return {
      id: newId('shp'),
      trackingNumber: newCapability(carrier.prefix),
      orderId,
      orderNumber,
      customerId,
      email,
      carrier: carrier.name,
      warehouseId,
      address,
      lineItems: lines,
      status: 'PENDING',
      version: 1,
      createdAt: now,
    };
  });
}
