import type { ApolloServerPlugin } from '@apollo/server';
import { counter } from '@eci/kit/metrics';
import type { RequestContext } from './request-context.ts';

const operations = counter(
  'graphql_operations_total',
  'Operations answered, by kind and by whether the answer has errors.',
  ['kind', 'outcome'],
);

/** A name is the client's choice: a long one must not flood the log. */
const MAX_NAME = 80;

/** Adds the operation's name, kind and errors' codes to the request's log line. Variables never reach it. */
export const operationLog: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    async willSendResponse({ contextValue: { logged }, operation, operationName, response }) {
      const kind = operation?.operation ?? 'none';
      const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
      logged.operation = operationName?.slice(0, MAX_NAME) ?? null;
      logged.kind = kind;
      if (errors.length > 0)
        logged.errors = [...new Set(errors.map(({ extensions }) => extensions?.code))].slice(0, 5).join(',');
      operations.inc({ kind, outcome: errors.length > 0 ? 'errors' : 'ok' });
    },
  }),
};
