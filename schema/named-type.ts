import { Kind, type TypeNode } from 'graphql';

/** The name at the heart of a type: Product of [Product!]!. */
export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
