import { GraphQLError } from 'graphql';
import type { SubgraphError } from '../subgraph-failure.ts';
import type { AnswerPath } from './places.ts';

/** The code of an error for which its subgraph gave none. */
const NO_CODE = 'DOWNSTREAM_SERVICE_ERROR';

/** A subgraph's error as the client gets it: its words, the place in the client's answer, and whose it is. */
export function clientError(
  error: SubgraphError,
  serviceName: string,
  path: AnswerPath | undefined,
): GraphQLError {
  return new GraphQLError(error.message || 'A subgraph reported an error without words.', {
    ...(path && { path }),
    extensions: { code: NO_CODE, ...error.extensions, serviceName },
  });
}
