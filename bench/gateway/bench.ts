import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type GraphqlClient, graphqlClient, type LoadResult, round, runLoad } from '../load.ts';
import type { Load } from '../measure.ts';
import { cpuOfProcess, pssOf } from '../processes.ts';
import { GATEWAYS, startGateway } from './gateways.ts';
import { type MemorySubgraphs, serveFromMemory } from './memory-subgraphs.ts';
import { DEEP_QUERY, reviewsGraph } from './reviews-graph.ts';

/** One gateway's line. */
export interface GatewayLine extends Omit<LoadResult, 'count'> {
  readonly bench: 'gateway';
  readonly gateway: string;
  /** `repeated`: one operation; `varied`: 100 that differ in an alias, so that plans are many and no two queries are equal. */
  readonly operations: 'repeated' | 'varied';
  readonly cpuMsPerRequest: number;
  readonly subgraphRequests: number;
  readonly memoryMb: number;
}

const VARIANTS = 100;

/** The deep query over four subgraphs that answer from memory, by each gateway in turn. */
export async function benchGateways(load: Load, print: (line: GatewayLine) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eci-bench-gateway-'));
  const subgraphs = await serveFromMemory(reviewsGraph());
  const supergraphPath = path.join(folder, 'supergraph.graphql');
  writeFileSync(supergraphPath, subgraphs.supergraph);
  try {
    for (const [name, env] of Object.entries(GATEWAYS)) {
      for (const operations of ['repeated', 'varied'] as const) {
        const gateway = await startGateway(supergraphPath, env);
        const client = graphqlClient(gateway.url, load.clients);
        const unit = await deepQuery(client, operations);
        const measured = await measureGateway(gateway.pid, subgraphs, load, unit);
        print({ bench: 'gateway', gateway: name, operations, ...measured });
        await client.close();
        await gateway.stop();
      }
    }
  } finally {
    await subgraphs.close();
    rmSync(folder, { recursive: true });
  }
}

interface DeepAnswer {
  users: { reviews: { product: { reviews: { author: { reviews: unknown[] } }[] } }[] }[];
}

/** The unit of the load: an answer whose depths are empty would be a fast and useless one. */
async function deepQuery(
  client: GraphqlClient,
  operations: GatewayLine['operations'],
): Promise<() => Promise<boolean>> {
  const queries =
    operations === 'repeated'
      ? [DEEP_QUERY]
      : Array.from({ length: VARIANTS }, (_, index) => DEEP_QUERY.replaceAll('body', `v${index}: body`));
  let next = 0;
  return async () => {
    const { users } = await client.ask<DeepAnswer>(queries[next++ % queries.length]!);
    return users[0]!.reviews[0]!.product.reviews[0]!.author.reviews.length > 0;
  };
}

async function measureGateway(
  pid: number,
  subgraphs: MemorySubgraphs,
  { clients, seconds, warmUpSeconds }: Load,
  unit: () => Promise<boolean>,
) {
  await runLoad(clients, warmUpSeconds, unit);
  const [cpuBefore, requestsBefore] = [cpuOfProcess(pid), subgraphs.requests()];
  const { count, ...load } = await runLoad(clients, seconds, unit);
  return {
    ...load,
    cpuMsPerRequest: round((cpuOfProcess(pid) - cpuBefore) / count, 2),
    subgraphRequests: round((subgraphs.requests() - requestsBefore) / count),
    memoryMb: round(pssOf(String(pid)), 0),
  };
}
