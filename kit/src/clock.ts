import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from './database.ts';

/** The database's clock, now: leases and due times are compared on one clock, never on a process's own. */
export const databaseNow = (dialect: Dialect): RawBuilder<Date> =>
  dialect === 'mysql' ? sql<Date>`utc_timestamp(6)` : sql<Date>`clock_timestamp()`;

/** The database's clock, `ms` milliseconds from now (negative for the past). */
export const databaseNowPlus = (dialect: Dialect, ms: number): RawBuilder<Date> =>
  dialect === 'mysql'
    ? sql<Date>`utc_timestamp(6) + interval (${ms} * 1000) microsecond`
    : sql<Date>`clock_timestamp() + ${ms}::float8 * interval '1 millisecond'`;
