import { databaseNow } from '@eci/kit/clock';
import { CANCELLED, failure, findOperation, type Outcome } from '@eci/kit/idempotency';
import { newId } from '@eci/kit/ids';
import { finishedOperation } from '@eci/kit/operation-lease';
import type { Trace } from '@eci/kit/trace';
import { transact } from '@eci/kit/transaction';
import type { Cashier } from './cashier.ts';
import type { PaymentTx } from './database.ts';
import { cancelledCharges, failed, successful } from './metrics.ts';
import type { PaymentEventKind, PaymentRow } from './payment.entity.ts';
import { type PaymentView, paymentDeclined, paymentView, statesBefore } from './payment.ts';
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
 * Writes down how a charge ended, in one transaction: the operation's outcome, the payment, its ledger entry and the
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
  const isFirst = await transact(cashier.db, async (tx) => {
    if (!(await write(tx, decision))) return false;
    const name = kind === 'CAPTURE' ? 'captured' : 'failed';
    await cashier.outbox.append(tx, trace, [
      paymentEvent(name, after, after.amountMinor, after.failureReason ?? null),
    ]);
    return true;
  });
  if (!isFirst) {
    const stored = await findOperation(cashier.db, payment.orderId, CHARGE);
    return { outcome: stored?.outcome as Outcome<PaymentView>, wasSettled: true };
  }
  cashier.outbox.wake();
  if (kind === 'CAPTURE') successful.inc();
  else failed.inc({ reason: after.failureReason! });
  if (charge.state === 'CANCELLED') cancelledCharges.inc();
  return { outcome, wasSettled: false };
}

/** Operation, payment and ledger in one statement: this is the hot path. False when the operation was decided. */
async function write(tx: PaymentTx, { after, kind, outcome }: Decision): Promise<boolean> {
  const { status, capturedMinor, failureReason, providerReference, version } = after;
  const written = await tx
    .with('finished', (query) =>
      query
        .updateTable('idempotent_operation')
        .set(finishedOperation(outcome))
        .where('scope', '=', after.orderId)
        .where('operationKey', '=', CHARGE)
        .where('outcome', 'is', null)
        .returning('scope'),
    )
    .with('settled', (query) =>
      query
        .updateTable('payment')
        .set({ status, capturedMinor, failureReason, providerReference, version, resolveAt: null })
        .where('id', '=', after.id)
        .where('status', 'in', statesBefore(status))
        .where((eb) => eb.exists(eb.selectFrom('finished').select('finished.scope')))
        .returning('id'),
    )
    .insertInto('payment_event')
    .columns(['id', 'paymentId', 'kind', 'amountMinor', 'reason', 'providerReference', 'at'])
    .expression((eb) =>
      eb
        .selectFrom('settled')
        .select([
          eb.val(newId('pev')).as('id'),
          'settled.id as paymentId',
          eb.val(kind).as('kind'),
          eb.val(capturedMinor).as('amountMinor'),
          eb.val(failureReason ?? null).as('reason'),
          eb.val(providerReference ?? null).as('providerReference'),
          databaseNow('postgresql').as('at'),
        ]),
    )
    .executeTakeFirst();
  return Number(written.numInsertedOrUpdatedRows ?? 0n) > 0;
}
