import { type FieldNode, Kind, parse } from 'graphql';
import type { SubgraphError, SubgraphFailure } from './subgraph-failure.ts';

/** A failed request as the errors that the subgraph could have answered `query` with. */
export const failureErrors = ({ message, code, facts }: SubgraphFailure, query: string): SubgraphError[] =>
  failurePaths(query).map((path) => ({ message, path, extensions: { code, ...facts } }));

/**
 * Where a failed request to a subgraph leaves nulls: its root fields, or, for references, the first entity's fields.
 * The paths are in the subgraph's own answer, as if it had said so itself; the executor moves them into the client's.
 */
function failurePaths(query: string): (string | number)[][] {
  const [operation] = parse(query, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [[]];
  const roots = operation.selectionSet.selections.filter(
    (node): node is FieldNode => node.kind === Kind.FIELD,
  );
  return roots.map((field) => {
    if (field.name.value !== '_entities') return [keyOf(field)];
    const first = firstField(field);
    return first === undefined ? ['_entities', 0] : ['_entities', 0, first];
  });
}

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;

/** The key of the first field asked of an entity; it stands in a fragment on the entity's type. */
function firstField({ selectionSet }: FieldNode): string | undefined {
  for (const node of selectionSet?.selections ?? []) {
    if (node.kind !== Kind.INLINE_FRAGMENT) continue;
    const field = node.selectionSet.selections.find(
      (inner) => inner.kind === Kind.FIELD && inner.name.value !== '__typename',
    );
    if (field?.kind === Kind.FIELD) return keyOf(field);
  }
  return undefined;
}
