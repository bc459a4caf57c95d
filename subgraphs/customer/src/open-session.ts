import { databaseNow, databaseNowPlus } from '@eci/kit/clock';
import { newId } from '@eci/kit/ids';
import type { CustomerContext } from './context.ts';
import type { CustomerRow } from './customer.entity.ts';
import type { CustomerTx } from './database.ts';
import { digestOf, newRefreshToken, SESSION_MS } from './session.ts';

/** Tokens in clear, as they are handed over once. */
export interface SessionTokens {
  accessToken: string;
  refreshToken: string;
  /** When the access token expires. */
  expiresAt: Date;
}

export interface SignedIn {
  session: SessionTokens;
  customer: CustomerRow;
}

/** Opens a session in the caller's transaction; returns its first refresh token. */
export async function insertSession(tx: CustomerTx, customerId: string): Promise<string> {
  const refreshToken = newRefreshToken();
  const sessionId = newId('ses');
  await tx
    .insertInto('session')
    .values({
      id: sessionId,
      customerId,
      createdAt: databaseNow('postgresql'),
      expiresAt: databaseNowPlus('postgresql', SESSION_MS),
    })
    .execute();
  await tx
    .insertInto('refresh_token')
    .values({ digest: digestOf(refreshToken), sessionId })
    .execute();
  return refreshToken;
}

/** What a client gets after the transaction: the refresh token and an access token for the customer as it is now. */
export async function handOver(
  ctx: CustomerContext,
  customer: CustomerRow,
  refreshToken: string,
): Promise<SignedIn> {
  const expiresAt = new Date(Date.now() + ctx.accessTokenSeconds * 1_000);
  const accessToken = await ctx.signer.sign(customer.id, { role: customer.role }, ctx.accessTokenSeconds);
  return { session: { accessToken, refreshToken, expiresAt }, customer };
}
