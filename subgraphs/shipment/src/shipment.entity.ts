import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Destination, ShipmentLine, ShipmentStatus } from './shipment.ts';

/** One parcel: what one warehouse sends for one order. Address and lines are snapshots the order gave. */
export const Shipment = defineEntity({
  name: 'Shipment',
  properties: {
    id: p.string().length(64).primary(),
    /** A capability: whoever knows it may follow the parcel. Never logged as it is. */
    trackingNumber: p.string().length(64),
    orderId: p.string().length(64),
    orderNumber: p.string().length(64),
    /** Null for a guest's order. */
    customerId: p.string().length(64).nullable(),
    email: p.string().length(254),
    carrier: p.string().length(32),
    warehouseId: p.string().length(64),
    address: p.json<Destination>(),
    lineItems: p.json<ShipmentLine[]>(),
    status: p.string().length(16).$type<ShipmentStatus>(),
    /** Number of its events; every change counts it up by one and is decided by comparing it. */
    version: p.integer(),
    createdAt: p.datetime(3),
  },
});
export type ShipmentRow = InferEntity<typeof Shipment>;

/** A shipment's history: one row per status it took, never changed. */
export const ShipmentEvent = defineEntity({
  name: 'ShipmentEvent',
  properties: {
    id: p.string().length(64).primary(),
    shipmentId: p.string().length(64),
    /** The shipment's version that this made. */
    sequence: p.integer(),
    status: p.string().length(16).$type<ShipmentStatus>(),
    note: p.string().length(500).nullable(),
    at: p.datetime(3),
  },
});
export type ShipmentEventRow = InferEntity<typeof ShipmentEvent>;
