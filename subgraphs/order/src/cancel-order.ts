import { isStaff, maySee, type Viewer } from '@eci/kit/auth';
import { databaseNow } from '@eci/kit/clock';
import { ExpectedError, notFound, parseInput } from '@eci/kit/errors';
import { type Done, runOnce } from '@eci/kit/idempotency';
import { checkKey } from '@eci/kit/idempotency-key';
import { line } from '@eci/kit/text';
import { json } from '@eci/kit/transaction';
import { timelineEntry } from './change-order.ts';
import type { OrderContext } from './context.ts';
import type { OrderTx } from './database.ts';
import type { OrderRow } from './order.entity.ts';
import type { SagaRow } from './saga.entity.ts';
import { advance } from './saga.ts';

const reasonText = line(500).nullish();

/**
 * Asks for an order's cancellation and returns the order as it stands: a running saga takes the request in at its next
 * commit, a completed one starts to undo. Whether it wins against shipping shows in the order's status.
 * Throws ORDER_NOT_FOUND (also for someone else's), ORDER_NOT_CANCELLABLE, IDEMPOTENCY_KEY_REUSED.
 */
export async function cancelOrder(
  ctx: OrderContext,
  orderId: string,
  rawReason: unknown,
  rawKey: unknown,
): Promise<Done<OrderRow>> {
  const key = checkKey(rawKey);
  const reason = parseInput(reasonText, rawReason, ['reason']) ?? null;
  const order = await ctx.loaders.order.clear(orderId).load(orderId);
  if (!order || !maySee(ctx.viewer, order.customerId ?? null, orderId))
    throw notFound('ORDER_NOT_FOUND', 'No order of yours has this id.', ['orderId']);
  const id = {
    scope: scopeOf(ctx.viewer, orderId),
    key,
    request: { orderId, reason },
    kept: 'client' as const,
  };
  const { replayed } = await runOnce(ctx.db, ctx.dialect, id, async (tx) => {
    await requestCancellation(ctx, tx, orderId, reason);
    return { orderId };
  });
  ctx.services.runner.wake();
  const value = await ctx.db
    .selectFrom('placed_order')
    .selectAll()
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  return { value, replayed };
}

const scopeOf = (viewer: Viewer, orderId: string): string =>
  viewer.kind === 'user' ? `user:${viewer.id}:orderCancel` : `order:${orderId}:orderCancel`;

/** Locks the saga first, then the order, in the order in which the saga's own transactions take them. */
async function requestCancellation(
  ctx: OrderContext,
  tx: OrderTx,
  orderId: string,
  reason: string | null,
): Promise<void> {
  const saga = await tx
    .selectFrom('saga')
    .selectAll()
    .where('orderId', '=', orderId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { status } = await tx
    .selectFrom('placed_order')
    .select('status')
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const underWay = saga.cancelRequestedAt !== null && saga.status !== 'COMPENSATED';
  if (
    !['PENDING', 'CONFIRMED', 'PROCESSING'].includes(status) ||
    (saga.status === 'COMPENSATING' && !underWay)
  ) {
    throw new ExpectedError(
      'ORDER_NOT_CANCELLABLE',
      `The order is ${status}${saga.status === 'COMPENSATING' ? ' and being undone' : ''}: it can not be cancelled.`,
      {
        status: 409,
        field: ['orderId'],
      },
    );
  }
  // A second request while the first is under way asks for what happens anyway.
  if (underWay) return;
  const by = isStaff(ctx.viewer) ? 'staff' : 'customer';
  await timelineEntry(tx, orderId, 'CANCEL_REQUESTED', reason ?? `by ${by}`, ctx.now).execute();
  await tx
    .updateTable('saga')
    .set(changeOf(ctx, saga, reason))
    .where('orderId', '=', orderId)
    .execute();
}

/** A running saga sees the flag at its next write; a completed one is handed over to whoever claims it. */
function changeOf(ctx: OrderContext, saga: SagaRow, cancelReason: string | null) {
  const flag = { cancelReason, cancelRequestedAt: databaseNow(ctx.dialect) };
  // A saga that waits without an owner is woken; one that runs sees the flag at its next write.
  if (saga.status === 'RUNNING')
    return saga.leaseOwner === null ? { ...flag, dueAt: databaseNow(ctx.dialect) } : flag;
  const { saga: undoing } = advance(saga.state, { type: 'cancel-requested' }, ctx.now);
  return { ...flag, status: undoing.status, state: json(undoing), dueAt: databaseNow(ctx.dialect) };
}
