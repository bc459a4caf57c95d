import { type ExpectedError, unavailable } from '@eci/kit/errors';
import { type Done, failure, type OperationId, replay } from '@eci/kit/idempotency';
import { inProgress, requestHash } from '@eci/kit/idempotency-key';
import type { Outbox } from '@eci/kit/outbox';
import type { Trace } from '@eci/kit/trace';
import { isLockTimeout, isUniqueViolation, retried } from '@eci/kit/transaction';
import { changeStock, type StockChange } from './change-stock.ts';
import type { InventoryDb } from './database.ts';
import { type Seen, type Step, see } from './see-order.ts';

/** What the steps of an order need; the request's context has it. */
export interface StockContext {
  readonly db: InventoryDb;
  readonly outbox: Outbox;
  readonly trace: Trace;
}

/** What a step decides from what it saw: a change with its answer, or a refusal that is kept. */
export type Decision<V> = { value: V; change: StockChange } | { refusal: ExpectedError };

/** Lost races in a row after which a step gives up for the moment. Each lost race is a step that another order won. */
const ROUNDS = 50;

/**
 * Takes a step of an order exactly once: looks at everything the decision needs in one statement, lets the pure
 * `decide` choose, and writes the choice, its outcome and its events in one statement that takes effect only if what
 * was seen still holds. If not, it looks again. A repetition gets the stored outcome (a stored failure is thrown).
 * Throws OPERATION_CANCELLED when the release came first, IDEMPOTENCY_IN_PROGRESS when a lock is not to be had.
 */
export async function settle<V>(
  ctx: StockContext,
  {
    orderId,
    step,
    request,
    variantIds = [],
  }: { orderId: string; step: Step; request: unknown; variantIds?: readonly string[] },
  decide: (seen: Seen) => Decision<V>,
): Promise<Done<V>> {
  const id: OperationId = { scope: orderId, key: step, request, kept: 'saga' };
  for (let round = 0; round < ROUNDS; round++) {
    const seen = await see(ctx.db, orderId, variantIds);
    const stored = seen.operations[step];
    if (stored) return replay<V>(stored, id);
    const decision = decide(seen);
    const written = await write(ctx, id, decision);
    if (!written) continue;
    if ('refusal' in decision) throw decision.refusal;
    return { value: decision.value, replayed: false };
  }
  throw unavailable('Too many orders want the same stock at this moment: repeat the request in a second.');
}

/** False when the decision came too late: nothing is written then. */
async function write(ctx: StockContext, id: OperationId, decision: Decision<unknown>): Promise<boolean> {
  const outcome =
    'refusal' in decision ? failure(decision.refusal, ctx.trace.traceId) : { ok: decision.value };
  const change: StockChange =
    'refusal' in decision ? { cause: 'RESERVED', reference: id.scope, levels: [] } : decision.change;
  const record = { scope: id.scope, operationKey: id.key, requestHash: requestHash(id.request), outcome };
  try {
    return await retried(() =>
      changeStock(ctx.db, ctx.outbox, ctx.trace, {
        ...change,
        operations: [record, ...(change.operations ?? [])],
      }),
    );
  } catch (error) {
    if (isLockTimeout(error)) throw inProgress();
    // The statement was a transaction of its own, so it is undone whole; a twin or the release has written its row.
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
