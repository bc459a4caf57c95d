import type { Kysely, Transaction } from 'kysely';
import { databaseNow, databaseNowPlus } from './clock.ts';
import type { Dialect } from './database.ts';
import {
  type Done,
  findOperation,
  insertOutcome,
  type OperationId,
  type OperationTables,
  type Outcome,
  own,
  replay,
} from './idempotency.ts';
import { inProgress, keyReused, requestHash } from './idempotency-key.ts';
import { jsonText, retried } from './transaction.ts';
import { type Guard, mustUpdate } from './write-together.ts';

/**
 * Operations whose effect lies outside the database: a running row with a lease is committed before the effect, its
 * outcome after, and whoever finds a lease that has run out takes over and first asks outside what happened.
 */

/**
 * Claims an operation whose effect lies outside the database (a card provider): commits a running row with a lease.
 * `claimed` means the caller now owns it until the lease ends; a row whose owner let its lease run out is taken over
 * (`resumed`), and the caller must first ask outside what happened. Throws IDEMPOTENCY_IN_PROGRESS while another
 * owner's lease lives, and a stored failure as itself.
 */
export async function claimOperation<T extends OperationTables, V>(
  db: Kysely<T> | Transaction<T>,
  dialect: Dialect,
  id: OperationId,
  leaseMs: number,
): Promise<{ state: 'claimed'; resumed: boolean } | { state: 'done'; done: Done<V> }> {
  if (await retried(() => insertOutcome(db, dialect, id, null, leaseMs)))
    return { state: 'claimed', resumed: false };
  const stored = await findOperation(db, id.scope, id.key);
  if (stored?.outcome != null) return { state: 'done', done: replay<V>(stored, id) };
  if (stored && stored.requestHash !== requestHash(id.request)) throw keyReused();
  if (!(await takeOverOperation(db, dialect, id.scope, id.key, leaseMs))) throw inProgress();
  return { state: 'claimed', resumed: true };
}

/** Claims a running operation whose owner let its lease run out; false when it is decided or its owner lives. */
export async function takeOverOperation<T extends OperationTables>(
  db: Kysely<T> | Transaction<T>,
  dialect: Dialect,
  scope: string,
  key: string,
  leaseMs: number,
): Promise<boolean> {
  const taken = await own(db)
    .updateTable('idempotent_operation')
    .set({ leaseUntil: databaseNowPlus(dialect, leaseMs) })
    .where('scope', '=', scope)
    .where('operationKey', '=', key)
    .where('outcome', 'is', null)
    .where('leaseUntil', '<', databaseNow(dialect))
    .executeTakeFirst();
  return Number(taken.numUpdatedRows) > 0;
}

/** Ends the lease of an operation that its owner could not decide, so that the next request need not wait for it. */
export async function releaseOperation<T extends OperationTables>(
  db: Kysely<T> | Transaction<T>,
  dialect: Dialect,
  scope: string,
  key: string,
): Promise<void> {
  await own(db)
    .updateTable('idempotent_operation')
    .set({ leaseUntil: databaseNow(dialect) })
    .where('scope', '=', scope)
    .where('operationKey', '=', key)
    .where('outcome', 'is', null)
    .execute();
}

/** Stores the outcome of a claimed operation in the transaction of its effects; false when another owner was faster. */
export async function finishOperation<T extends OperationTables>(
  tx: Transaction<T>,
  scope: string,
  key: string,
  outcome: Outcome<unknown>,
): Promise<boolean> {
  const result = await finish(tx, { scope, key, outcome: JSON.stringify(outcome) }).executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** finishOperation as the guard of an all-or-nothing write of the effects; `outcome` is JSON. */
export const finishedOperation = <T extends OperationTables>(
  db: Kysely<T>,
  finished: { scope: string; key: string; outcome: string },
): Guard => mustUpdate(finish(db, finished));

const finish = <T extends OperationTables>(
  db: Kysely<T> | Transaction<T>,
  { scope, key, outcome }: { scope: string; key: string; outcome: string },
) =>
  own(db)
    .updateTable('idempotent_operation')
    .set({ outcome: jsonText<unknown>(outcome), leaseUntil: null })
    .where('scope', '=', scope)
    .where('operationKey', '=', key)
    .where('outcome', 'is', null);
