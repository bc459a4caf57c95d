import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import {
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Variables } from './fetch.ts';
import type { JsonObject } from './json.ts';
import { type CompiledOperation, compileOperation, type Supergraph } from './plan.ts';
import { type Ask, Wave } from './wave.ts';

/** Data that is JSON already. Apollo Server hands it through to `stringifyResult`. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Apollo Server's `stringifyResult`: writes what the engine answers, and what the server answers itself. */
export function stringifyResult({ data, ...rest }: FormattedExecutionResult): string {
  if (!(data instanceof RawJson)) return JSON.stringify({ ...rest, ...(data !== undefined && { data }) });
  const others = JSON.stringify(rest);
  return others === '{}' ? `{"data":${data.text}}` : `${others.slice(0, -1)},"data":${data.text}}`;
}

/** Operations that stay compiled: a shop has some dozens, strangers write others. */
const MAX_OPERATIONS = 1_000;

/** What the engine reads of the gateway that its types keep to themselves; @apollo/gateway is pinned exactly. */
interface Loaded {
  readonly apiSchema: Supergraph['apiSchema'];
  readonly queryPlanner: Supergraph['planner'];
  readonly supergraphSchema: GraphQLSchema;
}

interface Served {
  readonly supergraph: Supergraph;
  readonly operations: LRUCache<string, CompiledOperation>;
}

/** Makes the function that asks subgraphs on behalf of one request. */
export type AskFor<Context> = (context: Context) => Ask;

/**
 * @apollo/gateway with an executor of its own: the gateway loads supergraphs and plans, the engine compiles each plan
 * once and runs it. A request finishes on the supergraph it began with, whatever is loaded meanwhile.
 */
export class EngineGateway<Context> extends ApolloGateway {
  readonly #served = new WeakMap<GraphQLSchema, Served>();

  constructor(config: GatewayConfig, askFor: AskFor<Context>) {
    super(config);
    this.onSchemaLoadOrUpdate(({ apiSchema: schema }) => {
      const { apiSchema, queryPlanner: planner, supergraphSchema } = this as unknown as Loaded;
      this.#served.set(schema, {
        supergraph: { schema, apiSchema, planner, supergraphSchema },
        operations: new LRUCache({ max: MAX_OPERATIONS }),
      });
    });
    this.executor = async (context) => {
      const served = this.#served.get(context.schema)!;
      return answerOf(served, context, askFor(context.context as Context));
    };
  }
}

async function answerOf(
  served: Served,
  context: GatewayGraphQLRequestContext,
  ask: Ask,
): Promise<GatewayExecutionResult> {
  const { schema, request } = context;
  const operation = compiled(served, context);
  const variables: Variables = request.variables ?? {};
  const wrong = wrongVariables(schema, operation.operation, variables);
  if (wrong) return { errors: wrong } as GatewayExecutionResult;
  const { text, errors } = await execute(operation, variables, ask);
  return {
    data: (text === null ? null : new RawJson(text)) as GatewayExecutionResult['data'],
    ...(errors.length > 0 && { errors }),
  } as GatewayExecutionResult;
}

/** The operation of a request, compiled now or before. Planning is not interrupted, so nothing is planned twice. */
function compiled(
  { supergraph, operations }: Served,
  { document, operationName, queryHash }: GatewayGraphQLRequestContext,
): CompiledOperation {
  const key = `${queryHash} ${operationName ?? ''}`;
  const known = operations.get(key);
  if (known) return known;
  const operation = compileOperation(supergraph, document, operationName ?? undefined);
  operations.set(key, operation);
  return operation;
}

/**
 * Runs an operation: asks the subgraphs, merges what they answer into `root` and writes the client's answer, as JSON
 * (null when a null went all the way up). The variables must have been checked.
 */
export async function execute(
  { run, shapeFor, joined }: CompiledOperation,
  variables: Variables,
  ask: Ask,
  root: JsonObject = {},
): Promise<{ text: string | null; errors: readonly GraphQLError[] }> {
  const { conditions, introspect, project } = shapeFor(variables);
  const errors: GraphQLError[] = [];
  const wave = new Wave(ask, variables, joined);
  await run?.({ variables, conditions, data: root, errors, ask, wave });
  const { text, faults } = project(root, introspect(variables));
  // A subgraph that said why a value is missing has said it; only silence is an error of ours.
  return { text, errors: errors.length > 0 ? errors : faults };
}

function wrongVariables(
  schema: GraphQLSchema,
  { variableDefinitions }: CompiledOperation['operation'],
  variables: Variables,
): readonly GraphQLError[] | undefined {
  if (!variableDefinitions?.length) return undefined;
  return getVariableValues(schema, variableDefinitions, variables).errors;
}
