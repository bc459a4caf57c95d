import { parseInput } from '@eci/kit/errors';
import type { Done } from '@eci/kit/idempotency';
import { undone } from './reservation.ts';
import { reservationChange, tombstoneOf } from './reservation-change.ts';
import type { Step } from './see-order.ts';
import { type Decision, type StockContext, settle } from './settle.ts';
import { releaseInput } from './stock-input.ts';

export interface Released {
  orderId: string;
  /** NONE: nothing had arrived, and nothing will. */
  status: 'RELEASED' | 'RETURNED' | 'NONE';
}

const ORIGINALS: readonly Step[] = ['reserve', 'commit'];

/**
 * Undoes whatever an order did to stock: a hold is released, sold units are put back. Steps that have not arrived are
 * cancelled for good: a reserve or commit that comes late is refused. Happens once. Throws INPUT_INVALID and
 * IDEMPOTENCY_IN_PROGRESS, nothing else: an undo can not be refused.
 */
export async function releaseStock(ctx: StockContext, raw: unknown): Promise<Done<Released>> {
  const { orderId } = parseInput(releaseInput, raw);
  // The reason is not part of the request's identity: an undo that is repeated in other words is still the same undo.
  return settle<Released>(
    ctx,
    { orderId, step: 'release', request: { orderId } },
    ({ reservation, operations }): Decision<Released> => {
      const tombstones = ORIGINALS.filter((step) => !operations[step]).map((step) =>
        tombstoneOf(orderId, step),
      );
      const status = reservation && undone(reservation.status);
      if (!status) {
        const value: Released = { orderId, status: reservation ? 'RELEASED' : 'NONE' };
        return {
          value,
          change: { cause: 'RELEASED', reference: orderId, levels: [], operations: tombstones },
        };
      }
      const { id, allocations, version } = reservation;
      return {
        value: { orderId, status },
        change: {
          ...reservationChange({ id, orderId, allocations, version: version + 1 }, status),
          reservation: { move: { id, from: reservation.status, to: status } },
          operations: tombstones,
        },
      };
    },
  );
}
