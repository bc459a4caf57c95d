import { CANCELLED } from '@eci/kit/idempotency';
import type { Allocation } from './allocation.ts';
import type { OperationRecord, StockChange } from './change-stock.ts';
import { type ReservationStatus, UNIT_DELTAS } from './reservation.ts';
import type { Step } from './see-order.ts';
import type { MovementCause } from './stock.entity.ts';

const CHANGES: Readonly<Record<ReservationStatus, { cause: MovementCause; event: string }>> = {
  HELD: { cause: 'RESERVED', event: 'reserved' },
  COMMITTED: { cause: 'COMMITTED', event: 'committed' },
  RELEASED: { cause: 'RELEASED', event: 'released' },
  EXPIRED: { cause: 'EXPIRED', event: 'released' },
  RETURNED: { cause: 'RETURNED', event: 'returned' },
};

interface Changing {
  readonly id: string;
  readonly orderId: string;
  readonly allocations: readonly Allocation[];
  /** After the change. */
  readonly version: number;
}

/** The stock, the ledger's entries and the event of a reservation that becomes `status`. */
export function reservationChange(reservation: Changing, status: ReservationStatus): StockChange {
  const { id, orderId, allocations, version } = reservation;
  const { cause, event } = CHANGES[status];
  const data = { reservationId: id, orderId, allocations };
  return {
    cause,
    reference: orderId,
    levels: allocations.map(({ variantId, warehouseId, quantity }) => ({
      variantId,
      warehouseId,
      onHandDelta: UNIT_DELTAS[status].onHand * quantity,
      heldDelta: UNIT_DELTAS[status].held * quantity,
    })),
    events: [{ type: `eci.stock.${event}.v1`, subject: id, sequence: version, data }],
  };
}

/** The row that refuses a step which has not arrived yet, for ever. */
export const tombstoneOf = (orderId: string, step: Step): OperationRecord => ({
  scope: orderId,
  operationKey: step,
  requestHash: null,
  outcome: CANCELLED,
});
