import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from './request-context.ts';

const MASKED = 'INTERNAL_SERVER_ERROR';

/** Faults of the request itself, which GraphQL words for its author. */
const REQUEST_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'QUERY_TOO_COMPLEX',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** A subgraph that does not understand what we planned: our schemas have drifted apart, which is no client's fault. */
const DRIFT = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'DOWNSTREAM_SERVICE_ERROR']);

/** What the stock executor or a subgraph in debug mode adds and a client must not see. */
const INTERNAL_EXTENSIONS = ['serviceName', 'exception', 'stacktrace', 'http'];

/**
 * What a client may see of an error: a subgraph's own words with their place and extensions, faults of the request as
 * GraphQL words them; a bug of ours only as the fact that there was one.
 */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { message, path, locations, extensions = {} } = formatted;
  const code = String(extensions.code);
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (isFromSubgraph(extensions) ? !DRIFT.has(code) : REQUEST_ERRORS.has(code)) {
    const kept = Object.entries(extensions).filter(([name]) => !INTERNAL_EXTENSIONS.includes(name));
    return { message, ...place, extensions: Object.fromEntries(kept) };
  }
  return { message: 'Something went wrong on our side.', ...place, extensions: { code: MASKED } };
}

/** The executor names the subgraph in each error that came from one. */
const isFromSubgraph = (extensions: Record<string, unknown>): boolean =>
  typeof extensions.serviceName === 'string';

/** Logs what formatError masks, and puts the trace id where it was, so that support can find the line. */
export const maskedErrorLog: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    async willSendResponse({ contextValue, errors, response }) {
      if (!errors || response.body.kind !== 'single') return;
      const { trace, log } = contextValue;
      response.body.singleResult.errors?.forEach((shown, index) => {
        // A subgraph that masked an error has logged it and said its trace id, which is ours.
        if (shown.extensions?.code !== MASKED || shown.extensions.traceId) return;
        Object.assign(shown.extensions, { traceId: trace.traceId });
        const { requestId, traceId } = trace;
        log.error(
          { err: unwrapResolverError(errors[index]), requestId, traceId, path: shown.path },
          'request failed',
        );
      });
    },
  }),
};
