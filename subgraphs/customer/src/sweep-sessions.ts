import { databaseNow } from '@eci/kit/clock';
import { periodic } from '@eci/kit/periodic';
import type { Worker } from '@eci/kit/subgraph';
import type { CustomerDb } from './database.ts';
import { forgetOldFailures } from './login-throttle.ts';
import type { CustomerRuntime } from './services.ts';

const HOUR = 60 * 60 * 1_000;

/** Deletes sessions past their 30 days, with their tokens, and failures past their window. */
export async function sweepSessions(db: CustomerDb): Promise<void> {
  await db.deleteFrom('session').where('expiresAt', '<=', databaseNow('postgresql')).execute();
  await forgetOldFailures(db);
}

/** Sweeps every hour. Nothing depends on it: what is expired counts as gone. */
export const createSessionSweeper = ({ db, log }: CustomerRuntime): Worker =>
  periodic(log, 'session sweeper', HOUR, () => sweepSessions(db));
