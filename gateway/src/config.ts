import { fileURLToPath } from 'node:url';
import { processVariables, readConfig, variable } from '@eci/kit/config';

const COMMITTED_SUPERGRAPH = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));
const SUBGRAPHS = [
  'catalog',
  'customer',
  'inventory',
  'payment',
  'order',
  'shipment',
  'notification',
] as const;

const url = () => variable.url().optional();

const variables = {
  ...processVariables,
  PORT: variable.port(4000),
  /** The composed graph to serve; read again whenever its content changes. */
  SUPERGRAPH_PATH: variable.text(COMMITTED_SUPERGRAPH),
  /** Origins whose pages may call the graph, such as https://shop.example.com; * for any. */
  CORS_ORIGINS: variable.list(),
  /** What runs the plans: the engine, or the executor of @apollo/gateway. */
  ENGINE: variable.choice(['compiled', 'stock'], 'compiled'),
  /** Whether equal queries to a subgraph that are under way at the same moment are sent once. */
  SHARE_QUERIES: variable.flag(true),
  CATALOG_URL: url(),
  CUSTOMER_URL: url(),
  INVENTORY_URL: url(),
  PAYMENT_URL: url(),
  ORDER_URL: url(),
  SHIPMENT_URL: url(),
  NOTIFICATION_URL: url(),
};

/** The gateway's environment, typed; throws one ConfigError that lists every problem. */
export function readGatewayConfig(env: Record<string, string | undefined> = process.env) {
  // @apollo/gateway reports to its vendor unless this is set before a gateway is made.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const values = readConfig('gateway', variables, env);
  const given = SUBGRAPHS.map(
    (name) => [name, values[`${name.toUpperCase() as Uppercase<typeof name>}_URL`]] as const,
  );
  return {
    ...values,
    /** Base URLs that replace those of the supergraph, by subgraph. */
    subgraphUrls: new Map(
      given.filter((entry): entry is [(typeof SUBGRAPHS)[number], string] => entry[1] !== undefined),
    ) as ReadonlyMap<string, string>,
  };
}

export type GatewayConfig = ReturnType<typeof readGatewayConfig>;
