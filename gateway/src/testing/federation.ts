import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { type ExecutionResult, type GraphQLError, graphql, parse, validate } from 'graphql';
import { EngineGateway, stringifyResult } from '../engine/serve.ts';
import type { SubgraphAnswer } from '../subgraph-failure.ts';
import { differenceOf } from './equivalence.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject"
])`;

/** A subgraph in this process. */
export interface LocalSubgraph {
  readonly sdl: string;
  readonly resolvers: object;
  /** Makes its answers wrong. What it throws is a subgraph that does not answer. */
  readonly falsify?: (answer: SubgraphAnswer, asked: Asked) => SubgraphAnswer;
}

export interface Asked {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An answer as the client reads it. */
export interface Outcome {
  /** Whole, as it is sent. */
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly {
    message: string;
    path?: (string | number)[];
    extensions?: Record<string, unknown>;
  }[];
  /** Places of values that the stock executor refused without an error. */
  readonly completion: readonly (readonly (string | number)[])[];
  /** The requests to subgraphs, in the order in which they were made. */
  readonly asked: readonly Asked[];
}

type Run = (query: string, variables?: Record<string, unknown>) => Promise<Outcome>;

export interface Federation {
  /** By the engine. */
  readonly run: Run;
  /** By @apollo/gateway's own executor. */
  readonly runStock: Run;
}

/** Composes subgraphs and serves them without HTTP, by the engine and by @apollo/gateway's own executor. */
export async function federate(subgraphs: Readonly<Record<string, LocalSubgraph>>): Promise<Federation> {
  const entries = Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    typeDefs: parse(`${LINK}\n${sdl}`),
    resolvers: resolvers as GraphQLResolverMap<unknown>,
  }));
  const { supergraphSdl, errors } = composeServices(entries);
  if (errors) throw new Error(errors.join('\n'));
  const schemas = new Map(
    entries.map(({ name, typeDefs, resolvers }) => [name, buildSubgraphSchema([{ typeDefs, resolvers }])]),
  );

  async function ask(
    asked: Asked[],
    subgraph: string,
    source: string,
    variableValues: Record<string, unknown>,
  ): Promise<SubgraphAnswer> {
    const request = { subgraph, query: source, variables: variableValues };
    asked.push(request);
    const result = await graphql({ schema: schemas.get(subgraph)!, source, variableValues });
    const answer = JSON.parse(JSON.stringify(result)) as SubgraphAnswer;
    return subgraphs[subgraph]!.falsify?.(answer, request) ?? answer;
  }

  const config: GatewayConfig = {
    supergraphSdl,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    buildService: ({ name }) => ({
      process: async ({ request, context }) =>
        (await ask(context as Asked[], name, request.query!, { ...request.variables })) as never,
    }),
  };
  const engine = new EngineGateway<Asked[]>(config, () => (asked) => (name, body) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    return ask(asked, name, query, variables);
  });
  return { run: await runner(engine), runStock: await runner(new ApolloGateway(config)) };
}

async function runner(gateway: ApolloGateway): Promise<Run> {
  const { schema, executor } = await gateway.load();
  return async (query, variables = {}) => {
    const document = parse(query);
    const invalid = validate(schema, document);
    if (invalid.length > 0) throw new Error(`Not a valid operation: ${invalid.join('\n')}`);
    const asked: Asked[] = [];
    const result = await executor({
      schema,
      document,
      queryHash: query,
      request: { query, variables },
      context: asked,
      metrics: {},
    } as unknown as GatewayGraphQLRequestContext);
    return outcomeOf(result, asked);
  };
}

function outcomeOf({ data, errors, extensions }: GatewayExecutionResult, asked: readonly Asked[]): Outcome {
  const text = stringifyResult({
    ...(errors && { errors: errors.map((error) => (error as GraphQLError).toJSON()) }),
    ...(data !== undefined && { data }),
  });
  const read = JSON.parse(text) as ExecutionResult;
  const refused = (extensions?.valueCompletion ?? []) as readonly GraphQLError[];
  return {
    text,
    data: read.data,
    errors: (read.errors ?? []) as unknown as Outcome['errors'],
    completion: refused.map(({ path }) => path ?? []),
    asked,
  };
}

/** Runs an operation by both executors and throws unless their answers are equivalent. Returns the engine's answer. */
export async function runBoth(
  { run, runStock }: Federation,
  query: string,
  variables?: Record<string, unknown>,
): Promise<Outcome> {
  const [engine, stock] = [await run(query, variables), await runStock(query, variables)];
  const difference = differenceOf(engine, stock);
  if (difference === null) return engine;
  throw new Error(`The executors differ in ${difference}.\nengine: ${engine.text}\nstock:  ${stock.text}`);
}
