import { ExpectedError, notFound, parseInput } from '@eci/kit/errors';
import type { Done } from '@eci/kit/idempotency';
import type { Allocation } from './allocation.ts';
import { reservationLifeCycle } from './reservation.ts';
import { reservationChange } from './reservation-change.ts';
import { type Decision, type StockContext, settle } from './settle.ts';
import { commitInput } from './stock-input.ts';

export interface Committed {
  reservationId: string;
  orderId: string;
  status: 'COMMITTED';
  allocations: Allocation[];
}

/**
 * Sells what an order holds: the units leave stock. Races expiry and release on one compare-and-set and happens once.
 * Throws INPUT_INVALID, RESERVATION_EXPIRED, OPERATION_CANCELLED, IDEMPOTENCY_IN_PROGRESS, and RESERVATION_NOT_FOUND
 * (not kept: the reservation may be on its way).
 */
export async function commitStock(ctx: StockContext, raw: unknown): Promise<Done<Committed>> {
  const { orderId } = parseInput(commitInput, raw);
  return settle<Committed>(
    ctx,
    { orderId, step: 'commit', request: { orderId } },
    ({ reservation }): Decision<Committed> => {
      if (!reservation)
        throw notFound('RESERVATION_NOT_FOUND', `No stock is reserved for the order ${orderId}.`, [
          'orderId',
        ]);
      const { id, status, expired, allocations, version } = reservation;
      if (expired || !reservationLifeCycle.allows(status, 'COMMITTED')) return { refusal: tooLate(orderId) };
      return {
        value: { reservationId: id, orderId, status: 'COMMITTED', allocations },
        change: {
          ...reservationChange({ id, orderId, allocations, version: version + 1 }, 'COMMITTED'),
          reservation: { move: { id, from: status, to: 'COMMITTED', expired: false } },
        },
      };
    },
  );
}

const tooLate = (orderId: string) =>
  new ExpectedError(
    'RESERVATION_EXPIRED',
    `The order ${orderId} no longer holds its stock: reserve it with a new order.`,
    {
      status: 409,
      field: ['orderId'],
    },
  );
