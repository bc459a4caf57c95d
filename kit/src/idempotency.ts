import { type Kysely, sql, type Transaction } from 'kysely';
import { databaseNow, databaseNowPlus } from './clock.ts';
import type { Dialect, Tables } from './database.ts';
import { ExpectedError } from './errors.ts';
import { inProgress, keyReused, requestHash } from './idempotency-key.ts';
import { insertOnce } from './insert-once.ts';
import { counter } from './metrics.ts';
import type { Operation } from './operation.entity.ts';
import { prepared } from './prepared.ts';
import { isLockTimeout, json, jsonText, retried, transact } from './transaction.ts';
import { type Guard, mustInsert } from './write-together.ts';

export type OperationTables = Tables<readonly [typeof Operation]>;

const duplicates = counter('idempotent_replays_total', 'Requests answered from a stored outcome.');
const tombstones = counter('operation_tombstones_total', 'Originals refused because their undo came first.');

const PUBLIC_KEY_TTL_MS = 24 * 60 * 60 * 1_000;

/** What is stored of an operation: its value, or the definite failure it ended in. */
export type Outcome<V> =
  | { ok: V }
  | {
      error: {
        code: string;
        message: string;
        status: number;
        field: readonly string[] | null;
        details: Readonly<Record<string, unknown>>;
        traceId?: string;
      };
    };

export interface OperationId {
  /** Who asked and for what (`user:cus_1:stockAdjust`), or the saga the step belongs to. At most 190 characters. */
  scope: string;
  /** The client's key, or the saga's step. */
  key: string;
  /** The request whose repetition this is; another request under one key is refused. */
  request: unknown;
  /** `saga` keeps the outcome for ever, `client` for 24 h. */
  kept: 'saga' | 'client';
  /** Of the request, kept with a failure so that the REST answer to a repetition is the first one to the byte. */
  traceId?: string;
  /** False when definite failures are not stored, so that the same key may succeed later. */
  keepFailures?: boolean;
}

export interface Done<V> {
  value: V;
  /** True when the outcome was stored by an earlier request. */
  replayed: boolean;
}

/** The stored refusal of an operation whose undo came first; its row has no request hash. */
export const CANCELLED: Outcome<never> = {
  error: {
    code: 'OPERATION_CANCELLED',
    message: 'This operation was cancelled before it arrived.',
    status: 409,
    field: null,
    details: {},
  },
};

/** A failure that a repetition can not change, so it is kept: a conflict or a refusal by a business rule. */
const isDefinite = (error: unknown): error is ExpectedError =>
  error instanceof ExpectedError &&
  [402, 404, 409, 422].includes(error.status) &&
  !error.code.startsWith('IDEMPOTENCY_');

/** Narrows a subgraph's database to the kit's own table. */
export const own = <T extends OperationTables>(db: Kysely<T> | Transaction<T>) =>
  db as unknown as Kysely<OperationTables>;

/**
 * Runs `effect` at most once for `id`, key row and effect in one transaction. A repetition gets the first outcome,
 * whether success or definite failure (thrown again as the same error). While the first runs, a duplicate waits for
 * its lock at most 1 s and then throws IDEMPOTENCY_IN_PROGRESS. Another request under the key: IDEMPOTENCY_KEY_REUSED.
 */
export async function runOnce<T extends OperationTables, V>(
  db: Kysely<T>,
  dialect: Dialect,
  id: OperationId,
  effect: (tx: Transaction<T>) => Promise<V>,
): Promise<Done<V>> {
  try {
    return await transact(db, async (tx) => {
      if (dialect === 'postgresql') await sql`set local lock_timeout = '1s'`.execute(tx);
      if (!(await insertOutcome(tx, dialect, id, null)))
        return replay<V>(await findOperation(tx, id.scope, id.key), id);
      const value = await effect(tx);
      await own(tx)
        .updateTable('idempotent_operation')
        .set({ outcome: json({ ok: value }) })
        .where('scope', '=', id.scope)
        .where('operationKey', '=', id.key)
        .execute();
      return { value, replayed: false };
    });
  } catch (error) {
    if (isLockTimeout(error)) throw inProgress();
    if (id.keepFailures !== false && isDefinite(error) && !replayedErrors.has(error))
      return keepFailure(db, dialect, id, error);
    throw error;
  }
}

/** Stored failures that were thrown again, with the trace id of the request they were first the answer to. */
const replayedErrors = new WeakMap<Error, string | undefined>();

/** Stores a definite failure after its transaction rolled back; when a twin was faster, its outcome counts. */
async function keepFailure<T extends OperationTables, V>(
  db: Kysely<T>,
  dialect: Dialect,
  id: OperationId,
  error: ExpectedError,
): Promise<Done<V>> {
  if (await retried(() => insertOutcome(own(db), dialect, id, failure(error, id.traceId)))) throw error;
  return replay<V>(await findOperation(db, id.scope, id.key), id);
}

type Stored = { requestHash: string | null; outcome: unknown };

const selectOperation = prepared(
  (db: Kysely<OperationTables>, { scope, key }: { scope: string; key: string }) =>
    db
      .selectFrom('idempotent_operation')
      .select(['requestHash', 'outcome'])
      .where('scope', '=', scope)
      .where('operationKey', '=', key),
);

