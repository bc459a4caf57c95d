import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { QueryPlanner } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { compilePlan, type Step } from './compile.ts';
import type { Variables } from './fetch.ts';
import { compileIntrospection, type Introspect, type IntrospectedCache } from './introspect.ts';
import { ownValue, setOwn } from './json.ts';
import { compileProjector, type OperationParts, type Project } from './project.ts';
import { typeConditions } from './type-conditions.ts';
import type { Joined } from './wave.ts';

/** One supergraph, as the shell loaded it. */
export interface Supergraph {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The same for the planner. */
  readonly apiSchema: Schema;
  /** Everything, with what the API does not show. */
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  /** Answers of introspection, bounded. */
  readonly introspected: IntrospectedCache;
}

/** The answering half of an operation, compiled for one set of conditions. */
export interface Shape {
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly introspect: Introspect;
  readonly project: Project;
}

/** An operation of which everything that its text decides is decided. */
export interface CompiledOperation {
  readonly operation: OperationDefinitionNode;
  /** Asks the subgraphs; null when none has to be. */
  readonly run: Step | null;
  /** The shape of the answer, which depends on the variables of @skip and @include. */
  shapeFor(variables: Variables): Shape;
  /** Documents of fetches that were sent together. */
  readonly joined: Map<string, Joined>;
}

/** Shapes of one operation that are kept: three conditions make eight. */
const MAX_SHAPES = 8;

/** Plans and compiles. Throws a GraphQLError when the document does not say which operation is meant. */
export function compileOperation(
  { schema, apiSchema, supergraphSchema, planner, introspected }: Supergraph,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledOperation {
  const parts = { schema, ...partsOf(document, operationName) };
  const plan = asksNobody(parts.operation)
    ? { kind: 'QueryPlan' as const }
    : planner.buildQueryPlan(
        operationFromDocument(apiSchema, document, { ...(operationName && { operationName }) }),
      );
  return {
    operation: parts.operation,
    run: compilePlan(plan as Parameters<typeof compilePlan>[0], typeConditions(supergraphSchema)),
    shapeFor: shapes(parts, introspected),
    joined: new Map(),
  };
}

/** Whether all that is asked is introspection, of which the planner knows less than graphql-js (`isOneOf`). */
const asksNobody = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.every((node) => node.kind === Kind.FIELD && node.name.value.startsWith('__'));

function partsOf(
  { definitions }: DocumentNode,
  operationName: string | undefined,
): { operation: OperationDefinitionNode; fragments: Record<string, FragmentDefinitionNode> } {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const operation = operationName
    ? operations.find(({ name }) => name?.value === operationName)
    : operations[0];
  if (!operation || (!operationName && operations.length > 1))
    throw new GraphQLError('Name one operation of the document by operationName.');
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return { operation, fragments: Object.fromEntries(fragments.map((node) => [node.name.value, node])) };
}

function shapes(parts: OperationParts, introspected: IntrospectedCache): (variables: Variables) => Shape {
  const names = conditionVariables(parts);
  const defaults = defaultValues(parts.operation);
  const known = new Map<string, Shape>();
  return (variables) => {
    const conditions: Record<string, unknown> = {};
    let key = '';
    for (const name of names) {
      const value = ownValue(variables, name) ?? ownValue(defaults, name);
      setOwn(conditions, name, value);
      key += value === true ? '1' : '0';
    }
    const found = known.get(key);
    if (found) return found;
    if (known.size >= MAX_SHAPES) known.clear();
    const shape = {
      conditions,
      introspect: compileIntrospection(parts, conditions, introspected),
      project: compileProjector(parts, conditions),
    };
    known.set(key, shape);
    return shape;
  };
}

/** The variables that @skip and @include ask, each once. */
function conditionVariables({ operation, fragments }: OperationParts): string[] {
  const names = new Set<string>();
  for (const node of [operation, ...Object.values(fragments)]) {
    visit(node, {
      Directive: ({ name, arguments: given = [] }) => {
        if (name.value !== 'skip' && name.value !== 'include') return;
        for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}

const defaultValues = ({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
