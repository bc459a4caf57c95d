import { commonResolvers } from '@eci/kit/scalars';
import { GraphQLScalarType, type GraphQLSchema, isScalarType } from 'graphql';

/**
 * Lets the gateway refuse values of the scalars in schema/common.graphql. A supergraph only names scalars, so a wrong
 * value would pass until a subgraph refuses the query planned for it, in words about a query the client never wrote.
 * Answers are not touched: subgraphs have serialised them. The schema is changed in place, since gateway and server
 * share it.
 */
export function checkCommonScalars(schema: GraphQLSchema): void {
  for (const scalar of Object.values(commonResolvers)) {
    if (!(scalar instanceof GraphQLScalarType)) continue;
    const type = schema.getType(scalar.name);
    if (!isScalarType(type)) continue;
    type.parseValue = scalar.parseValue;
    type.parseLiteral = scalar.parseLiteral;
  }
}
