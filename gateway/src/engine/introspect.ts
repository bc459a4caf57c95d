import { executeSync, type FieldNode, GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import type { Variables } from './fetch.ts';
import type { OperationParts } from './project.ts';

/** The values of __schema and __type, for which no subgraph is asked, as JSON by response key. */
export type Introspected = ReadonlyMap<string, string>;
export type Introspect = (variables: Variables) => Introspected;

/** Answers that are kept, by what made them. */
export interface IntrospectedCache {
  get(key: object): Introspected | undefined;
  set(key: object, answer: Introspected): unknown;
}

const NOTHING: Introspected = new Map();

/**
 * Compiles an operation's introspection. Without variables its answer can not change while the schema does not, so it
 * is kept in `cache`.
 */
export function compileIntrospection(
  parts: OperationParts,
  conditions: Record<string, unknown>,
  cache: IntrospectedCache,
): Introspect {
  const { schema, operation, fragments } = parts;
  const root = schema.getRootType(operation.operation)!;
  const fields = [
    ...collectFields(schema, fragments, conditions, root, operation.selectionSet).values(),
  ].flatMap((nodes) => nodes.filter(({ name }) => name.value === '__schema' || name.value === '__type'));
  if (fields.length === 0) return () => NOTHING;
  const introspect = (variables: Variables) => answer(parts, fields, variables);
  if (operation.variableDefinitions?.length) return introspect;
  return (variables) => {
    const known = cache.get(fields);
    if (known) return known;
    const made = introspect(variables);
    cache.set(fields, made);
    return made;
  };
}

function answer(
  { schema, operation, fragments }: OperationParts,
  selections: readonly FieldNode[],
  variableValues: Variables,
): Introspected {
  const onlyThese: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const document = { kind: Kind.DOCUMENT, definitions: [onlyThese, ...Object.values(fragments)] } as const;
  const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues });
  if (!data) throw errors?.[0] ?? new GraphQLError('The schema could not be introspected.');
  return new Map(Object.entries(data).map(([key, value]) => [key, JSON.stringify(value)]));
}
