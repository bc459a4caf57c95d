import type { SubgraphConfig } from '../config.ts';
import { type Dialect, databaseName, type Entities } from '../database.ts';
import { openSubgraph } from '../server.ts';
import type { RequestContext, Runtime, SubgraphDefinition } from '../subgraph.ts';
import { createTestDatabase } from './database.ts';
import { createIdentities, type Identities } from './identities.ts';

/** Who a test's request speaks for. */
export interface As {
  /** Value of the Authorization header without Bearer. */
  token?: string;
  /** Sibling whose credential is sent; GraphQL requests come from the gateway unless told otherwise. */
  caller?: string | null;
}

export interface GraphqlAnswer<Data> {
  data: Data;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; field?: string[] } }[];
}

export interface RestAnswer<Body> {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

export interface TestSubgraph<C extends SubgraphConfig, E extends Entities, S> {
  readonly url: string;
  readonly runtime: Runtime<C, E>;
  readonly services: S;
  readonly identities: Identities;
  graphql<Data = never>(query: string, variables?: object, as?: As): Promise<GraphqlAnswer<Data>>;
  rest<Body = never>(
    method: string,
    path: string,
    options?: As & { body?: unknown; key?: string; headers?: Record<string, string> },
  ): Promise<RestAnswer<Body>>;
  /** Federation's entry: resolves references of other subgraphs to this one's fields. */
  entities<Entity = never>(
    representations: object[],
    selection: string,
    as?: As,
  ): Promise<GraphqlAnswer<{ _entities: Entity[] }>>;
  /** SQL statements sent while `work` ran (transactions' begin and commit included). */
  statementsOf(work: () => Promise<unknown>): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Runs a subgraph in this process on a free port and a private database: requests travel over HTTP, tokens and
 * credentials are checked as in production. `env` adds to or replaces its environment; `engine` picks the database.
 */
export async function startTestSubgraph<
  C extends SubgraphConfig,
  E extends Entities,
  S,
  X extends RequestContext<E>,
>(
  definition: SubgraphDefinition<C, E, S, X>,
  env: Record<string, string> = {},
  { engine = 'postgresql' }: { engine?: Dialect } = {},
): Promise<TestSubgraph<C, E, S>> {
  const identities = await createIdentities();
  const database = await createTestDatabase(definition.entities, definition.migrations, engine);
  const config = definition.readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    SERVICE_CREDENTIAL: identities.credentialOf(definition.name),
    TRUSTED_CALLERS: identities.trustedCallers,
    JWT_ISSUERS: identities.issuers,
    ...env,
  });
  const running = await openSubgraph(definition, config);

  const headersOf = ({ token, caller }: As): Record<string, string> => ({
    ...(token && { authorization: `Bearer ${token}` }),
    ...(caller && { 'x-service-credential': `${caller}.${identities.credentialOf(caller)}` }),
  });
  const graphql = async <Data>(
    query: string,
    variables: object = {},
    as: As = {},
  ): Promise<GraphqlAnswer<Data>> => {
    const answer = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOf({ caller: 'gateway', ...as }) },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as GraphqlAnswer<Data>;
  };
  return {
    url: running.url,
    runtime: running.runtime,
    services: running.services,
    identities,
    graphql,
    rest: async (method, path, { body, key, headers, ...as } = {}) => {
      const answer = await fetch(running.url + path, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...headersOf(as),
          ...headers,
        },
        body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json');
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        body: (isJson ? JSON.parse(text) : null) as never,
      };
    },
    entities: (representations, selection, as) =>
      graphql(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
        { representations },
        as,
      ),
    statementsOf: async (work) => {
      const count = () => statementCount(running.url, databaseName(database.url));
      // Reading the metrics costs statements of its own: what two readings in a row differ by.
      const first = await count();
      const before = await count();
      await work();
      return (await count()) - before - (before - first);
    },
    stop: async () => {
      await running.stop();
      await identities.close();
      await database.drop();
    },
  };
}

/** Reads the sum of db_statements_total from a process's /metrics, of one of its databases if it has several. */
export async function statementCount(url: string, database = ''): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^db_statements_total\{([^}]*)\} (\d+)$/gm)]
    .filter(([, labels]) => labels!.includes(database))
    .reduce((sum, [, , count]) => sum + Number(count), 0);
}
