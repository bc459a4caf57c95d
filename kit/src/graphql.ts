import { readFileSync } from 'node:fs';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql';
import { resolveEntitiesAtOnce } from './entities.ts';
import { ExpectedError, toUserError, type UserError } from './errors.ts';
import type { Logger } from './log.ts';
import { commonResolvers } from './scalars.ts';

const COMMON_SDL = new URL('../../schema/common.graphql', import.meta.url);

/** A subgraph's whole SDL: what is common to all, then its own. Compose and codegen read the same two files. */
export const subgraphSdl = (schema: URL): string =>
  `${readFileSync(COMMON_SDL, 'utf8')}\n${readFileSync(schema, 'utf8')}`;

/** Resolvers as codegen types them; their context is the subgraph's own. */
export type ResolverMap = object;

/** The executable subgraph schema of an SDL file; resolvers of common.graphql come with it. */
export function buildSchema(schema: URL, resolvers: ResolverMap): GraphQLSchema {
  const built = buildSubgraphSchema([
    {
      typeDefs: parse(subgraphSdl(schema)),
      resolvers: { ...commonResolvers, ...resolvers } as GraphQLResolverMap<unknown>,
    },
  ]);
  resolveEntitiesAtOnce(built);
  return built;
}

const REQUEST_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** What a client may see of an error: expected ones as they are, faults of the request as GraphQL words them, bugs masked. */
function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const place = {
    ...(formatted.path && { path: formatted.path }),
    ...(formatted.locations && { locations: formatted.locations }),
  };
  if (cause instanceof ExpectedError) {
    const { code, field, details, message } = cause;
    return { message, ...place, extensions: { code, ...(field && { field }), ...details } };
  }
  const code = formatted.extensions?.code;
  if (typeof code === 'string' && REQUEST_ERRORS.has(code))
    return { message: formatted.message, ...place, extensions: { code } };
  return {
    message: 'Something went wrong on our side.',
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** What the plugin below needs of a context to correlate an error with its request. */
export interface GraphqlContext {
  readonly trace: { readonly requestId: string; readonly traceId: string };
  readonly log: Logger;
}

/** Logs each masked error whole and puts the trace id into it, so that support can find the line. */
const errorLog: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => ({
    async willSendResponse({ contextValue, errors, response }) {
      if (!errors || response.body.kind !== 'single') return;
      const { requestId, traceId } = contextValue.trace;
      for (const formatted of response.body.singleResult.errors ?? []) {
        if (formatted.extensions?.code === 'INTERNAL_SERVER_ERROR')
          Object.assign(formatted.extensions, { traceId });
      }
      for (const error of errors) {
        const cause = unwrapResolverError(error);
        if (isBug(cause))
          contextValue.log.error({ err: cause, requestId, traceId, path: error.path }, 'resolver failed');
      }
    },
  }),
};

const isBug = (error: unknown): boolean =>
  !(error instanceof ExpectedError) &&
  !(error instanceof GraphQLError && REQUEST_ERRORS.has(String(error.extensions.code)));

/** The Apollo Server of a subgraph; its context is built per request by the HTTP server. */
export function graphqlServer(schema: GraphQLSchema): ApolloServer<GraphqlContext> {
  return new ApolloServer<GraphqlContext>({
    schema,
    formatError,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    // Apollo Server's own choice is indented for people; the gateway is the only reader.
    stringifyResult: JSON.stringify,
    plugins: [
      errorLog,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}

/**
 * Runs a mutation and shapes its payload: `work` gives the payload's fields, an expected error whose code the
 * mutation declares becomes a userError with every other field null, anything else is a top-level error.
 */
export async function payload<P extends object, Code extends string>(
  codes: Record<Code, true>,
  work: () => Promise<P>,
): Promise<Partial<P> & { userErrors: UserError<Code>[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    return { userErrors: [toUserError(error, codes)] } as Partial<P> & { userErrors: UserError<Code>[] };
  }
}
