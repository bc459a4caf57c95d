import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { sha256 } from '@eci/kit/ids';

/** Rules of sessions, pure. After RFC 9700 (OAuth 2.0 Security Best Current Practice), 4.14: refresh token rotation. */

export type RevokeReason = 'SIGNED_OUT' | 'REUSED' | 'PASSWORD_CHANGED';

/** From sign-in, however often it is refreshed. */
export const SESSION_MS = 30 * 24 * 60 * 60 * 1_000;

/** For so long a rotated token may come again: a lost answer, a second tab. */
export const GRACE_MS = 10_000;

const text = (bytes: Buffer): string => `eciref_${bytes.toString('base64url')}`;

/** The first refresh token of a session: 256 random bits. */
export const newRefreshToken = (): string => text(randomBytes(32));

/** What is stored of a refresh token. It is random, so a plain hash can not be searched backwards. */
export const digestOf = (refreshToken: string): string => sha256(refreshToken);

/**
 * Makes the function that derives a token's successor, HMAC-SHA-256 under a key that only this context has. Deriving
 * instead of drawing gives two refreshes that race the very same successor although only digests are stored: the
 * session never forks, so a thief and the owner go on with one token, and the second of them to use it is noticed.
 */
export function createSuccession(secret: string): (refreshToken: string) => string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'eci-customer refresh token succession', 32));
  return (refreshToken) => text(createHmac('sha256', key).update(refreshToken).digest());
}

export interface PresentedToken {
  /** When it was traded in; null for the session's current token. */
  readonly rotatedAt: Date | null;
  /** Whether its successor is the session's current token. */
  readonly successorIsCurrent: boolean;
  readonly session: { readonly revokedAt: Date | null; readonly expiresAt: Date };
}

/**
 * What becomes of a presented refresh token: ROTATE trades it in, REPEAT answers its successor again, REUSED ends the
 * session since the token has two holders, ENDED refuses it.
 */
export function decideRefresh(
  { rotatedAt, successorIsCurrent, session }: PresentedToken,
  now: Date,
): 'ROTATE' | 'REPEAT' | 'REUSED' | 'ENDED' {
  if (session.revokedAt || session.expiresAt <= now) return 'ENDED';
  if (!rotatedAt) return 'ROTATE';
  return successorIsCurrent && now.getTime() - rotatedAt.getTime() <= GRACE_MS ? 'REPEAT' : 'REUSED';
}
