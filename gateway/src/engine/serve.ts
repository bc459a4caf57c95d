import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import {
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Run } from './compile.ts';
import { explains } from './errors.ts';
import type { Variables } from './fetch.ts';
import type { Introspected } from './introspect.ts';
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

/**
 * Compiled operations are kept as far as they take about this much memory. Measured: 20 kB and 130 bytes for each
 * character of the document, so some hundreds of a shop's operations fit; strangers write others.
 */
const MAX_BYTES = 64 * 1024 * 1024;
const sizeOf = (document: string): number => 20_000 + 130 * document.length;
/** Answers of introspection that are kept, in characters: the tools' own query and a few more. */
const MAX_INTROSPECTED = 4 * 1024 * 1024;

/** What the engine reads of the gateway that its types keep to themselves; @apollo/gateway is pinned exactly. */
interface Loaded {
  readonly apiSchema: Supergraph['apiSchema'];
  readonly queryPlanner: Supergraph['planner'];
  readonly supergraphSchema: GraphQLSchema;
}

/** Makes the function that asks subgraphs on behalf of one request. */
export type AskFor<Context> = (context: Context) => Ask;

interface Served<Context> {
  readonly supergraph: Supergraph;
  readonly operations: LRUCache<string, CompiledOperation>;
  readonly askFor: AskFor<Context>;
}

/**
 * @apollo/gateway with an executor of its own: the gateway loads supergraphs and plans, the engine compiles each plan
 * once and runs it. A request finishes on the supergraph it began with, its subgraphs' addresses included, whatever is
 * loaded or refused meanwhile. `open` gives the links to the subgraphs that a supergraph names.
 */
export class EngineGateway<Context> extends ApolloGateway {
  readonly #served = new WeakMap<GraphQLSchema, Served<Context>>();

  constructor(config: GatewayConfig, open: (supergraphSdl: string) => AskFor<Context>) {
    super(config);
    this.onSchemaLoadOrUpdate(({ apiSchema: schema, coreSupergraphSdl }) => {
      const { apiSchema, queryPlanner: planner, supergraphSchema } = this as unknown as Loaded;
      const introspected = new LRUCache<object, Introspected>({
        maxSize: MAX_INTROSPECTED,
        sizeCalculation: (answers) => [...answers.values()].reduce((sum, text) => sum + text.length, 1),
      });
      this.#served.set(schema, {
        supergraph: { schema, apiSchema, planner, supergraphSchema, introspected },
        operations: new LRUCache({ maxSize: MAX_BYTES }),
        askFor: open(coreSupergraphSdl),
      });
    });
    this.executor = async (context) => {
      const served = this.#served.get(context.schema)!;
      return answerOf(served, context, served.askFor(context.context as Context));
    };
  }
}

async function answerOf<Context>(
  served: Served<Context>,
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
function compiled<Context>(
  { supergraph, operations }: Served<Context>,
  { document, operationName, queryHash, request }: GatewayGraphQLRequestContext,
): CompiledOperation {
  const key = `${queryHash} ${operationName ?? ''}`;
  const known = operations.get(key);
  if (known) return known;
  const operation = compileOperation(supergraph, document, operationName ?? undefined);
  operations.set(key, operation, { size: sizeOf(request.query ?? '') });
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
  const running: Run = { variables, conditions, data: root, errors, isIncomplete: false, ask, wave };
  await run?.(running);
  const { text, faults } = project(root, introspect(variables));
  if (running.isIncomplete) return { text, errors };
  // A subgraph that said why a value is missing has said it; its silence is an error that we tell.
  const untold = faults.filter((fault) => !errors.some((error) => explains(error, fault)));
  return { text, errors: [...errors, ...untold] };
}

function wrongVariables(
  schema: GraphQLSchema,
  { variableDefinitions }: CompiledOperation['operation'],
  variables: Variables,
): readonly GraphQLError[] | undefined {
  if (!variableDefinitions?.length) return undefined;
  return getVariableValues(schema, variableDefinitions, variables).errors;
}
