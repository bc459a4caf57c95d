import { type InsertQueryBuilder, type InsertResult, sql } from 'kysely';
import type { Dialect } from './database.ts';

/**
 * Inserts one row unless its key is taken; true when it was inserted. `keyColumn` is a column of the primary key, as
 * the table's property name. The table must have no AUTO_INCREMENT column.
 *
 * Not by catching the violation, which aborts a PostgreSQL transaction, nor by MySQL's `insert ignore`, which also
 * cuts texts that are too long and calls it a warning. MySQL's `on duplicate key update` refuses those, but reports
 * one affected row whether it inserted or not (mysql2 asks for found rows, not changed ones). LAST_INSERT_ID(1),
 * evaluated for a duplicate only, puts a 1 into the answer's insert id (MySQL manual, "INSERT ... ON DUPLICATE KEY
 * UPDATE Statement" and "LAST_INSERT_ID(expr)"; MariaDB does the same).
 */
export const insertOnce = async <DB, T extends keyof DB>(
  dialect: Dialect,
  insert: InsertQueryBuilder<DB, T, InsertResult>,
  keyColumn: string,
): Promise<boolean> =>
  wasInserted(dialect, await conflictFree(dialect, insert, keyColumn).executeTakeFirstOrThrow());

/** The insert that leaves a row with its key as it is. */
export function conflictFree<DB, T extends keyof DB>(
  dialect: Dialect,
  insert: InsertQueryBuilder<DB, T, InsertResult>,
  keyColumn: string,
): InsertQueryBuilder<DB, T, InsertResult> {
  if (dialect === 'postgresql') return insert.onConflict((on) => on.doNothing());
  const key = sql.ref(keyColumn);
  const unchanged = { [keyColumn]: sql`if(last_insert_id(1), ${key}, ${key})` };
  return insert.onDuplicateKeyUpdate(unchanged as never);
}

/** Whether the answer to a conflictFree insert says that there was no conflict. */
export const wasInserted = (
  dialect: Dialect,
  { insertId, numInsertedOrUpdatedRows }: InsertResult,
): boolean => (dialect === 'postgresql' ? numInsertedOrUpdatedRows === 1n : insertId === undefined);
