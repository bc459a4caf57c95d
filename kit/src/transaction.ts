import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { counter } from './metrics.ts';

const TRIES = 5;
/** What the driver `pg` says, without a code, when a connection ends under a statement or none is to be had in time. */
const PG_AWAY = new Set([
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
]);
const retries = counter(
  'db_transaction_retries_total',
  'Transactions run again after a deadlock or a lock time-out.',
);

/** The driver's code of an error: SQLSTATE on PostgreSQL, the symbolic name on MySQL. */
export function driverCode(error: unknown): string | undefined {
  const code = Error.isError(error) ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const RETRYABLE = new Set(['40001', '40P01', 'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT']);
const LOCK_TIMEOUT = new Set(['55P03', 'ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_NOWAIT']);
/** A database that is not there: connections refused or cut, a server that shuts down, starts, or is full. */
const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'],
  ...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006'],
  ...['PROTOCOL_CONNECTION_LOST', 'ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR'],
]);
const UNIQUE = new Set(['23505', 'ER_DUP_ENTRY']);

export const isLockTimeout = (error: unknown) => LOCK_TIMEOUT.has(driverCode(error) ?? '');
/** True when the database could not be reached; whether a commit that was under way took effect is unknown then. */
export const isDatabaseAway = (error: unknown): boolean =>
  AWAY.has(driverCode(error) ?? '') || (Error.isError(error) && PG_AWAY.has(error.message));
export const isUniqueViolation = (error: unknown) => UNIQUE.has(driverCode(error) ?? '');

/**
 * Runs `work` in one transaction and runs it again after a deadlock or serialization failure, so `work` must not have
 * effects outside the transaction. Parallel duplicate inserts deadlock by design on MySQL; without the retry one of
 * two harmless duplicates would answer 500.
 */
export const transact = <T, R>(db: Kysely<T>, work: (tx: Transaction<T>) => Promise<R>): Promise<R> =>
  retried(() => db.transaction().execute(work));

/** The same retries for one statement that is its own transaction. */
export async function retried<R>(work: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !RETRYABLE.has(driverCode(error) ?? '')) throw error;
      retries.inc();
      await delay(attempt * 5 * (1 + Math.random()));
    }
  }
}

/** A JSON column's value in an insert or update: as text, since drivers spread objects and arrays in ways of their own. */
export const json = <V>(value: V): RawBuilder<V> => jsonText(JSON.stringify(value));

/** The same of a value that is JSON text already, as a prepared statement needs it. */
export const jsonText = <V>(text: string): RawBuilder<V> => sql<V>`${text}`;
