import { ExpectedError, parseInput } from '@eci/kit/errors';
import type { Done } from '@eci/kit/idempotency';
import { newId } from '@eci/kit/ids';
import { type Allocation, allocate, mergeLines } from './allocation.ts';
import { reservationChange } from './reservation-change.ts';
import { type StockContext, settle } from './settle.ts';
import { reserveInput } from './stock-input.ts';

export interface Held {
  reservationId: string;
  orderId: string;
  status: 'HELD';
  /** ISO 8601, on the database's clock. */
  expiresAt: string;
  allocations: Allocation[];
}

/**
 * Holds everything an order wants, or nothing, for `ttlSeconds`; once per order, whoever repeats it.
 * Throws INPUT_INVALID, OUT_OF_STOCK (details: variantId, available units), OPERATION_CANCELLED,
 * IDEMPOTENCY_IN_PROGRESS, IDEMPOTENCY_KEY_REUSED.
 */
export async function reserveStock(
  ctx: StockContext & { reservationTtlSeconds: number },
  raw: unknown,
): Promise<Done<Held>> {
  const input = parseInput(reserveInput, raw);
  const { orderId } = input;
  const lines = mergeLines(input.lines);
  const variantIds = lines.map(({ variantId }) => variantId);
  return settle<Held>(
    ctx,
    { orderId, step: 'reserve', request: { orderId, lines }, variantIds },
    ({ levels, now }) => {
      const result = allocate(levels, lines);
      if ('short' in result) return { refusal: outOfStock(result.short) };
      const { allocations } = result;
      const id = newId('res');
      const expiresAt = new Date(now.getTime() + ctx.reservationTtlSeconds * 1_000);
      return {
        value: {
          reservationId: id,
          orderId,
          status: 'HELD',
          expiresAt: expiresAt.toISOString(),
          allocations,
        },
        change: {
          ...reservationChange({ id, orderId, allocations, version: 1 }, 'HELD'),
          reservation: { make: { id, orderId, expiresAt } },
        },
      };
    },
  );
}

const outOfStock = ({ variantId, available }: { variantId: string; available: number }) =>
  new ExpectedError(
    'OUT_OF_STOCK',
    `Of the variant ${variantId} only ${available} can be had: order less of it.`,
    {
      status: 409,
      field: ['lines'],
      details: { variantId, available },
    },
  );
