import { parseInput } from '@eci/kit/errors';
import { type Done, findOperation, type OperationId, tombstone } from '@eci/kit/idempotency';
import { inProgress } from '@eci/kit/idempotency-key';
import { claimOperation, finishOperation } from '@eci/kit/operation-lease';
import { transact } from '@eci/kit/transaction';
import { requireOrder } from './charge-order.ts';
import type { PaymentContext } from './context.ts';
import type { PaymentTx } from './database.ts';
import { resolveCharge } from './drive-charge.ts';
import { leftToRefund } from './payment.ts';
import { orderRefundInput } from './payment-input.ts';
import type { RefundRow } from './refund.entity.ts';
import { reservedRefund, reserveRefund } from './reserve-refund.ts';
import { CHARGE } from './settle-charge.ts';
import { type OrderRefund, orderRefund, settleRefund } from './settle-refund.ts';

const REFUND = 'refund';

/**
 * The undo of an order's charge: gives back all that is left of it, once for ever. A charge that never arrived is
 * barred by a tombstone and answered NONE, as is one that failed; one that is open is decided first.
 * Throws IDEMPOTENCY_IN_PROGRESS until it is sure of its answer: repeat it then.
 */
export async function refundOrder(
  ctx: PaymentContext,
  raw: unknown,
  checkKeyOf: (orderId: string) => void,
): Promise<Done<OrderRefund>> {
  requireOrder(ctx);
  const { orderId, reason } = parseInput(orderRefundInput, raw);
  checkKeyOf(orderId);
  const id: OperationId = { scope: orderId, key: REFUND, request: { orderId, reason }, kept: 'saga' };
  await decideCharge(ctx, orderId);
  const step = await transact(ctx.db, (tx) => openOrderRefund(tx, id, reason, ctx.cashier.leaseMs));
  if ('value' in step) return step;
  const outcome = await settleRefund(ctx.cashier, step, ctx.trace);
  if (!outcome || 'error' in outcome) throw inProgress();
  return { value: outcome.ok as OrderRefund, replayed: false };
}

/** A charge under way must be known before it can be undone; one that the provider has never heard of is stopped there. */
async function decideCharge({ db, cashier, trace }: PaymentContext, orderId: string): Promise<void> {
  const charge = await findOperation(db, orderId, CHARGE);
  if (!charge || charge.outcome !== null) return;
  const payment = await db
    .selectFrom('payment')
    .selectAll()
    .where('orderId', '=', orderId)
    .where('status', '=', 'PENDING')
    .executeTakeFirst();
  if (payment && !(await resolveCharge(cashier, payment, trace, true))) throw inProgress();
}

/** Claims the undo and, in the same transaction, bars the charge or reserves what is to be given back. */
async function openOrderRefund(
  tx: PaymentTx,
  id: OperationId,
  reason: string,
  leaseMs: number,
): Promise<RefundRow | Done<OrderRefund>> {
  const orderId = id.scope;
  const claim = await claimOperation(tx, 'postgresql', id, leaseMs);
  if (claim.state === 'done') return claim.done as Done<OrderRefund>;
  if (claim.resumed) return reservedRefund(tx, id);
  const finish = async (value: OrderRefund): Promise<Done<OrderRefund>> => {
    await finishOperation(tx, id.scope, id.key, { ok: value });
    return { value, replayed: false };
  };
  const nothing: OrderRefund = { orderId, status: 'NONE', amount: null };
  if (await tombstone(tx, 'postgresql', orderId, CHARGE)) return finish(nothing);
  // It arrived between the look at it and this transaction: leave no trace and let the saga ask again.
  if ((await findOperation(tx, orderId, CHARGE))?.outcome == null) throw inProgress();

  const refund = await reserveRefund(tx, id, { of: { orderId }, amount: null, reason }, leaseMs);
  if (refund) return refund;
  const payment = await tx
    .selectFrom('payment')
    .selectAll()
    .where('orderId', '=', orderId)
    .where('status', '<>', 'FAILED')
    .executeTakeFirst();
  if (!payment) return finish(nothing);
  // A refund of staff's is on its way: whether it leaves something to give back is known when it is decided.
  if (leftToRefund(payment) > 0 || payment.refundingMinor > 0) throw inProgress();
  return finish(orderRefund(orderId, { amountMinor: 0, currency: payment.currency }));
}
