import { existsSync, readFileSync } from 'node:fs';

/** The subgraphs of the graph and their ports by default, which the committed supergraph's URLs name. */
export const SUBGRAPH_PORTS = {
  catalog: 8081,
  customer: 8082,
  inventory: 8083,
  payment: 8084,
  order: 8085,
  shipment: 8086,
  notification: 8087,
} as const;

export type SubgraphName = keyof typeof SUBGRAPH_PORTS;

export const SUBGRAPH_NAMES = Object.keys(SUBGRAPH_PORTS) as SubgraphName[];

/** Where the subgraph would be called when nothing else is configured. */
export const routingUrl = (name: SubgraphName): string => `http://127.0.0.1:${SUBGRAPH_PORTS[name]}/graphql`;

const schemaFile = (name: SubgraphName): URL =>
  new URL(`../subgraphs/${name}/schema.graphql`, import.meta.url);

export const hasSchema = (name: SubgraphName): boolean => existsSync(schemaFile(name));

/** The subgraph's own SDL, as its folder has it. Throws when there is none. */
export const ownSdl = (name: SubgraphName): string => readFileSync(schemaFile(name), 'utf8');

/** What is prepended to every subgraph's SDL. */
export const commonSdl = (): string => readFileSync(new URL('./common.graphql', import.meta.url), 'utf8');

/** The subgraph's whole SDL, as the process that serves it builds it. */
export const wholeSdl = (name: SubgraphName): string => `${commonSdl()}\n${ownSdl(name)}`;
