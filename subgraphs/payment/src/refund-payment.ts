import { requireStaff, requireUser } from '@eci/kit/auth';
import { ExpectedError, parseInput } from '@eci/kit/errors';
import { type Done, failure, type OperationId } from '@eci/kit/idempotency';
import { checkKey, inProgress } from '@eci/kit/idempotency-key';
import { claimOperation, finishOperation } from '@eci/kit/operation-lease';
import { transact } from '@eci/kit/transaction';
import type { PaymentContext } from './context.ts';
import type { PaymentTx } from './database.ts';
import { type PaymentView, refundRefusal } from './payment.ts';
import { refundInput } from './payment-input.ts';
import type { RefundRow } from './refund.entity.ts';
import { type RefundWish, reservedRefund, reserveRefund } from './reserve-refund.ts';
import { settleRefund } from './settle-refund.ts';

/**
 * Gives money of a payment back on behalf of staff: `amount`, or all that is left without one. Answers the payment
 * after it; a repetition of the key answers the same, whichever face it comes by.
 * Throws UNAUTHENTICATED, FORBIDDEN, INPUT_INVALID, PAYMENT_NOT_FOUND, PAYMENT_NOT_REFUNDABLE, CURRENCY_MISMATCH,
 * REFUND_EXCEEDS_CAPTURED, REFUND_REFUSED, IDEMPOTENCY_KEY_REUSED, and IDEMPOTENCY_IN_PROGRESS while it is undecided.
 */
export async function refundPayment(
  ctx: PaymentContext,
  raw: unknown,
  idempotencyKey: string,
): Promise<Done<PaymentView>> {
  requireStaff(ctx.viewer);
  const { paymentId, amount = null, reason = null } = parseInput(refundInput, raw);
  const id: OperationId = {
    scope: `user:${requireUser(ctx.viewer).id}:paymentRefund`,
    key: checkKey(idempotencyKey),
    request: { paymentId, amount, reason },
    kept: 'client',
  };
  const step = await transact(ctx.db, (tx) =>
    openRefund(tx, id, { of: { paymentId }, amount, reason }, ctx.cashier.leaseMs),
  );
  if (step instanceof ExpectedError) throw step;
  if ('value' in step) return step;
  const outcome = await settleRefund(ctx.cashier, step, ctx.trace);
  if (!outcome) throw inProgress();
  if ('ok' in outcome) return { value: outcome.ok as PaymentView, replayed: false };
  const { code, message, status, details } = outcome.error;
  throw new ExpectedError(code, message, { status, details });
}

/** Claims the key and reserves the amount in one transaction; a refusal is its outcome, and is returned to be thrown. */
async function openRefund(
  tx: PaymentTx,
  id: OperationId,
  wish: RefundWish & { of: { paymentId: string } },
  leaseMs: number,
): Promise<RefundRow | Done<PaymentView> | ExpectedError> {
  const claim = await claimOperation(tx, 'postgresql', id, leaseMs);
  if (claim.state === 'done') return claim.done as Done<PaymentView>;
  if (claim.resumed) return reservedRefund(tx, id);
  const refund = await reserveRefund(tx, id, wish, leaseMs);
  if (refund) return refund;
  const { paymentId } = wish.of;
  const payment = await tx.selectFrom('payment').selectAll().where('id', '=', paymentId).executeTakeFirst();
  // Only when it is decided is it known whether something is left: the key stays free.
  if (!wish.amount && payment && payment.refundingMinor > 0) throw inProgress();
  const refusal = refundRefusal(paymentId, payment, wish.amount);
  await finishOperation(tx, id.scope, id.key, failure(refusal));
  return refusal;
}
