import pg from 'pg';
import { type Dialect, type Entities, openDatabase } from '../database.ts';
import { newId, sha256 } from '../ids.ts';
import { type MigrationClass, migrate } from '../migrations.ts';
import { createMysqlDatabase } from './mysql.ts';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Runs `work` on a connection to the server that the tests' global setup started. */
async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(serverUrl());
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_PG_URL;
  if (!url)
    throw new Error(
      'TEST_PG_URL is missing: run the tests with npm test, whose global setup starts PostgreSQL.',
    );
  return url;
}

const withDatabase = (name: string): string =>
  Object.assign(new URL(serverUrl()), { pathname: `/${name}` }).href;

/**
 * A private database with the schema of `migrations`, on PostgreSQL unless told otherwise. There it is copied from a
 * template that the first caller makes, so that a test file pays about 20 ms for it.
 */
export async function createTestDatabase(
  entities: Entities,
  migrations: readonly MigrationClass[],
  engine: Dialect = 'postgresql',
): Promise<TestDatabase> {
  if (engine === 'mysql') return createMysqlDatabase(entities, migrations);
  const template = `template_${sha256(migrations.map((entry) => entry.migrationName + entry.toString()).join()).slice(0, 16)}`;
  const name = newId('test');
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock(4711)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount === 0) await createTemplate(client, template, entities, migrations);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
    await client.query('select pg_advisory_unlock(4711)');
  });
  return {
    url: withDatabase(name),
    drop: () => onServer(async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}

async function createTemplate(
  client: pg.Client,
  template: string,
  entities: Entities,
  migrations: readonly MigrationClass[],
): Promise<void> {
  const building = newId('building');
  await client.query(`create database ${building}`);
  const database = await openDatabase({ url: withDatabase(building), entities, migrations, pool: 2 });
  await migrate(database, migrations);
  await database.close();
  await client.query(`alter database ${building} rename to ${template}`);
}
