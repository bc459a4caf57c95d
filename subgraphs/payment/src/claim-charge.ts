import { setTimeout as delay } from 'node:timers/promises';
import { databaseNow, databaseNowPlus } from '@eci/kit/clock';
import { ExpectedError } from '@eci/kit/errors';
import {
  type Done,
  findOperation,
  type OperationId,
  type OperationValues,
  operationInsert,
  operationValues,
  replay,
} from '@eci/kit/idempotency';
import { newId } from '@eci/kit/ids';
import { claimOperation } from '@eci/kit/operation-lease';
import { prepared } from '@eci/kit/prepared';
import { type RawBuilder, sql } from 'kysely';
import type { Cashier } from './cashier.ts';
import type { PaymentDb } from './database.ts';
import { takeOvers } from './metrics.ts';
import type { PaymentRow } from './payment.entity.ts';
import { type PaymentView, paymentView } from './payment.ts';
import type { ChargeInput } from './payment-input.ts';
import { FAILURE_WINDOW_MINUTES } from './risk.ts';

/** Who may go on with a charge that was asked for. */
export type ChargeClaim =
  /** We, and nobody was there before. `failedLately` counts the email's declined charges, for the risk check. */
  | { state: 'opened'; payment: PaymentRow; failedLately: number }
  /** We, after an owner that is gone: what it has done is not known, not even whether it checked the risk. */
  | { state: 'resumed'; payment: PaymentRow; failedLately: number }
  /** Another owner is at it. */
  | { state: 'running' }
  | { state: 'done'; done: Done<PaymentView> };

/**
 * Claims a charge for the length of a lease, committed before anybody is charged. A stored refusal, a tombstone and
 * a reused key are thrown as themselves.
 */
export async function claimCharge(
  cashier: Cashier,
  id: OperationId,
  input: ChargeInput,
): Promise<ChargeClaim> {
  const opened = await openCharge(cashier, id, input);
  if (opened) return { state: 'opened', ...opened };
  try {
    const claim = await claimOperation(cashier.db, 'postgresql', id, cashier.leaseMs);
    if (claim.state === 'done') return { state: 'done', done: claim.done as Done<PaymentView> };
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'IDEMPOTENCY_IN_PROGRESS')
      return { state: 'running' };
    throw error;
  }
  const left = await leftPayment(cashier.db, id.scope);
  // The row we conflicted with stays for ever, and its payment was written with it.
  if (!left) throw new Error(`The charge of order ${id.scope} is running and has no PENDING payment.`);
  takeOvers.inc({ kind: 'charge' });
  return { state: 'resumed', ...withoutCount(left) };
}

/** Writes the running operation and its PENDING payment in one statement; null when the operation is there already. */
async function openCharge(
  { db, leaseMs }: Cashier,
  id: OperationId,
  { orderId, customerId, email, amount }: ChargeInput,
): Promise<{ payment: PaymentRow; failedLately: number } | null> {
  const [row] = await insertCharge.rows(db, {
    operation: operationValues(id, null),
    payment: { id: newId('pay'), orderId, customerId, email, ...amount },
    leaseMs,
  });
  return row ? withoutCount(row) : null;
}

interface ChargeToOpen {
  readonly operation: OperationValues;
  readonly payment: {
    id: string;
    orderId: string;
    customerId: string | null;
    email: string;
    currency: string;
    amountMinor: number;
  };
  readonly leaseMs: number;
}

const insertCharge = prepared((db: PaymentDb, { operation, payment, leaseMs }: ChargeToOpen) => {
  const claim = operationInsert(db, 'postgresql', operation, 'saga', leaseMs)
    .onConflict((on) => on.doNothing())
    .returning('scope');
  const { id, orderId, customerId, email, currency, amountMinor } = payment;
  return sql<Counted>`
    with claimed as (${claim})
    insert into payment (id, order_id, customer_id, email, currency, amount_minor, captured_minor, refunded_minor,
      refunding_minor, status, version, lookups, resolve_at, created_at)
    select ${id}, ${orderId}, ${customerId}, ${email}, ${currency}, ${amountMinor}::bigint, 0, 0,
      0, 'PENDING', 0, 0, ${databaseNowPlus('postgresql', leaseMs)}, ${databaseNow('postgresql')}
    from claimed
    returning *, ${failuresOf(sql`${email}`)} as failed_lately`;
});

/** A payment, and how many charges of its email were declined lately. */
type Counted = PaymentRow & { failedLately: number };

const withoutCount = ({ failedLately, ...payment }: Counted) => ({ payment, failedLately });

/** Counts an email's charges that the provider declined within the window; our own refusals are no evidence. */
const failuresOf = (email: RawBuilder<unknown>) => sql<number>`(
  select count(*) from payment as other
  where lower(other.email) = lower(${email}) and other.status = 'FAILED' and other.failure_reason not in ('risk', 'cancelled')
    and other.created_at > clock_timestamp() - ${FAILURE_WINDOW_MINUTES}::integer * interval '1 minute')`;

/** The payment that an owner who is gone has left, with what the risk check needs. */
const leftPayment = (db: PaymentDb, orderId: string): Promise<Counted | undefined> =>
  db
    .selectFrom('payment')
    .selectAll()
    .select(failuresOf(sql.ref('payment.email')).as('failedLately'))
    .where('orderId', '=', orderId)
    .where('status', '=', 'PENDING')
    .executeTakeFirst();

const pendingPayment = (db: PaymentDb, orderId: string): Promise<PaymentRow | undefined> =>
  db
    .selectFrom('payment')
    .selectAll()
    .where('orderId', '=', orderId)
    .where('status', '=', 'PENDING')
    .executeTakeFirst();

/**
 * Joins the wait for another owner's outcome, be it in this process or another one; from `answerAt` (a reading of
 * performance.now) on, answers the payment as it stands, PENDING.
 */
export async function awaitCharge(
  db: PaymentDb,
  id: OperationId,
  answerAt: number,
): Promise<Done<PaymentView>> {
  for (let pauseMs = 10; ; pauseMs *= 2) {
    const stored = await findOperation(db, id.scope, id.key);
    if (stored && stored.outcome !== null) return replay(stored, id);
    const leftMs = answerAt - performance.now();
    const payment = leftMs <= 0 ? await pendingPayment(db, id.scope) : undefined;
    if (payment) return { value: paymentView(payment), replayed: false };
    await delay(Math.min(pauseMs, Math.max(leftMs, 1)));
  }
}
