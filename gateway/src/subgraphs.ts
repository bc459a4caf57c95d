import { Pool } from 'undici';
import { Flights } from './flights.ts';
import { openLink, type SubgraphLink, type Timeouts } from './subgraph-link.ts';

/** Connections to one subgraph at most: enough to keep it busy, too few to drown it. */
const CONNECTIONS = 128;
const CONNECT_TIMEOUT_MS = 1_000;

export interface Subgraph {
  readonly name: string;
  /** Where its graph answers. */
  readonly url: URL;
  /** Its connections, kept when the supergraph is reloaded. */
  readonly pool: Pool;
}

export interface SubgraphOptions {
  /** Base URLs that replace the supergraph's routing URLs, by subgraph. */
  readonly urls: ReadonlyMap<string, string>;
  /** The gateway's secret, which proves to subgraphs that the gateway asks; undefined where they ask for none. */
  readonly credential: string | undefined;
  /** Whether equal queries under way are sent once. */
  readonly shareQueries: boolean;
  readonly timeouts?: Timeouts | undefined;
}

/** The subgraphs of the graph being served. */
export interface Subgraphs {
  /** Those of `supergraph`; throws when one has no valid URL. */
  of(supergraph: string): Subgraph[];
  /** The link to one, by its name and its URL in the supergraph. */
  link(subgraph: Pick<Subgraph, 'name' | 'url'>): SubgraphLink;
  close(): Promise<void>;
}

export function openSubgraphs({ urls, credential, shareQueries, timeouts }: SubgraphOptions): Subgraphs {
  const flights = shareQueries ? new Flights() : null;
  const pools = new Map<string, Pool>();
  const poolOf = ({ origin }: URL): Pool => {
    const known = pools.get(origin);
    if (known) return known;
    const pool = new Pool(origin, { connections: CONNECTIONS, connect: { timeout: CONNECT_TIMEOUT_MS } });
    pools.set(origin, pool);
    return pool;
  };
  const subgraphOf = (name: string, composedUrl: string): Subgraph => {
    const base = urls.get(name);
    const given = base ? `${base}/graphql` : composedUrl;
    if (!URL.canParse(given)) throw new Error(`the subgraph ${name} has no valid URL, but "${given}"`);
    const url = new URL(given);
    return { name, url, pool: poolOf(url) };
  };
  return {
    of: (supergraph) => [...supergraph.matchAll(JOIN_GRAPH)].map(([, name, url]) => subgraphOf(name!, url!)),
    link: ({ name, url }) =>
      openLink(subgraphOf(name, url.href), {
        credential: credential === undefined ? null : `gateway.${credential}`,
        flights,
        timeouts,
      }),
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

/** How a supergraph names its subgraphs: specs.apollo.dev/join. */
const JOIN_GRAPH = /@join__graph\(name: "([^"]+)", url: "([^"]*)"\)/g;
