import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ReservationStatus } from './reservation.ts';

/** Stock promised to one order. */
export const Reservation = defineEntity({
  name: 'Reservation',
  properties: {
    id: p.string().length(64).primary(),
    orderId: p.string().length(64),
    status: p.string().length(16).$type<ReservationStatus>(),
    /** On the database's clock. */
    expiresAt: p.datetime(3),
    version: p.integer(),
    createdAt: p.datetime(3),
  },
});
export type ReservationRow = InferEntity<typeof Reservation>;

/** What the order gets from one warehouse. */
export const ReservationLine = defineEntity({
  name: 'ReservationLine',
  properties: {
    reservationId: p.string().length(64).primary(),
    variantId: p.string().length(64).primary(),
    warehouseId: p.string().length(64).primary(),
    quantity: p.integer(),
  },
});
