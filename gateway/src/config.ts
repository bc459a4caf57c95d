import { fileURLToPath } from 'node:url';
import { processVariables, readConfig, variable } from '@eci/kit/config';

const COMMITTED_SUPERGRAPH = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));
const variables = {
  ...processVariables,
  PORT: variable.port(4000),
  /** The composed graph to serve; read again whenever its content changes. */
  SUPERGRAPH_PATH: variable.text(COMMITTED_SUPERGRAPH),
  /** Base URLs that replace those of the supergraph, by subgraph. */
  SUBGRAPH_URLS: variable.urls('subgraph=url'),
  /** Who signs access tokens. Without any, tokens are passed on for the subgraphs to verify. */
  JWT_ISSUERS: processVariables.JWT_ISSUERS.default(new Map()),
  /** What the gateway proves itself to the subgraphs with; none where they ask for none. */
  SERVICE_CREDENTIAL: variable.secret().optional(),
  /** Origins whose pages may call the graph, such as https://shop.example.com; * for any. */
  CORS_ORIGINS: variable.list(),
  /** What runs the plans: the engine, or the executor of @apollo/gateway. */
  ENGINE: variable.choice(['compiled', 'stock'], 'compiled'),
  /** Whether equal queries to a subgraph that are under way at the same moment are sent once. */
  SHARE_QUERIES: variable.flag(true),
};

/** The gateway's environment, typed; throws one ConfigError that lists every problem. */
export function readGatewayConfig(env: Record<string, string | undefined> = process.env) {
  // @apollo/gateway reports to its vendor unless this is set before a gateway is made.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  return readConfig('gateway', variables, env);
}

export type GatewayConfig = ReturnType<typeof readGatewayConfig>;
