import type { EmbeddedPostgres } from './embedded-postgres.ts';
import type { PlatformOptions } from './platform-options.ts';

const LOOK_EVERY = 500;

/**
 * Starts the database server again when it died: nobody else would, as it is no child of ours. Until disposed of, which
 * waits for an attempt that runs.
 */
export function keepAlive(postgres: EmbeddedPostgres, log: PlatformOptions['log']): AsyncDisposable {
  const say = (text: string) => void (typeof log === 'function' && log({ source: 'platform', text }));
  let attempt: Promise<void> | null = null;
  const revive = async () => {
    say('PostgreSQL ended unexpectedly; it is started again.');
    try {
      await postgres.revive();
      say('PostgreSQL runs again.');
    } catch (error) {
      say((error as Error).message);
    }
    attempt = null;
  };
  const timer = setInterval(() => {
    if (attempt === null && postgres.pid === null) attempt = revive();
  }, LOOK_EVERY);
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await attempt;
    },
  };
}