/** The stored row of an operation, if any. */
export const findOperation = async <T extends OperationTables>(
  db: Kysely<T> | Transaction<T>,
  scope: string,
  key: string,
): Promise<Stored | undefined> => (await selectOperation.rows(own(db), { scope, key }))[0];

/** Reads a stored outcome as the answer to a repetition: its value, or its failure thrown again. */
export function replay<V>(stored: Stored | undefined, id: OperationId): Done<V> {
  if (!stored || stored.outcome === null) throw inProgress();
  if (stored.requestHash === null) tombstones.inc();
  else if (stored.requestHash !== requestHash(id.request)) throw keyReused();
  duplicates.inc();
  const outcome = stored.outcome as Outcome<V>;
  if ('ok' in outcome) return { value: outcome.ok, replayed: true };
  const { code, message, status, field, details, traceId } = outcome.error;
  const error = new ExpectedError(code, message, { status, ...(field && { field }), details });
  replayedErrors.set(error, traceId);
  throw error;
}

/** True when `error` is a stored failure answered again. */
export const isReplayed = (error: unknown): boolean => Error.isError(error) && replayedErrors.has(error);

/** The trace id of the request that a stored failure was first the answer to, if it was kept. */
export const firstTraceId = (error: Error): string | undefined => replayedErrors.get(error);

/**
 * runOnce for an effect whose value is known beforehand: `write` records the operation (recordOperation) in one
 * all-or-nothing write with its effect, and answers false when an earlier request recorded it. A duplicate waits for
 * the first write, which is short; a lock that the connection's time-out ends is IDEMPOTENCY_IN_PROGRESS.
 */
export async function writeOnce<T extends OperationTables, V>(
  db: Kysely<T>,
  id: OperationId,
  value: V,
  write: (operation: OperationValues) => Promise<boolean>,
): Promise<Done<V>> {
  try {
    if (await write(operationValues(id, { ok: value }))) return { value, replayed: false };
  } catch (error) {
    throw isLockTimeout(error) ? inProgress() : error;
  }
  return replay<V>(await findOperation(db, id.scope, id.key), id);
}

/** A row of an operation without the times, which are the database's. */
export interface OperationValues {
  readonly scope: string;
  readonly operationKey: string;
  readonly requestHash: string | null;
  /** JSON; null while it runs. */
  readonly outcome: string | null;
}

export const operationValues = (id: OperationId, outcome: Outcome<unknown> | null): OperationValues => ({
  scope: id.scope,
  operationKey: id.key,
  requestHash: outcome === CANCELLED ? null : requestHash(id.request),
  outcome: outcome === null ? null : JSON.stringify(outcome),
});

/**
 * Records an operation whose outcome is known beforehand: the guard of the write of its effect, which is not written
 * when an earlier request recorded the operation.
 */
export const recordOperation = <T extends OperationTables>(
  db: Kysely<T>,
  dialect: Dialect,
  values: OperationValues,
  kept: OperationId['kept'],
): Guard => mustInsert(dialect, operationInsert(db, dialect, values, kept), 'operationKey');

/** The insert of an operation; with a lease it is one that runs. */
export const operationInsert = <T extends OperationTables>(
  db: Kysely<T>,
  dialect: Dialect,
  { outcome, ...values }: OperationValues,
  kept: OperationId['kept'],
  leaseMs: number | null = null,
) =>
  own(db)
    .insertInto('idempotent_operation')
    .values({
      ...values,
      outcome: outcome === null ? null : jsonText<unknown>(outcome),
      leaseUntil: leaseMs === null ? null : databaseNowPlus(dialect, leaseMs),
      createdAt: databaseNow(dialect),
      expiresAt: kept === 'saga' ? null : databaseNowPlus(dialect, PUBLIC_KEY_TTL_MS),
    });

/** Inserts an operation's row without conflict; false when one is there. `outcome` null means it runs now. */
export async function insertOutcome<T extends OperationTables>(
  db: Kysely<T> | Transaction<T>,
  dialect: Dialect,
  id: OperationId,
  outcome: Outcome<unknown> | null,
  leaseMs: number | null = null,
): Promise<boolean> {
  const insert = operationInsert(db, dialect, operationValues(id, outcome), id.kept, leaseMs);
  try {
    return await insertOnce(dialect, insert, 'operationKey');
  } catch (error) {
    // The row is locked by a twin whose transaction still runs; waiting longer would only tie up a connection.
    throw isLockTimeout(error) ? inProgress() : error;
  }
}

/**
 * Marks a saga's step as cancelled unless it is there already: the late original then gets 409 OPERATION_CANCELLED.
 * Answers true when the tombstone was written, false when the step (or an earlier tombstone) was there first. Call it
 * inside the undo's transaction.
 */
export const tombstone = <T extends OperationTables>(
  tx: Transaction<T>,
  dialect: Dialect,
  sagaId: string,
  step: string,
): Promise<boolean> =>
  insertOutcome(tx, dialect, { scope: sagaId, key: step, request: null, kept: 'saga' }, CANCELLED);

/** An expected error as a stored outcome. */
export const failure = (
  { code, message, status, field, details }: ExpectedError,
  traceId?: string,
): Outcome<never> => ({
  error: { code, message, status, field, details, ...(traceId !== undefined && { traceId }) },
});
