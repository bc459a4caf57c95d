import { z } from 'zod';
import type { ShipmentEventRow, ShipmentRow } from './shipment.entity.ts';
import { SHIPMENT_STATUSES } from './shipment.ts';

/** What REST answers: the schemas that document it, and the functions that make it of rows. */
export const statusSchema = z.enum(SHIPMENT_STATUSES);

const eventSchema = z.object({ status: statusSchema, note: z.string().nullable(), at: z.iso.datetime() });

/** What anyone may know who has the tracking number: no id, no order, no person, no place. */
export const trackSchema = z.object({
  trackingNumber: z.string(),
  carrier: z.string(),
  status: statusSchema,
  events: z.array(eventSchema).describe('Oldest first.'),
});

const addressSchema = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string(),
  country: z.string(),
});

export const shipmentSchema = z.object({
  id: z.string(),
  trackingNumber: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  customerId: z.string().nullable(),
  email: z.string(),
  carrier: z.string(),
  status: statusSchema,
  warehouseId: z.string(),
  address: addressSchema,
  lines: z.array(z.object({ variantId: z.string(), sku: z.string(), name: z.string(), quantity: z.int() })),
  events: z.array(eventSchema).describe('Oldest first.'),
  createdAt: z.iso.datetime(),
});
export type PresentedShipment = z.output<typeof shipmentSchema>;

/** What the order learns of its shipments. */
export const orderShipmentsSchema = z.object({
  orderId: z.string(),
  shipments: z.array(
    z.object({
      id: z.string(),
      trackingNumber: z.string(),
      carrier: z.string(),
      status: statusSchema,
      warehouseId: z.string(),
    }),
  ),
});
export type OrderShipments = z.output<typeof orderShipmentsSchema>;

/** NONE: nothing had been created, and nothing will be. */
export const orderCancellationSchema = orderShipmentsSchema.extend({ status: z.enum(['CANCELLED', 'NONE']) });
export type OrderCancellation = z.output<typeof orderCancellationSchema>;

const presentEvents = (events: readonly ShipmentEventRow[]) =>
  events.map(({ status, note, at }) => ({ status, note: note ?? null, at: at.toISOString() }));

export const presentTrack = (
  { trackingNumber, carrier, status }: ShipmentRow,
  events: readonly ShipmentEventRow[],
) => ({
  trackingNumber,
  carrier,
  status,
  events: presentEvents(events),
});

export const presentShipment = (
  shipment: ShipmentRow,
  events: readonly ShipmentEventRow[],
): PresentedShipment => {
  const { id, orderId, orderNumber, customerId, email, warehouseId, address, lineItems, createdAt } =
    shipment;
  return {
    id,
    ...presentTrack(shipment, events),
    orderId,
    orderNumber,
    customerId: customerId ?? null,
    email,
    warehouseId,
    address: { ...address, line2: address.line2 ?? null, region: address.region ?? null },
    lines: lineItems,
    createdAt: createdAt.toISOString(),
  };
};

/** An order's shipments as its saga is told. */
export const presentOrder = (orderId: string, shipments: readonly ShipmentRow[]): OrderShipments => ({
  orderId,
  shipments: shipments.map(({ id, trackingNumber, carrier, status, warehouseId }) => ({
    id,
    trackingNumber,
    carrier,
    status,
    warehouseId,
  })),
});
