import {
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  type OperationNodeSource,
  type RawBuilder,
  sql,
  type UpdateQueryBuilder,
  type UpdateResult,
} from 'kysely';
import type { Dialect } from './database.ts';
import { conflictFree, wasInserted } from './insert-once.ts';
import { prepared } from './prepared.ts';
import { driverCode, retried, transact } from './transaction.ts';

/** A statement of the query builder that writes, not run yet. */
export interface Write extends OperationNodeSource {
  execute(): Promise<unknown>;
}

/** A write that must find what it is meant for; if it does not, nothing that is written with it is written either. */
export interface Guard {
  readonly write: Write;
  /** The write with its changed rows returned, for the condition of PostgreSQL's one statement. */
  readonly returning: OperationNodeSource;
  /** Whether MySQL's answer to the write says that it took effect. */
  tookEffect(answer: unknown): boolean;
}

const isGuard = (write: Write | Guard): write is Guard => 'tookEffect' in write;

/** An update that must find its row. */
export const mustUpdate = <DB, T extends keyof DB>(
  update: UpdateQueryBuilder<DB, T, T, UpdateResult>,
): Guard => ({
  write: update,
  returning: update.returning(sql<number>`1`.as('one')),
  tookEffect: (answer) => (answer as UpdateResult[])[0]!.numUpdatedRows > 0n,
});

/** An insert of one row whose key must be free; `keyColumn` as in insertOnce. */
export const mustInsert = <DB, T extends keyof DB>(
  dialect: Dialect,
  insert: InsertQueryBuilder<DB, T, InsertResult>,
  keyColumn: string,
): Guard => {
  const write = conflictFree(dialect, insert, keyColumn);
  return {
    write,
    returning: write.returning(sql<number>`1`.as('one')),
    tookEffect: (answer) => wasInserted(dialect, (answer as InsertResult[])[0]!),
  };
};

/** PostgreSQL's code for the division that a failed guard makes. */
const DIVISION_BY_ZERO = '22012';

/**
 * Writes of which none needs another's result, all or nothing, compiled once per shape of their values (prepared.ts
 * says what `build` may do). Answers false, with nothing written, when a guard did not find what it is meant for.
 *
 * On PostgreSQL it is one statement, `with ... as (insert ...), ... select`, which costs one round trip and no
 * transaction around it; a failed guard makes it divide by zero and so undoes it. Foreign keys among the writes hold,
 * since PostgreSQL checks them when the statement ends. On MySQL it is a transaction of the same writes in order.
 */
export function preparedWrites<T, Given extends object>(
  build: (db: Kysely<T>, given: Given, dialect: Dialect) => readonly (Write | Guard)[],
): (db: Kysely<T>, dialect: Dialect, given: Given) => Promise<boolean> {
  const atOnce = prepared<T, Given, unknown>((db, given) => asOneStatement(build(db, given, 'postgresql')));
  return async (db, dialect, given) => {
    try {
      if (dialect === 'postgresql') await retried(() => atOnce.rows(db, given));
      else
        await transact(db, async (tx) => {
          for (const write of build(tx, given, dialect)) await runInOrder(write);
        });
      return true;
    } catch (error) {
      if (error instanceof GuardFailed || driverCode(error) === DIVISION_BY_ZERO) return false;
      throw error;
    }
  };
}

/** Rolls MySQL's transaction back. */
class GuardFailed extends Error {
  override name = 'GuardFailed';
}

async function runInOrder(write: Write | Guard): Promise<void> {
  if (!isGuard(write)) await write.execute();
  else if (!write.tookEffect(await write.write.execute())) throw new GuardFailed();
}

/** WITH of all the writes; the division by zero is evaluated after the guards, which are read for it. */
function asOneStatement(writes: readonly (Write | Guard)[]): RawBuilder<unknown> {
  const names = writes.map((_, index) => sql.raw(`write_${index}`));
  const parts = writes.map(
    (write, index) => sql`${names[index]} as (${isGuard(write) ? write.returning : write})`,
  );
  const guards = names.filter((_, index) => isGuard(writes[index]!));
  if (guards.length === 0) return sql`with ${sql.join(parts)} select 1`;
  const all = sql.join(
    guards.map((name) => sql`exists (select 1 from ${name})`),
    sql` and `,
  );
  return sql`with ${sql.join(parts)} select 1 / case when ${all} then 1 else 0 end`;
}

/** The writes within a transaction, as one statement where the engine can; for changes that are not worth preparing. */
export async function writeTogether<T>(
  tx: Kysely<T>,
  dialect: Dialect,
  writes: readonly Write[],
): Promise<void> {
  if (dialect === 'postgresql') await asOneStatement(writes).execute(tx);
  else for (const write of writes) await write.execute();
}
