import { databaseNow } from '@eci/kit/clock';
import { CANCELLED, failure, findOperation, type Outcome } from '@eci/kit/idempotency';
import { newId } from '@eci/kit/ids';
import { finishedOperation } from '@eci/kit/operation-lease';
import { type OutboxRows, outboxWrites } from '@eci/kit/outbox';
import type { Trace } from '@eci/kit/trace';
import { mustUpdate, preparedWrites } from '@eci/kit/write-together';
import type { Cashier } from './cashier.ts';
import type { PaymentDb } from './database.ts';
import { cancelledCharges, failed, successful } from './metrics.ts';
import type { PaymentEventKind, PaymentEventRow, PaymentRow } from './payment.entity.ts';
import {
  type PaymentStatus,
  type PaymentView,
  paymentDeclined,
  paymentView,
  statesBefore,
} from './payment.ts';
import { paymentEvent } from './payment-events.ts';
import type { FinalCharge } from './provider.ts';

/** The saga's step that a charge is. */
export const CHARGE = 'charge';

export interface SettledCharge {
  readonly outcome: Outcome<PaymentView>;
  /** Another owner had settled it before. */
  readonly wasSettled: boolean;
}

/** A decision on a PENDING payment: the payment after it, the ledger's entry, and what the operation answers for ever. */
interface Decision {
  readonly after: PaymentRow;
  readonly kind: PaymentEventKind;
  readonly outcome: Outcome<PaymentView>;
}

/** Pure: what the provider's final word makes of a PENDING payment. */
export function decide(payment: PaymentRow, charge: FinalCharge): Decision {
  const decided = { ...payment, version: payment.version + 1, resolveAt: null };
  if (charge.state === 'CHARGED') {
    const after: PaymentRow = {
      ...decided,
      status: 'CAPTURED',
      capturedMinor: payment.amountMinor,
      providerReference: charge.reference,
    };
    return { after, kind: 'CAPTURE', outcome: { ok: paymentView(after) } };
  }
  const reason = charge.state === 'DECLINED' ? charge.reason.slice(0, 40) : 'cancelled';
  const outcome = charge.state === 'DECLINED' ? failure(paymentDeclined(reason)) : CANCELLED;
  return { after: { ...decided, status: 'FAILED', failureReason: reason }, kind: 'FAILURE', outcome };
}

/**
 * Writes down how a charge ended, all or nothing: the operation's outcome, the payment, its ledger entry and the
 * event. The first one wins, whoever else found it out at the same time; the losers get the stored outcome.
 */
export async function settleCharge(
  cashier: Cashier,
  payment: PaymentRow,
  charge: FinalCharge,
  trace: Trace,
): Promise<SettledCharge> {
  const decision = decide(payment, charge);
  const { after, kind, outcome } = decision;
  const event = paymentEvent(
    kind === 'CAPTURE' ? 'captured' : 'failed',
    after,
    after.amountMinor,
    after.failureReason ?? null,
  );
  const outbox = cashier.outbox.rowsOf(trace, [event]);
  const isFirst = await writeDecision(cashier.db, 'postgresql', {
    finished: { scope: after.orderId, key: CHARGE, outcome: JSON.stringify(outcome) },
    id: after.id,
    before: statesBefore(after.status),
    after: pick(after),
    entry: {
      id: newId('pev'),
      paymentId: after.id,
      kind,
      amountMinor: after.capturedMinor,
      reason: after.failureReason ?? null,
      providerReference: after.providerReference ?? null,
    },
    outbox,
  });
  if (!isFirst) {
    const stored = await findOperation(cashier.db, payment.orderId, CHARGE);
    return { outcome: stored?.outcome as Outcome<PaymentView>, wasSettled: true };
  }
  cashier.outbox.wake(outbox);
  if (kind === 'CAPTURE') successful.inc();
  else failed.inc({ reason: after.failureReason! });
  if (charge.state === 'CANCELLED') cancelledCharges.inc();
  return { outcome, wasSettled: false };
}

/** What a decision changes of a payment. */
const pick = ({ status, capturedMinor, failureReason, providerReference, version }: PaymentRow) => ({
  status,
  capturedMinor,
  failureReason: failureReason ?? null,
  providerReference: providerReference ?? null,
  version,
});

interface DecisionToWrite {
  readonly finished: { scope: string; key: string; outcome: string };
  readonly id: string;
  readonly before: PaymentStatus[];
  readonly after: ReturnType<typeof pick>;
  readonly entry: Omit<PaymentEventRow, 'at'>;
  readonly outbox: OutboxRows;
}

/** Operation, payment, ledger and event at once; false when the operation was decided before. */
const writeDecision = preparedWrites((db: PaymentDb, given: DecisionToWrite, dialect) => [
  finishedOperation(db, given.finished),
  mustUpdate(
    db
      .updateTable('payment')
      .set({ ...given.after, resolveAt: null })
      .where('id', '=', given.id)
      .where('status', 'in', given.before),
  ),
  db.insertInto('payment_event').values({ ...given.entry, at: databaseNow(dialect) }),
  ...outboxWrites(db, given.outbox, dialect),
]);
