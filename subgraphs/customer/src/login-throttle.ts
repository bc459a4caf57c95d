import { ExpectedError } from '@eci/kit/errors';
import { sha256 } from '@eci/kit/ids';
import { counter } from '@eci/kit/metrics';
import { sql } from 'kysely';
import type { CustomerDb } from './database.ts';

/** How many wrong passwords an email address may have within WINDOW_MS of the first of them. */
export const MAX_FAILURES = 10;
const WINDOW_MS = 15 * 60 * 1_000;
const window = sql<string>`${WINDOW_MS}::float8 * interval '1 millisecond'`;

const refused = counter('login_throttled_total', 'Sign-ins refused because of failures before them.');

/**
 * Throws TOO_MANY_ATTEMPTS when the address has used up its failures, whether or not it has an account. Other
 * addresses are not affected, nor are sessions that exist. The window is fixed: refused attempts do not prolong it.
 */
export async function requireAttempt(db: CustomerDb, email: string, field: readonly string[]): Promise<void> {
  const row = await db
    .selectFrom('login_failure')
    .select(
      sql<number>`ceil(extract(epoch from window_started_at + ${window} - clock_timestamp()))::integer`.as(
        'secondsLeft',
      ),
    )
    .where('emailDigest', '=', sha256(email))
    .where('failures', '>=', MAX_FAILURES)
    .where('windowStartedAt', '>', sql<Date>`clock_timestamp() - ${window}`)
    .executeTakeFirst();
  if (!row) return;
  refused.inc();
  const retryAfterSeconds = Math.max(1, row.secondsLeft);
  const minutes = Math.ceil(retryAfterSeconds / 60);
  throw new ExpectedError(
    'TOO_MANY_ATTEMPTS',
    `Too many failures for this email address: try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    {
      status: 429,
      field,
      details: { retryAfterSeconds },
    },
  );
}

/** Counts a failure; the first one after a window opens the next. */
export async function recordFailure(db: CustomerDb, email: string): Promise<void> {
  const over = sql<boolean>`login_failure.window_started_at <= clock_timestamp() - ${window}`;
  await db
    .insertInto('login_failure')
    .values({ emailDigest: sha256(email), failures: 1, windowStartedAt: sql<Date>`clock_timestamp()` })
    .onConflict((on) =>
      on.column('emailDigest').doUpdateSet({
        failures: sql<number>`case when ${over} then 1 else login_failure.failures + 1 end`,
        windowStartedAt: sql<Date>`case when ${over} then clock_timestamp() else login_failure.window_started_at end`,
      }),
    )
    .execute();
}

/** Forgets an address's failures after the right password. */
export async function clearFailures(db: CustomerDb, email: string): Promise<void> {
  await db.deleteFrom('login_failure').where('emailDigest', '=', sha256(email)).execute();
}

/** Forgets windows that are over, whosever they are. */
export async function forgetOldFailures(db: CustomerDb): Promise<void> {
  await db
    .deleteFrom('login_failure')
    .where('windowStartedAt', '<=', sql<Date>`clock_timestamp() - ${window}`)
    .execute();
}
