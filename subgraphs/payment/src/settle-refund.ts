import { databaseNow, databaseNowPlus } from '@eci/kit/clock';
import { ExpectedError } from '@eci/kit/errors';
import { failure, findOperation, type Outcome } from '@eci/kit/idempotency';
import { newId } from '@eci/kit/ids';
import type { Money } from '@eci/kit/money';
import { finishOperation, releaseOperation } from '@eci/kit/operation-lease';
import { backoff } from '@eci/kit/relay';
import type { Trace } from '@eci/kit/trace';
import { transact } from '@eci/kit/transaction';
import { sql } from 'kysely';
import type { Cashier } from './cashier.ts';
import type { PaymentTx } from './database.ts';
import { refunded } from './metrics.ts';
import type { PaymentRow } from './payment.entity.ts';
import { type PaymentView, paymentView, statesBefore } from './payment.ts';
import { paymentEvent } from './payment-events.ts';
import { answerWithin, type RefundResult } from './provider.ts';
import type { RefundRow } from './refund.entity.ts';

const MAX_BACKOFF_MS = 10_000;

/** What the saga is told of its refund: NONE when there was no money to give back. */
export interface OrderRefund {
  orderId: string;
  status: 'REFUNDED' | 'NONE';
  /** What this refund gave back; null with NONE. */
  amount: Money | null;
}

export type RefundOutcome = Outcome<PaymentView | OrderRefund>;

/**
 * Has the provider pay a reserved refund and writes down how it ended. Its id is the provider's key, so it may be
 * called again by anyone at any time. Null when the provider did not answer: the resolver repeats it until it does.
 */
export async function settleRefund(
  cashier: Cashier,
  refund: RefundRow,
  trace: Trace,
): Promise<RefundOutcome | null> {
  const result = await payBack(cashier, refund);
  if (result?.state === 'REFUNDED') return recordRefund(cashier, refund, result.reference, trace);
  if (result?.state === 'REFUSED') {
    cashier.log.error(
      { refund: refund.id, payment: refund.paymentId, reason: result.reason },
      'the provider refused a refund',
    );
    // A saga can not take no for an answer: its refund stays on the list of what is undecided, for people to see.
    if (!refund.forOrder) return recordRefusal(cashier, refund, result.reason);
  }
  await postpone(cashier, refund);
  return null;
}

async function payBack(
  { db, provider, providerTimeoutMs, log }: Cashier,
  refund: RefundRow,
): Promise<RefundResult | null> {
  const { id, paymentId, amountMinor, currency } = refund;
  const { providerReference } = await db
    .selectFrom('payment')
    .select('providerReference')
    .where('id', '=', paymentId)
    .executeTakeFirstOrThrow();
  const request = { key: id, chargeReference: providerReference!, amount: { amountMinor, currency } };
  try {
    return await answerWithin(providerTimeoutMs, (signal) => provider.refund(request, signal));
  } catch (error) {
    log.warn({ err: error, refund: id, call: 'refund' }, 'the provider gave no answer');
    return null;
  }
}

/** Refund, payment, ledger, event and outcome in one transaction; whoever comes second finds the first one's outcome. */
async function recordRefund(
  cashier: Cashier,
  refund: RefundRow,
  reference: string,
  trace: Trace,
): Promise<RefundOutcome | null> {
  const reason = refund.reason ?? null;
  const recorded = await transact(cashier.db, async (tx): Promise<RefundOutcome | null> => {
    if (!(await decide(tx, refund, { status: 'DONE', providerReference: reference }))) return null;
    const payment = await bookRefund(tx, refund);
    await tx
      .insertInto('payment_event')
      .values({
        id: newId('pev'),
        paymentId: payment.id,
        kind: 'REFUND',
        amountMinor: -refund.amountMinor,
        reason,
        providerReference: reference,
        at: databaseNow('postgresql'),
      })
      .execute();
    await cashier.outbox.append(tx, trace, [paymentEvent('refunded', payment, refund.amountMinor, reason)]);
    const outcome = { ok: refund.forOrder ? orderRefund(payment.orderId, refund) : paymentView(payment) };
    await finishOperation(tx, refund.scope, refund.operationKey, outcome);
    return outcome;
  });
  if (!recorded) return storedOutcome(cashier, refund);
  cashier.outbox.wake();
  refunded.inc();
  return recorded;
}

/** Null when the resolver decides a refund after staff's key was forgotten: nobody waits for the answer then. */
async function storedOutcome({ db }: Cashier, refund: RefundRow): Promise<RefundOutcome | null> {
  const stored = await findOperation(db, refund.scope, refund.operationKey);
  return (stored?.outcome ?? null) as RefundOutcome | null;
}

export const orderRefund = (
  orderId: string,
  { amountMinor, currency }: Pick<RefundRow, 'amountMinor' | 'currency'>,
): OrderRefund => ({
  orderId,
  status: 'REFUNDED',
  amount: { amountMinor, currency },
});

/** Moves the amount from reserved to refunded and the payment along its life cycle. */
const bookRefund = (tx: PaymentTx, { paymentId, amountMinor }: RefundRow): Promise<PaymentRow> =>
  tx
    .updateTable('payment')
    .set({
      refundingMinor: sql`refunding_minor - ${amountMinor}`,
      refundedMinor: sql`refunded_minor + ${amountMinor}`,
      status: sql`case when refunded_minor + ${amountMinor} = captured_minor then 'REFUNDED' else 'PARTIALLY_REFUNDED' end`,
      version: sql`version + 1`,
    })
    .where('id', '=', paymentId)
    .where('status', 'in', statesBefore('PARTIALLY_REFUNDED'))
    .returningAll()
    .executeTakeFirstOrThrow();

async function recordRefusal(
  cashier: Cashier,
  refund: RefundRow,
  reason: string,
): Promise<RefundOutcome | null> {
  const message = `The provider refused the refund (${reason}): settle it with the provider.`;
  const refused = failure(new ExpectedError('REFUND_REFUSED', message, { status: 409, details: { reason } }));
  const isFirst = await transact(cashier.db, async (tx) => {
    if (!(await decide(tx, refund, { status: 'REFUSED' }))) return false;
    await tx
      .updateTable('payment')
      .set({ refundingMinor: sql`refunding_minor - ${refund.amountMinor}` })
      .where('id', '=', refund.paymentId)
      .execute();
    await finishOperation(tx, refund.scope, refund.operationKey, refused);
    return true;
  });
  return isFirst ? refused : storedOutcome(cashier, refund);
}

/** Compare-and-set from RESERVED: the first one decides. */
async function decide(
  tx: PaymentTx,
  { id }: RefundRow,
  to: { status: 'DONE' | 'REFUSED'; providerReference?: string },
): Promise<boolean> {
  const decided = await tx
    .updateTable('refund')
    .set({ ...to, leaseUntil: null })
    .where('id', '=', id)
    .where('status', '=', 'RESERVED')
    .executeTakeFirst();
  return Number(decided.numUpdatedRows) > 0;
}

async function postpone({ db }: Cashier, { id, attempts, scope, operationKey }: RefundRow): Promise<void> {
  await db
    .updateTable('refund')
    .set({
      attempts: sql`attempts + 1`,
      leaseUntil: databaseNowPlus('postgresql', backoff(attempts + 2, MAX_BACKOFF_MS)),
    })
    .where('id', '=', id)
    .where('status', '=', 'RESERVED')
    .execute();
  await releaseOperation(db, 'postgresql', scope, operationKey);
}
