import pg from 'pg';
import type { Cluster } from './postgres-cluster.ts';

const SECOND = 1_000;

/** PostgreSQL's code for a database that exists (appendix A of its manual). */
const DUPLICATE_DATABASE = '42P04';

/** Makes a database, from a template if one is named. False when it existed. */
export async function createDatabase(cluster: Cluster, name: string, template?: string): Promise<boolean> {
  const from = template ? ` template ${pg.escapeIdentifier(template)}` : '';
  try {
    // file_copy is the faster strategy for small templates.
    await query(cluster, `create database ${pg.escapeIdentifier(name)}${from} strategy file_copy`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === DUPLICATE_DATABASE) return false;
    throw error;
  }
}

/** Runs one statement as the superuser on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(cluster: Cluster, sql: string): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: urlOf(cluster, 'postgres'),
    connectionTimeoutMillis: 5 * SECOND,
  });
  // A server that ends meanwhile also reports on the idle connection; the query's own error is the one we want.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Row>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

/** The URL of a database, superuser and password included. */
export function urlOf({ password, port }: Cluster, database: string): string {
  return `postgresql://eci:${password}@127.0.0.1:${port}/${database}`;
}
