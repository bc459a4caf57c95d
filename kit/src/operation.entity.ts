import { defineEntity, p } from '@mikro-orm/core';
import { tableMigration } from './migrations.ts';

/**
 * One operation that must take effect at most once, whoever repeats it: UNIQUE(scope, operation_key).
 * For a client's Idempotency-Key the scope is the caller and the operation; for a step of a saga it is the saga's id
 * and the step, kept for ever. `outcome` null means it is still running under a lease.
 */
export const Operation = defineEntity({
  name: 'Operation',
  tableName: 'idempotent_operation',
  properties: {
    scope: p.string().length(190).primary(),
    operationKey: p.string().length(255).primary(),
    /** SHA-256 of the canonical request; null for a tombstone, which refuses every request. */
    requestHash: p.string().length(64).nullable(),
    outcome: p.json<unknown>().nullable(),
    leaseUntil: p.datetime(6).nullable(),
    createdAt: p.datetime(3),
    /** When it may be forgotten; null for never. */
    expiresAt: p.datetime(3).nullable(),
  },
});

export const createOperationTable = tableMigration('create-idempotent-operation', (types) => ({
  name: 'idempotent_operation',
  columns: {
    scope: 'varchar(190) not null',
    operation_key: 'varchar(255) not null',
    request_hash: 'varchar(64)',
    outcome: types.json,
    lease_until: types.lease,
    created_at: `${types.instant} not null`,
    expires_at: types.instant,
  },
  constraints: ['constraint idempotent_operation_pkey primary key (scope, operation_key)'],
  indexes: { idempotent_operation_expiry: { on: 'expires_at', where: 'expires_at is not null' } },
}));
