import { describe } from '@jest/globals';
import type { Dialect } from '../database.ts';
import { mysqlServerUrl } from './mysql.ts';

/** The engines tests can run on here: PostgreSQL always, MySQL when MYSQL_URL names a server of it (or MariaDB). */
export const engines = (): Dialect[] => (mysqlServerUrl() ? ['postgresql', 'mysql'] : ['postgresql']);

/**
 * Declares the suite `name` once per engine of `engines()`. What can not be tested is said in one loud line, so that a
 * run without MySQL is never taken for a proof that MySQL works.
 */
export function describeOnEngines(name: string, suite: (engine: Dialect) => void): void {
  for (const engine of engines()) describe(`${name}, on ${engine}`, () => suite(engine));
  if (engines().includes('mysql')) return;
  process.stderr.write(
    `\n!!! NOT TESTED ON MYSQL: ${name}. Set MYSQL_URL (mysql://root@127.0.0.1:3306) to a server these tests may create databases on.\n`,
  );
}
