import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';
import { quote } from './json.ts';

/** Writes a value that is not null as JSON; undefined when the type has no such value. */
export type WriteLeaf = (value: unknown) => string | undefined;

const writeAny: WriteLeaf = (value) => (typeof value === 'string' ? quote(value) : JSON.stringify(value));

/** Subgraphs have serialised their values already; what is left is to refuse what the type does not have. */
const SPECIFIED: Record<string, WriteLeaf> = {
  String: (value) => (typeof value === 'string' ? quote(value) : undefined),
  ID: (value) =>
    typeof value === 'string' ? quote(value) : Number.isSafeInteger(value) ? String(value) : undefined,
  Int: (value) => (Number.isSafeInteger(value) ? String(value) : undefined),
  // A number too large for a double has become Infinity, which JSON does not have.
  Float: (value) => (Number.isFinite(value) ? String(value) : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
};

/** A custom scalar is whatever its subgraph says; an enum value that the API does not show is refused. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => texts.get(value);
  }
  return isSpecifiedScalarType(type) ? SPECIFIED[type.name]! : writeAny;
}
