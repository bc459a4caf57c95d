import type { Connection } from 'mysql2/promise';
import { type Entities, openDatabase } from '../database.ts';
import { newId } from '../ids.ts';
import { type MigrationClass, migrate } from '../migrations.ts';
import type { TestDatabase } from './database.ts';

/** The server of MYSQL_URL, if any: a MySQL or MariaDB on which tests may create and drop databases. */
export const mysqlServerUrl = (): string | undefined => process.env.MYSQL_URL || undefined;

function requireServerUrl(): string {
  const url = mysqlServerUrl();
  if (!url) throw new Error('MYSQL_URL is missing: set it to a server on which tests may create databases.');
  return url;
}

async function onServer<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(requireServerUrl());
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

/**
 * A private MySQL database with the schema of `migrations`, which run every time: MySQL can not copy a template.
 * Its default collation is a case-insensitive one on purpose, so that a table that forgets its own shows.
 */
export async function createMysqlDatabase(
  entities: Entities,
  migrations: readonly MigrationClass[],
): Promise<TestDatabase> {
  const name = newId('test');
  await onServer((connection) =>
    connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_general_ci`),
  );
  const url = Object.assign(new URL(requireServerUrl()), { pathname: `/${name}` }).href;
  const drop = () => onServer(async (connection) => void (await connection.query(`drop database ${name}`)));
  try {
    const database = await openDatabase({ url, entities, migrations, pool: 2 });
    await migrate(database, migrations).finally(() => database.close());
  } catch (error) {
    await drop();
    throw error;
  }
  return { url, drop };
}
