import { ExpectedError, parseInput } from '@eci/kit/errors';
import { counter } from '@eci/kit/metrics';
import { transact } from '@eci/kit/transaction';
import { sql } from 'kysely';
import type { CustomerContext } from './context.ts';
import { isDemoEmail } from './customer.ts';
import { refreshInput } from './customer-input.ts';
import type { CustomerTx } from './database.ts';
import { handOver, type SignedIn } from './open-session.ts';
import { endSession } from './revoke-session.ts';
import { decideRefresh, digestOf } from './session.ts';

const reused = counter(
  'session_reuse_total',
  'Sessions ended because a refresh token came back after it was traded in.',
);

const sessionInvalid = () =>
  new ExpectedError('SESSION_INVALID', 'This refresh token is not valid any more: sign in again.', {
    status: 401,
    field: ['refreshToken'],
  });

/**
 * Trades a refresh token for its successor and a new access token, with the account's role of now. Throws
 * INPUT_INVALID, and SESSION_INVALID for a token that is unknown, expired, revoked or was traded in before; the last
 * ends the session. See decideRefresh for the rule and createSuccession for a race of two refreshes.
 */
export async function refreshSession(ctx: CustomerContext, raw: unknown): Promise<SignedIn> {
  const { refreshToken } = parseInput(refreshInput, raw);
  const successor = ctx.successorOf(refreshToken);
  const presented = { digest: digestOf(refreshToken), successorDigest: digestOf(successor) };
  // The verdict leaves the transaction as a value: throwing inside would undo the end of a stolen session.
  const result = await transact(ctx.db, async (tx) => {
    const found = await lockToken(tx, presented.digest);
    if (!found || (isDemoEmail(found.email) && !ctx.demoMode)) return { verdict: 'ENDED' as const };
    const { sessionId, customerId, now } = found;
    const successorIsCurrent = found.rotatedAt !== null && (await isCurrent(tx, presented.successorDigest));
    const verdict = decideRefresh({ rotatedAt: found.rotatedAt, successorIsCurrent, session: found }, now);
    if (verdict === 'ROTATE') await rotate(tx, sessionId, presented);
    if (verdict === 'REUSED') await endSession(tx, sessionId, 'REUSED');
    if (verdict === 'REUSED' || verdict === 'ENDED') return { verdict, sessionId, customerId };
    return {
      verdict,
      customer: await tx
        .selectFrom('customer')
        .selectAll()
        .where('id', '=', customerId)
        .executeTakeFirstOrThrow(),
    };
  });
  if (result.customer) return handOver(ctx, result.customer, successor);
  if (result.verdict === 'REUSED') {
    reused.inc();
    const { sessionId, customerId } = result;
    ctx.log.warn(
      { sessionId, customerId, traceId: ctx.trace.traceId },
      'a refresh token came back after it was traded in: session ended',
    );
  }
  throw sessionInvalid();
}

/** The token with its session, both locked, so that refreshes of one session follow each other. */
async function lockToken(tx: CustomerTx, digest: string) {
  const row = await tx
    .selectFrom('refresh_token')
    .innerJoin('session', 'session.id', 'refresh_token.sessionId')
    .innerJoin('customer', 'customer.id', 'session.customerId')
    .select([
      'refresh_token.sessionId',
      'refresh_token.rotatedAt',
      'session.customerId',
      'session.expiresAt',
      'session.revokedAt',
      'customer.email',
    ])
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .where('refresh_token.digest', '=', digest)
    .forUpdate(['session', 'refresh_token'])
    .executeTakeFirst();
  return row && { ...row, rotatedAt: row.rotatedAt ?? null, revokedAt: row.revokedAt ?? null };
}

/** A statement of its own, after the lock: it sees what the refresh before this one committed. */
const isCurrent = async (tx: CustomerTx, digest: string): Promise<boolean> =>
  (await tx
    .selectFrom('refresh_token')
    .select('digest')
    .where('digest', '=', digest)
    .where('rotatedAt', 'is', null)
    .executeTakeFirst()) !== undefined;

async function rotate(
  tx: CustomerTx,
  sessionId: string,
  { digest, successorDigest }: { digest: string; successorDigest: string },
): Promise<void> {
  await tx
    .updateTable('refresh_token')
    .set({ rotatedAt: sql<Date>`clock_timestamp()` })
    .where('digest', '=', digest)
    .execute();
  await tx.insertInto('refresh_token').values({ digest: successorDigest, sessionId }).execute();
}
