import type { Kysely } from 'kysely';
import { databaseNow, databaseNowPlus } from './clock.ts';
import type { Dialect, Tables } from './database.ts';
import type { InboxEvent } from './inbox.entity.ts';
import type { Operation } from './operation.entity.ts';
import { periodic } from './periodic.ts';
import type { Runtime, Worker } from './subgraph.ts';

const HOUR = 60 * 60 * 1_000;
/** Longer than any sink is away: a duplicate that comes later than this would take effect again. */
const INBOX_KEPT_MS = 30 * 24 * HOUR;

type JanitorTables = Tables<readonly [typeof Operation, typeof InboxEvent]>;

/** Forgets client keys past their day and inbox rows past a month, every hour. */
export const createJanitor = ({ log, db, database }: Runtime): Worker =>
  periodic(log, 'janitor', HOUR, () =>
    forgetExpired(db as unknown as Kysely<JanitorTables>, database.dialect),
  );

/** Deletes what nobody can ask for any more, by the database's clock. */
export async function forgetExpired<T extends JanitorTables>(db: Kysely<T>, dialect: Dialect): Promise<void> {
  const own = db as unknown as Kysely<JanitorTables>;
  await own.deleteFrom('idempotent_operation').where('expiresAt', '<', databaseNow(dialect)).execute();
  await own
    .deleteFrom('inbox_event')
    .where('receivedAt', '<', databaseNowPlus(dialect, -INBOX_KEPT_MS))
    .execute();
}
