import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from './log.ts';
import type { Worker } from './subgraph.ts';

/**
 * Runs `work` every `everyMs` (after the last run ended), first after one such wait. A failure is logged and the next
 * run tries again. Stopping waits for the run in progress.
 */
export function periodic(log: Logger, name: string, everyMs: number, work: () => Promise<void>): Worker {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await delay(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        await work();
      } catch (error) {
        log.error({ err: error, worker: name }, 'periodic work failed and is tried again');
      }
    }
  }
  return {
    start: () => {
      running = loop();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
