import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Address } from './address.ts';
import type { OrderStatus } from './order.ts';
import type { Failure } from './saga.ts';

/** An order; named so since `order` is a reserved word. */
export const PlacedOrder = defineEntity({
  name: 'PlacedOrder',
  properties: {
    id: p.string().length(64).primary(),
    number: p.string().length(32),
    status: p.string().length(16).$type<OrderStatus>(),
    customerId: p.string().length(64).nullable(),
    email: p.string().length(254),
    cartId: p.string().length(64),
    /** The cart while the order stands or is undecided: unique, so a cart has one order at most. */
    activeCartId: p.string().length(64).nullable(),
    currency: p.string().length(3),
    subtotalMinor: p.bigint('number'),
    shippingMinor: p.bigint('number'),
    taxMinor: p.bigint('number'),
    totalMinor: p.bigint('number'),
    address: p.json<Address>(),
    failure: p.json<Failure>().nullable(),
    /** Counts changes; the sequence of its events. */
    version: p.integer(),
    placedAt: p.datetime(3),
  },
});
export type OrderRow = InferEntity<typeof PlacedOrder>;

/** A line as it was when the order was placed. */
export const OrderLine = defineEntity({
  name: 'OrderLine',
  properties: {
    id: p.string().length(64).primary(),
    orderId: p.string().length(64),
    variantId: p.string().length(64),
    sku: p.string().length(64),
    name: p.string().length(320),
    quantity: p.integer(),
    unitPriceMinor: p.bigint('number'),
    currency: p.string().length(3),
  },
});
export type OrderLineRow = InferEntity<typeof OrderLine>;

export type OrderEventKind =
  | 'PLACED'
  | 'CONFIRMED'
  | 'PROCESSING'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'FAILED'
  | 'CANCEL_REQUESTED'
  | 'CANCEL_REFUSED'
  | 'CANCELLED'
  | 'REFUNDED';

/** An entry of the timeline. */
export const OrderEvent = defineEntity({
  name: 'OrderEvent',
  properties: {
    id: p.string().length(64).primary(),
    orderId: p.string().length(64),
    kind: p.string().length(24).$type<OrderEventKind>(),
    detail: p.string().length(500).nullable(),
    at: p.datetime(3),
  },
});
export type OrderEventRow = InferEntity<typeof OrderEvent>;

/** What order knows of its parcels, from the shipment context's events. */
export const OrderShipment = defineEntity({
  name: 'OrderShipment',
  properties: {
    shipmentId: p.string().length(64).primary(),
    orderId: p.string().length(64),
    status: p.string().length(16),
  },
});
