import { statementCount } from '../kit/src/testing/subgraph.ts';
import type { Platform } from '../platform/platform-options.ts';
import { SUBGRAPH_NAMES } from '../platform/topology.ts';
import { type LoadResult, round, runLoad } from './load.ts';
import { cpuOf } from './processes.ts';

/** One line of a benchmark's output. */
export interface BenchLine extends Omit<LoadResult, 'count'> {
  readonly bench: string;
  /** Milliseconds of CPU per unit, by process. */
  readonly cpuMsPerRequest: Record<string, number>;
  /** SQL statements per unit over all contexts, begin and commit included. */
  readonly sqlPerRequest: number;
}

export interface Load {
  readonly clients: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

const statements = async ({ urls }: Platform): Promise<number> => {
  const counts = await Promise.all(SUBGRAPH_NAMES.map((name) => statementCount(urls[name])));
  return counts.reduce((sum, count) => sum + count, 0);
};

/** Warms up, then loads the platform and measures what it took. CPU of the load generator is not counted. */
export async function measure(
  bench: string,
  platform: Platform,
  { clients, seconds, warmUpSeconds }: Load,
  unit: (client: number) => Promise<boolean>,
): Promise<BenchLine> {
  await runLoad(clients, warmUpSeconds, unit);
  const [sqlBefore, cpuBefore] = [await statements(platform), cpuOf(platform)];
  const { count, ...load } = await runLoad(clients, seconds, unit);
  const [sqlAfter, cpuAfter] = [await statements(platform), cpuOf(platform)];
  const cpuMsPerRequest = Object.fromEntries(
    Object.entries(cpuAfter).map(([name, cpu]) => [name, round((cpu - (cpuBefore[name] ?? 0)) / count, 2)]),
  );
  return { bench, ...load, cpuMsPerRequest, sqlPerRequest: round((sqlAfter - sqlBefore) / count) };
}
