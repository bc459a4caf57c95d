import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTemporaryDataDir, removeTemporaryDataDir } from '../platform/data-dir.ts';
import { startPlatform } from '../platform/platform.ts';
import type { Platform, PlatformOptions } from '../platform/platform-options.ts';
import { seedDemo } from '../platform/seed/seed.ts';
import { SERVICES } from '../platform/topology.ts';
import { round } from './load.ts';
import { memoryOf } from './processes.ts';

/** After this long without a request the garbage of starting is collected and caches have settled. */
const REST_MS = 15_000;

/** How long `npm start` takes, the first time and later, and what it takes at rest. */
export interface StartLine {
  readonly bench: 'start';
  /** Until everything answers and the demo shop is filled: no data, no compiled code, as in a fresh clone. */
  readonly firstReadyMs: number;
  /** The same again on the data and the compiled code that the first start left. */
  readonly laterReadyMs: number;
  /** Proportional set size by process, MB, after the later start and a rest; the supervisor is this process. */
  readonly pssMb: Readonly<Record<string, number>>;
  readonly totalPssMb: number;
}

/** Starts the demo platform in an empty folder, stops it, starts it again, and lets it rest. */
export async function benchStart(): Promise<StartLine> {
  const dataDir = await createTemporaryDataDir();
  try {
    const [first, firstReadyMs] = await timedStart(dataDir);
    await first.stop();
    const [later, laterReadyMs] = await timedStart(dataDir);
    await using _stopped = later;
    await delay(REST_MS);
    const memory = memoryOf(later);
    return {
      bench: 'start',
      firstReadyMs,
      laterReadyMs,
      pssMb: Object.fromEntries(Object.entries(memory).map(([name, mb]) => [name, Math.round(mb)])),
      totalPssMb: round(
        Object.values(memory).reduce((sum, mb) => sum + mb, 0),
        0,
      ),
    };
  } finally {
    await removeTemporaryDataDir(dataDir);
  }
}

async function timedStart(dataDir: string): Promise<[Platform, number]> {
  const compiled = { NODE_COMPILE_CACHE: path.join(dataDir, 'compiled') };
  const options: PlatformOptions = {
    dataDir,
    fsync: true,
    seed: seedDemo,
    env: Object.fromEntries(SERVICES.map((name) => [name, compiled])),
  };
  const begun = performance.now();
  const platform = await startPlatform(options);
  return [platform, Math.round(performance.now() - begun)];
}
