import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Migrator } from '@mikro-orm/migrations';
import {
  type AbstractSqlDriver,
  type Configuration,
  type EntitySchemaWithMeta,
  type InferKyselyDB,
  MikroORM,
  type SqlEntityManager,
} from '@mikro-orm/sql';
import { CamelCasePlugin, CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { ConfigError } from './config.ts';
import { statements } from './metrics.ts';
import type { MigrationClass } from './migrations.ts';

export type Dialect = 'postgresql' | 'mysql';
export type Entities = readonly EntitySchemaWithMeta[];

/** Column names are the entities' property names, in types and at run time. */
type ByProperty = { columnNamingStrategy: 'property' };
export type Tables<E extends Entities> = InferKyselyDB<E[number], ByProperty>;

/** The shared query builder over a subgraph's tables; a transaction is one too. */
export type Db<E extends Entities> = Kysely<Tables<E>>;
export type Tx<E extends Entities> = Transaction<Tables<E>>;

export interface Database<E extends Entities> {
  readonly dialect: Dialect;
  /** Shared by all requests, stateless: for reads and hot paths. */
  readonly db: Db<E>;
  /** Forked once per request by the context; identity map and unit of work live there. */
  readonly em: SqlEntityManager;
  readonly orm: MikroORM;
  /** True when a statement runs through within 1 s. */
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DatabaseOptions<E extends Entities> {
  url: string;
  entities: E;
  migrations: readonly MigrationClass[];
  /** Most connections this process holds. */
  pool: number;
}

export const dialectOf = (url: string): Dialect => (url.startsWith('mysql:') ? 'mysql' : 'postgresql');

const TIMESTAMPTZ = 1184;
const INT8 = 20;

/**
 * Prepares every parametrised statement by name, so that PostgreSQL parses and plans it once per connection, and
 * counts statements. At most MAX_NAMED distinct texts are named; a text beyond that is sent unnamed.
 */
class PreparingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values] = args;
    if (typeof text === 'string') {
      countStatement(text, this.database);
      if (Array.isArray(values) && values.length > 0) {
        const name = statementName(text);
        if (name) args.splice(0, 2, { name, text, values });
      }
    }
    return super.query(...(args as [never])) as never;
  }
}

const countStatement = (text: string, database: string | undefined) =>
  statements.inc({ kind: text === 'commit' ? 'commit' : 'statement', database: database ?? '' });

/** The name of the database that an URL is for. */
export const databaseName = (url: string): string => new URL(url).pathname.slice(1);

const MAX_NAMED = 400;
const names = new Map<string, string>();

function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MAX_NAMED) return known;
  const name = `s${createHash('sha1').update(text).digest('hex').slice(0, 20)}`;
  names.set(text, name);
  return name;
}

/** Longest wait for a connection, be it a new one or one that others use, ms. */
const CONNECT_TIMEOUT_MS = 5_000;
const CONNECT_TRIES = 6;
/** Longest that a health check waits: an orchestrator's probe gives up soon after. */
const PROBE_MS = 1_000;

/**
 * The time-outs travel in PostgreSQL's start-up message, so that they cost no statement. They end what hangs: a
 * statement, a transaction whose process is stuck, a wait for a lock (less where a transaction says so itself).
 */
const postgresDriverOptions = {
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 15_000,
  lock_timeout: 5_000,
  Client: PreparingClient,
  types: {
    getTypeParser: (oid: number, format: 'text') => {
      if (oid === INT8) return Number;
      if (oid === TIMESTAMPTZ) return (text: string) => new Date(text);
      return pg.types.getTypeParser(oid, format);
    },
  },
};

interface KyselyConnection {
  executeQuery(query: CompiledQuery): Promise<unknown>;
}

/**
 * Sets a new MySQL connection's session (READ COMMITTED, UTC, 1 s at most for a lock: transact() tries again, and a
 * duplicate of a running operation is told so) and counts what runs on it.
 */
async function prepareMysqlConnection(database: string, connection: unknown): Promise<void> {
  const session = connection as KyselyConnection;
  // Not by its variable: MySQL calls that transaction_isolation, MariaDB 10 tx_isolation.
  await session.executeQuery(CompiledQuery.raw('set session transaction isolation level read committed'));
  await session.executeQuery(
    CompiledQuery.raw("set session time_zone = '+00:00', innodb_lock_wait_timeout = 1"),
  );
  const execute = session.executeQuery.bind(session);
  session.executeQuery = (query) => {
    countStatement(query.sql, database);
    return execute(query);
  };
}

/** Opens the database of `url`; does not connect yet. The URL's scheme picks the driver. */
export async function openDatabase<const E extends Entities>(
  options: DatabaseOptions<E>,
): Promise<Database<E>> {
  const dialect = dialectOf(options.url);
  // Only the driver in use is loaded: the other one would cost every process memory.
  const driver = (dialect === 'mysql'
    ? (await import('@mikro-orm/mysql')).MySqlDriver
    : (await import('@mikro-orm/postgresql')).PostgreSqlDriver) as unknown as new (
    config: Configuration,
  ) => AbstractSqlDriver;
  const orm = await MikroORM.init<AbstractSqlDriver>({
    driver,
    clientUrl: options.url,
    entities: [...options.entities],
    extensions: [Migrator],
    migrations: {
      tableName: 'schema_migration',
      migrationsList: options.migrations.map((migration) => ({
        name: migration.migrationName,
        class: migration,
      })),
      snapshot: false,
      allOrNothing: false,
    },
    pool: { min: 0, max: options.pool },
    forceUtcTimezone: true,
    // Creating a missing database is the operator's to do; connect() would otherwise send statements, too.
    ensureDatabase: false,
    driverOptions:
      dialect === 'mysql'
        ? { dateStrings: false, connectTimeout: CONNECT_TIMEOUT_MS }
        : postgresDriverOptions,
    ...(dialect === 'mysql' && {
      onCreateConnection: (connection: unknown) =>
        prepareMysqlConnection(databaseName(options.url), connection),
    }),
    logger: () => {},
  });
  await orm.connect();
  const em = orm.em as SqlEntityManager;
  // Not MikroORM's own renaming: in a join of `product` it takes the column product_id for product.id.
  const db = em
    .fork()
    .getKysely()
    .withPlugin(new CamelCasePlugin({ maintainNestedObjectKeys: true })) as unknown as Db<E>;
  return {
    dialect,
    db,
    em,
    orm: orm as unknown as MikroORM,
    isUp: async () => {
      const answered = new AbortController();
      try {
        const late = delay(PROBE_MS, false, { signal: answered.signal });
        return await Promise.race([sql`select 1`.execute(db).then(() => true), late]);
      } catch {
        return false;
      } finally {
        answered.abort();
      }
    },
    close: () => orm.close(true),
  };
}

/** Throws a ConfigError in one sentence when the database can not be reached; it never shows the URL's password. */
export async function requireDatabase(database: Database<Entities>, url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql`select 1`.execute(database.db);
      return;
    } catch (error) {
      const code = Error.isError(error) ? (error as NodeJS.ErrnoException).code : undefined;
      // A refusal has a code and is final; a time-out has none, and a machine where everything starts at once is slow.
      if (code === undefined && attempt < CONNECT_TRIES) continue;
      const { host, pathname } = new URL(url);
      throw new ConfigError(
        `The database ${pathname.slice(1)} at ${host} can not be reached (${code ?? 'it does not answer'}): start it or correct DATABASE_URL.`,
      );
    }
  }
}
