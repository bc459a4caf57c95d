/**
 * Loaded into every child before its own code (`node --import`): a child must end when its supervisor is gone. Services
 * do so gracefully by themselves once they run; this covers the time before they listen for it, and a service that
 * hangs on its way out.
 */
import { flushCompileCache } from 'node:module';

const SECOND = 1_000;

/** Longer than services give themselves. */
const LIMIT = 25 * SECOND;

/** When start-up is over and everything that will be compiled has been. */
const SETTLED = 3 * SECOND;

process.once('disconnect', () => {
  const nobodyElseListens = process.listenerCount('disconnect') === 0;
  if (nobodyElseListens) process.exit(1);
  setTimeout(() => process.exit(1), LIMIT).unref();
});

// Node writes the cache at exit only, and a killed process has none.
setTimeout(flushCompileCache, SETTLED).unref();
