import { setTimeout as delay } from 'node:timers/promises';

/**
 * Awaits a condition: polls `probe` until it answers something other than null, undefined or false, and answers that.
 * Throws after `withinMs` with what was awaited and the last failure.
 */
export async function eventually<T>(
  awaited: string,
  probe: () => Promise<T | null | undefined | false>,
  withinMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown = 'nothing yet';
  while (performance.now() < deadline) {
    try {
      const found = await probe();
      if (found !== null && found !== undefined && found !== false) return found;
    } catch (error) {
      last = error;
    }
    await delay(25);
  }
  throw new Error(`${awaited} did not happen within ${withinMs} ms.`, { cause: last });
}
