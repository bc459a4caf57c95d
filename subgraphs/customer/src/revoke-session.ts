import { databaseNow } from '@eci/kit/clock';
import type { CustomerContext } from './context.ts';
import type { CustomerDb } from './database.ts';
import { digestOf, type RevokeReason } from './session.ts';

/**
 * Signs out by any refresh token of a session, the newest or an older one: who has it may end the session. Answers
 * whether the token is known; repeating it is harmless.
 */
export async function revokeSession(
  ctx: CustomerContext,
  refreshToken: string,
): Promise<{ revoked: boolean }> {
  const token = await ctx.db
    .selectFrom('refresh_token')
    .select('sessionId')
    .where('digest', '=', digestOf(refreshToken))
    .executeTakeFirst();
  if (!token) return { revoked: false };
  await endSession(ctx.db, token.sessionId, 'SIGNED_OUT');
  return { revoked: true };
}

const ended = (revokeReason: RevokeReason) => ({ revokedAt: databaseNow('postgresql'), revokeReason });

/** Ends a session; one that has ended keeps its first reason. */
export async function endSession(db: CustomerDb, id: string, reason: RevokeReason): Promise<void> {
  await db
    .updateTable('session')
    .set(ended(reason))
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .execute();
}

/** Ends all sessions of an account. */
export async function endSessionsOf(db: CustomerDb, customerId: string, reason: RevokeReason): Promise<void> {
  await db
    .updateTable('session')
    .set(ended(reason))
    .where('customerId', '=', customerId)
    .where('revokedAt', 'is', null)
    .execute();
}
