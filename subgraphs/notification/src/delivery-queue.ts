import { sql } from 'kysely';
import type { NotificationDb } from './database.ts';
import type { NotificationRow } from './notification.entity.ts';
import type { Channel, Kind } from './notification.ts';

/**
 * The queue that PENDING notifications are, on the database's clock. Any number of processes may serve it: SKIP LOCKED
 * shares the rows out, a lease covers the time while a message is outside, and `attempts` is the fence.
 */

/** Due rows of some channels, locked; those left behind by a process that died are `abandoned`. */
const due = (channels: readonly Channel[], limit: number) => sql`
  select id, attempts, lease_until is not null as abandoned
  from notification
  where status = 'PENDING' and channel = any(${[...channels]}) and next_attempt_at <= clock_timestamp()
    and (lease_until is null or lease_until < clock_timestamp())
  order by next_attempt_at
  limit ${limit}
  for update skip locked`;

/** The attempts of abandoned rows, whose end nobody saw. */
const abandonedAttempts = (carrier: string) => sql`
  select id, attempts, clock_timestamp(), ${carrier}::text, 'UNKNOWN', 'PROCESS_LOST' from due where abandoned`;

/**
 * Settles up to `limit` due messages whose delivery is their row: SENT, with the attempt, in one statement. Returns what
 * it settled, in no particular order.
 */
export async function settleLocally(
  db: NotificationDb,
  channels: readonly Channel[],
  carrier: string,
  limit: number,
): Promise<{ id: string; kind: Kind; channel: Channel; recipient: string }[]> {
  const { rows } = await sql<{ id: string; kind: Kind; channel: Channel; recipient: string }>`
    with due as (${due(channels, limit)}),
    settled as (
      update notification set status = 'SENT', sent_at = clock_timestamp(), lease_until = null, attempts = notification.attempts + 1
      from due where notification.id = due.id
      returning notification.id, kind, channel, recipient, notification.attempts),
    noted as (
      insert into delivery_attempt (notification_id, number, at, carrier, outcome, code)
      select id, attempts, clock_timestamp(), ${carrier}::text, 'SENT', null from settled
      union all ${abandonedAttempts(carrier)})
    select id, kind, channel, recipient from settled`.execute(db);
  return rows;
}

/**
 * Takes up to `limit` due messages in hand for `leaseMs`: the attempt is counted before the message leaves, so that one
 * which kills its process is given up some day. Returns the rows as they are now; `attempts` is this attempt's number.
 */
export async function claimDue(
  db: NotificationDb,
  channels: readonly Channel[],
  carrier: string,
  limit: number,
  leaseMs: number,
): Promise<NotificationRow[]> {
  const { rows } = await sql<NotificationRow>`
    with due as (${due(channels, limit)}),
    noted as (
      insert into delivery_attempt (notification_id, number, at, carrier, outcome, code) ${abandonedAttempts(carrier)})
    update notification
    set attempts = notification.attempts + 1, lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
    from due where notification.id = due.id
    returning notification.*`.execute(db);
  return rows;
}

/** How an attempt ended: taken, given up for good, or to be tried again in `retryMs`. */
export type AttemptEnd = { readonly code: string } & (
  | { readonly status: 'SENT' | 'FAILED' }
  | { readonly status: 'PENDING'; readonly retryMs: number }
);

/**
 * Writes the end of the attempt that `claimDue` began, and the attempt, in one statement. False when the lease had run
 * out and somebody else took the message over: nothing is written then.
 */
export async function finishAttempt(
  db: NotificationDb,
  { id, attempts }: Pick<NotificationRow, 'id' | 'attempts'>,
  carrier: string,
  end: AttemptEnd,
): Promise<boolean> {
  const retryMs = end.status === 'PENDING' ? end.retryMs : 0;
  const { rows } = await sql`
    with finished as (
      update notification
      set status = ${end.status}, lease_until = null,
        sent_at = case when ${end.status} = 'SENT' then clock_timestamp() end,
        next_attempt_at = clock_timestamp() + ${retryMs}::float8 * interval '1 millisecond'
      where id = ${id} and status = 'PENDING' and attempts = ${attempts}
      returning id)
    insert into delivery_attempt (notification_id, number, at, carrier, outcome, code)
    select id, ${attempts}::integer, clock_timestamp(), ${carrier}::text, ${end.status === 'SENT' ? 'SENT' : 'FAILED'}::text, ${end.code}::text from finished
    returning number`.execute(db);
  return rows.length > 0;
}
