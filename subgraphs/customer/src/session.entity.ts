import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { RevokeReason } from './session.ts';

/** A signed-in device: the family of all refresh tokens that descend from one sign-in. */
export const Session = defineEntity({
  name: 'Session',
  properties: {
    id: p.string().length(64).primary(),
    customerId: p.string().length(64),
    createdAt: p.datetime(6),
    expiresAt: p.datetime(6),
    revokedAt: p.datetime(6).nullable(),
    revokeReason: p.string().length(16).$type<RevokeReason>().nullable(),
  },
});
export type SessionRow = InferEntity<typeof Session>;

/** A refresh token by its SHA-256: who reads this table can not refresh. At most one of a session is not rotated. */
export const RefreshToken = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  properties: {
    digest: p.string().length(64).primary(),
    sessionId: p.string().length(64),
    rotatedAt: p.datetime(6).nullable(),
  },
});
