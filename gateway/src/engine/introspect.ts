import { executeSync, type FieldNode, GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import type { Variables } from './fetch.ts';
import type { OperationParts } from './project.ts';

/** Answers __schema and __type, which no subgraph is asked for: their values as JSON by response key. */
export type Introspect = (variables: Variables) => ReadonlyMap<string, string>;

const NOTHING: ReadonlyMap<string, string> = new Map();

/**
 * Compiles an operation's introspection. Without variables its answer can not change while the schema does not, so it
 * is made once.
 */
export function compileIntrospection(parts: OperationParts, conditions: Record<string, unknown>): Introspect {
  const { schema, operation, fragments } = parts;
  const root = schema.getRootType(operation.operation)!;
  const fields = [
    ...collectFields(schema, fragments, conditions, root, operation.selectionSet).values(),
  ].flatMap((nodes) => nodes.filter(({ name }) => name.value === '__schema' || name.value === '__type'));
  if (fields.length === 0) return () => NOTHING;
  const introspect = (variables: Variables) => answer(parts, fields, variables);
  if (operation.variableDefinitions?.length) return introspect;
  let known: ReadonlyMap<string, string> | null = null;
  return (variables) => {
    known ??= introspect(variables);
    return known;
  };
}

function answer(
  { schema, operation, fragments }: OperationParts,
  selections: readonly FieldNode[],
  variableValues: Variables,
): ReadonlyMap<string, string> {
  const onlyThese: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const document = { kind: Kind.DOCUMENT, definitions: [onlyThese, ...Object.values(fragments)] } as const;
  const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues });
  if (!data) throw errors?.[0] ?? new GraphQLError('The schema could not be introspected.');
  return new Map(Object.entries(data).map(([key, value]) => [key, JSON.stringify(value)]));
}
