import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createIdentities, type Identities } from '@eci/kit/testing/identities';
import { composeGraph } from '../../../schema/compose.ts';
import { readGatewayConfig } from '../config.ts';
import { type GatewayTimings, openGateway } from '../gateway.ts';
import type { TestSubgraph } from './test-subgraph.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors:
    | readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
    | undefined;
}

export interface TestGateway {
  readonly url: string;
  readonly identities: Identities;
  readonly supergraphPath: string;
  query(query: string, options?: { variables?: object; headers?: Record<string, string> }): Promise<Answer>;
  stop(): Promise<void>;
}

/** The secret that the gateway of a test has. */
export const GATEWAY_SECRET = 'test-secret-of-the-gateway';

/** Composes `subgraphs`; throws with the composers' reasons. */
export function supergraphOf(subgraphs: readonly Pick<TestSubgraph, 'name' | 'url' | 'sdl'>[]): string {
  const composed = composeGraph(
    subgraphs.map(({ name, url, sdl }) => ({ name, url: `${url}/graphql`, sdl })),
  );
  if (!composed.ok) throw new Error(composed.errors.join('\n'));
  return composed.supergraph;
}

/** Runs a gateway over `subgraphs` in this process on a free port. `env` adds to or replaces its environment. */
export async function startTestGateway(
  subgraphs: readonly TestSubgraph[],
  env: Record<string, string> = {},
  timings: GatewayTimings = {},
): Promise<TestGateway> {
  const identities = await createIdentities();
  const folder = mkdtempSync(path.join(tmpdir(), 'eci-gateway-'));
  const supergraphPath = env.SUPERGRAPH_PATH ?? path.join(folder, 'supergraph.graphql');
  if (!env.SUPERGRAPH_PATH) writeFileSync(supergraphPath, supergraphOf(subgraphs));
  const config = readGatewayConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    SERVICE_CREDENTIAL: GATEWAY_SECRET,
    JWT_ISSUERS: identities.issuers,
    SUPERGRAPH_PATH: supergraphPath,
    ...env,
  });
  const gateway = await openGateway(config, timings);
  return {
    url: gateway.url,
    identities,
    supergraphPath,
    query: async (query, { variables, headers } = {}) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return answerOf(response);
    },
    stop: async () => {
      await gateway.stop();
      await identities.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A response of /graphql, read. */
export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
  return { status: response.status, headers: response.headers, text, data, errors };
}
