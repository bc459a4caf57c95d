import type { Kysely } from 'kysely';
import { databaseNow, databaseNowPlus } from './clock.ts';
import type { Tables } from './database.ts';
import type { InboxEvent } from './inbox.entity.ts';
import type { Operation } from './operation.entity.ts';
import { periodic } from './periodic.ts';
import type { Runtime, Worker } from './subgraph.ts';

const HOUR = 60 * 60 * 1_000;
/** Longer than any sink is away: a duplicate that comes later than this would take effect again. */
const INBOX_KEPT_MS = 30 * 24 * HOUR;

/** Forgets client keys past their day and inbox rows past a month, every hour. */
export function createJanitor(runtime: Runtime): Worker {
  const db = runtime.db as unknown as Kysely<Tables<readonly [typeof Operation, typeof InboxEvent]>>;
  const { dialect } = runtime.database;
  return periodic(runtime.log, 'janitor', HOUR, async () => {
    await db.deleteFrom('idempotent_operation').where('expiresAt', '<', databaseNow(dialect)).execute();
    await db
      .deleteFrom('inbox_event')
      .where('receivedAt', '<', databaseNowPlus(dialect, -INBOX_KEPT_MS))
      .execute();
  });
}
