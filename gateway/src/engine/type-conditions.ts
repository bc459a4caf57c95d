import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Whether objects of a type are of another one too, an interface or a union. */
export type IsOfType = (typename: string, condition: string) => boolean;

/** Answers by the whole supergraph, which knows types and interfaces that the API does not show. */
export function typeConditions(supergraphSchema: GraphQLSchema): IsOfType {
  return (typename, condition) => {
    if (typename === condition) return true;
    const [type, wanted] = [supergraphSchema.getType(typename), supergraphSchema.getType(condition)];
    return (
      isAbstractType(wanted) &&
      (isObjectType(type) || isInterfaceType(type)) &&
      supergraphSchema.isSubType(wanted, type)
    );
  };
}
