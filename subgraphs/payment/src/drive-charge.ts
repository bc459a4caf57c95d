import { setTimeout as delay } from 'node:timers/promises';
import { databaseNowPlus } from '@eci/kit/clock';
import { releaseOperation, takeOverOperation } from '@eci/kit/operation-lease';
import { backoff } from '@eci/kit/relay';
import type { Trace } from '@eci/kit/trace';
import { sql } from 'kysely';
import type { Cashier } from './cashier.ts';
import { lookups, takeOvers } from './metrics.ts';
import type { PaymentRow } from './payment.entity.ts';
import { answerWithin, type ChargeState, type FinalCharge, isFinal } from './provider.ts';
import { CHARGE, type SettledCharge, settleCharge } from './settle-charge.ts';

const FIRST_PAUSE_MS = 25;
const MAX_PAUSE_MS = 250;
const MAX_LOOKUP_BACKOFF_MS = 10_000;

/** The provider's key of a charge: one per order, whoever sends it and however often. */
const chargeKey = ({ orderId }: PaymentRow): string => `${orderId}:${CHARGE}`;

/** The provider did not even say what became of the charge. */
type Known = ChargeState | { readonly state: 'UNKNOWN' };

/** Asks the provider what became of a charge. Never throws: no answer is UNKNOWN. */
export async function lookUp(cashier: Cashier, payment: PaymentRow): Promise<Known> {
  const known = await ask(cashier, payment, 'lookup', (signal) =>
    cashier.provider.find(chargeKey(payment), signal),
  );
  lookups.inc({ answer: known.state });
  return known;
}

/** A call whose failure says nothing of what happened. */
async function ask(
  cashier: Cashier,
  payment: PaymentRow,
  call: string,
  work: (signal: AbortSignal) => Promise<ChargeState>,
): Promise<Known> {
  try {
    return await answerWithin(cashier.providerTimeoutMs, work);
  } catch (error) {
    cashier.log.warn({ err: error, payment: payment.id, call }, 'the provider gave no answer');
    return { state: 'UNKNOWN' };
  }
}

/** Has the provider stop a charge for good, unless it took place. */
const stop = (cashier: Cashier, payment: PaymentRow): Promise<Known> =>
  ask(cashier, payment, 'cancel', (signal) => cashier.provider.cancel(chargeKey(payment), signal));

/** How a charge ends that the risk check refuses. */
const REFUSED_BY_RISK: FinalCharge = { state: 'DECLINED', reason: 'risk' };

/**
 * Brings a claimed charge to its end while its lease lasts: charges, and after an unknown answer first looks up what
 * happened; only what the provider does not know is sent again, under the same key. Answers null when the lease is
 * nearly over and nothing is decided: the next request, or the resolver, goes on then.
 *
 * A charge that is too risky is never sent. When a former owner may have sent it, a call of that one can still be on
 * its way, so the provider is told to stop it before it is refused; money that has moved is written down as such.
 */
export async function driveCharge(
  cashier: Cashier,
  payment: PaymentRow,
  token: string,
  trace: Trace,
  { isResumed, isTooRisky }: { readonly isResumed: boolean; readonly isTooRisky: boolean },
): Promise<SettledCharge | null> {
  if (isTooRisky && !isResumed) return settleCharge(cashier, payment, REFUSED_BY_RISK, trace);
  const until = performance.now() + cashier.leaseMs - cashier.providerTimeoutMs;
  const { id, amountMinor, currency } = payment;
  const send = () =>
    ask(cashier, payment, 'charge', (signal) =>
      cashier.provider.charge({ key: chargeKey(payment), amount: { amountMinor, currency }, token }, signal),
    );
  let known: Known = isResumed ? await lookUp(cashier, payment) : { state: 'NOT_FOUND' };
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    if (known.state === 'NOT_FOUND') known = isTooRisky ? await stop(cashier, payment) : await send();
    if (known.state === 'UNKNOWN') known = await lookUp(cashier, payment);
    if (known.state !== 'UNKNOWN' && isFinal(known)) {
      const end = isTooRisky && known.state === 'CANCELLED' ? REFUSED_BY_RISK : known;
      return settleCharge(cashier, payment, end, trace);
    }
    if (performance.now() + pauseMs > until) break;
    await delay(pauseMs);
    if (known.state === 'PROCESSING') known = await lookUp(cashier, payment);
  }
  cashier.log.warn({ payment: id, state: known.state }, 'a charge is undecided and left to the resolver');
  await postpone(cashier, payment);
  return null;
}

/**
 * Takes over a charge whose owner is gone and settles it as the provider knows it. It has no token, so it never
 * charges; with `mayCancel`, a charge the provider does not know is stopped there for good. False when it is still
 * open, or its owner lives.
 */
export async function resolveCharge(
  cashier: Cashier,
  payment: PaymentRow,
  trace: Trace,
  mayCancel: boolean,
): Promise<boolean> {
  if (!(await takeOverOperation(cashier.db, 'postgresql', payment.orderId, CHARGE, cashier.leaseMs)))
    return false;
  takeOvers.inc({ kind: 'charge' });
  let known = await lookUp(cashier, payment);
  if (known.state === 'NOT_FOUND' && mayCancel) known = await stop(cashier, payment);
  if (known.state !== 'UNKNOWN' && isFinal(known)) {
    await settleCharge(cashier, payment, known, trace);
    return true;
  }
  await postpone(cashier, payment);
  return false;
}

/** Ends the lease, so that the next request may go on at once, and tells the resolver when to look again. */
async function postpone({ db }: Cashier, { id, orderId, lookups: before }: PaymentRow): Promise<void> {
  const waitMs = backoff(before + 2, MAX_LOOKUP_BACKOFF_MS);
  await db
    .updateTable('payment')
    .set({ lookups: sql`lookups + 1`, resolveAt: databaseNowPlus('postgresql', waitMs) })
    .where('id', '=', id)
    .where('status', '=', 'PENDING')
    .execute();
  await releaseOperation(db, 'postgresql', orderId, CHARGE);
}
