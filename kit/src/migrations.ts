import { Migration } from '@mikro-orm/migrations';
import type { MikroORM } from '@mikro-orm/sql';
import { CompiledQuery } from 'kysely';
import type { Database, Dialect, Entities } from './database.ts';

/** A migration: forward only, named by intent, one concern. */
export interface MigrationClass {
  readonly migrationName: string;
  new (...args: ConstructorParameters<typeof Migration>): Migration;
}

/** Column types by what they mean, per engine. Ids and codes compare byte by byte on both. */
export const columnTypes = {
  postgresql: {
    id: 'varchar(64)',
    text: 'text',
    integer: 'integer',
    bigint: 'bigint',
    boolean: 'boolean',
    json: 'jsonb',
    instant: 'timestamptz(3)',
    lease: 'timestamptz(6)',
  },
  mysql: {
    id: 'varchar(64)',
    text: 'text',
    integer: 'int',
    bigint: 'bigint',
    boolean: 'tinyint(1)',
    json: 'json',
    instant: 'datetime(3)',
    lease: 'datetime(6)',
  },
} as const;

export type ColumnTypes = (typeof columnTypes)[Dialect];

export interface TableDefinition {
  name: string;
  /** Column name to type and constraints, in order. */
  columns: Record<string, string>;
  /** Table constraints: keys, foreign keys, checks (name them). */
  constraints: readonly string[];
  /** Index name to its definition; `where` makes it partial on PostgreSQL and is left out on MySQL. */
  indexes?: Record<string, { on: string; where?: string }>;
}

/** The statements that create a table: several on PostgreSQL (its DDL is transactional), exactly one on MySQL. */
export function createTable(dialect: Dialect, table: TableDefinition): string[] {
  const body = [
    ...Object.entries(table.columns).map(([name, type]) => `${name} ${type}`),
    ...table.constraints,
  ];
  const indexes = Object.entries(table.indexes ?? {});
  if (dialect === 'mysql') {
    const keys = indexes.map(([name, { on }]) => `index ${name} (${on})`);
    return [
      `create table ${table.name} (${[...body, ...keys].join(', ')}) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
    ];
  }
  return [
    `create table ${table.name} (${body.join(', ')})`,
    ...indexes.map(
      ([name, { on, where }]) =>
        `create index ${name} on ${table.name} (${on})${where ? ` where ${where}` : ''}`,
    ),
  ];
}

/** Declares a migration from the statements `build` gives for the engine in use. On MySQL it must be one statement. */
export function migration(
  name: string,
  build: (types: ColumnTypes, dialect: Dialect) => readonly string[],
): MigrationClass {
  return class extends Migration {
    static readonly migrationName = name;

    override up(): void {
      const dialect: Dialect = this.driver.getPlatform().constructor.name.startsWith('MySql')
        ? 'mysql'
        : 'postgresql';
      const statements = build(columnTypes[dialect], dialect);
      if (dialect === 'mysql' && statements.length > 1) {
        throw new Error(
          `Migration ${name} has ${statements.length} statements; MySQL can not undo a half-done one, so split it.`,
        );
      }
      // A change of a large table takes as long as it takes. The lock's time-out stays: who waits for a table's lock
      // holds up all who come later.
      if (dialect === 'postgresql') this.addSql('set local statement_timeout = 0');
      for (const statement of statements) this.addSql(statement);
    }
  };
}

/** A migration that creates one table. */
export const tableMigration = (
  name: string,
  table: (types: ColumnTypes, dialect: Dialect) => TableDefinition,
) => migration(name, (types, dialect) => createTable(dialect, table(types, dialect)));

const LOCK = 'eci schema migration';
const LOCK_WAIT_SECONDS = 60;

/** MySQL's locks belong to the server, PostgreSQL's to the database: hence the database's name in the former. */
const mysqlLock = [
  CompiledQuery.raw("select get_lock(left(concat(?, ' ', database()), 64), ?) as locked", [
    LOCK,
    LOCK_WAIT_SECONDS,
  ]),
  CompiledQuery.raw("select release_lock(left(concat(?, ' ', database()), 64))", [LOCK]),
] as const;
const postgresqlLock = [
  CompiledQuery.raw('select pg_advisory_lock(hashtext($1)) as locked', [LOCK]),
  CompiledQuery.raw('select pg_advisory_unlock(hashtext($1))', [LOCK]),
] as const;
/** The connection's time-outs are for requests; they would also end the wait for another process's migrations. */
const PATIENT = ['set lock_timeout = 0', 'set statement_timeout = 0'];
const AS_BEFORE = ['reset lock_timeout', 'reset statement_timeout'];

/**
 * Brings the database to the newest schema; returns the names of what ran. One process migrates at a time: replicas
 * that start together wait on a lock the server frees when its holder dies. Refuses a database that is newer than
 * this code, since it may have lost columns this code writes.
 */
export async function migrate(
  database: Database<Entities>,
  migrations: readonly MigrationClass[],
): Promise<string[]> {
  return database.db.connection().execute(async (connection) => {
    const [lock, unlock] = database.dialect === 'mysql' ? mysqlLock : postgresqlLock;
    const run = async (texts: readonly string[]) => {
      if (database.dialect === 'mysql') return;
      for (const text of texts) await connection.executeQuery(CompiledQuery.raw(text));
    };
    await run(PATIENT);
    const { rows } = await connection.executeQuery<{ locked: unknown }>(lock);
    // MySQL answers 0 when another process held the lock all the time it waits; PostgreSQL waits as long as it takes.
    if (rows[0]?.locked === 0) {
      throw new Error(
        `Another process has been migrating for ${LOCK_WAIT_SECONDS} s: see what it does, then start this one again.`,
      );
    }
    try {
      await refuseNewerSchema(database, migrations);
      const done = await (database.orm as MikroORM).migrator.up();
      return done.map((entry) => entry.name);
    } finally {
      await connection.executeQuery(unlock);
      await run(AS_BEFORE);
    }
  });
}

async function refuseNewerSchema(
  database: Database<Entities>,
  migrations: readonly MigrationClass[],
): Promise<void> {
  const executed = await (database.orm as MikroORM).migrator.getExecuted();
  const known = new Set(migrations.map((entry) => entry.migrationName));
  const unknown = executed.find((entry) => !known.has(entry.name));
  if (unknown) {
    throw new Error(
      `The database has the migration ${unknown.name}, which this version does not know: run the newer version.`,
    );
  }
}
