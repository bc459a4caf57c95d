import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { failureErrors } from './failure-paths.ts';
import type { RequestContext } from './request-context.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { SubgraphLink } from './subgraph-link.ts';

/** A link as @apollo/gateway's own executor wants it. A failure becomes errors at the fields that will be null. */
export function dataSource(link: SubgraphLink): GraphQLDataSource<RequestContext> {
  return {
    async process({ request, context }) {
      const { query = '', variables, operationName } = request;
      const body = JSON.stringify({ query, variables, operationName });
      try {
        // The planner prints the operation's kind first.
        const answer = await link.ask(body, query.startsWith('mutation'), context as RequestContext);
        return answer as Awaited<ReturnType<GraphQLDataSource['process']>>;
      } catch (error) {
        if (!(error instanceof SubgraphFailure)) throw error;
        return { errors: failureErrors(error, query).map((one) => new GraphQLError(one.message!, one)) };
      }
    },
  };
}
