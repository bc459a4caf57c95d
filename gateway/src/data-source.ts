import type { GraphQLDataSource } from '@apollo/gateway';
import { SERVICE_CREDENTIAL_HEADER } from '@eci/kit/auth';
import { counter } from '@eci/kit/metrics';
import { GraphQLError } from 'graphql';
import type { Dispatcher } from 'undici';
import { failurePaths } from './failure-paths.ts';
import type { RequestContext } from './request-context.ts';
import { answerOf, type SubgraphAnswer, SubgraphFailure, unreachable } from './subgraph-failure.ts';
import type { Subgraph } from './subgraphs.ts';

const requests = counter(
  'subgraph_requests_total',
  'Requests to subgraphs, by outcome: ok, errors, or failed.',
  ['subgraph', 'outcome'],
);
const seconds = counter('subgraph_request_seconds_total', 'Seconds spent waiting for subgraphs.', [
  'subgraph',
]);

/** How long a subgraph may take for a whole answer. */
export interface Timeouts {
  readonly queryMs: number;
  readonly mutationMs: number;
}

const TIMEOUTS: Timeouts = {
  queryMs: 10_000,
  // Longer than the 8 s for which `orderPlace` waits for a decision.
  mutationMs: 12_000,
};

type ProcessOptions = Parameters<GraphQLDataSource<RequestContext>['process']>[0];

/**
 * Asks one subgraph over HTTP. Its headers are made here from scratch, so nothing a client sends passes but its
 * Authorization. A failure of the transport becomes errors at the fields it nulls; the rest of the answer goes on.
 * A query whose connection broke is sent once more; a mutation never is, for it may have been done.
 */
export function subgraphDataSource(
  { name, url, pool }: Subgraph,
  credential: string,
  { queryMs, mutationMs }: Timeouts = TIMEOUTS,
): GraphQLDataSource<RequestContext> {
  const path = url.pathname + url.search;

  async function post(
    body: string,
    headers: Record<string, string>,
    isMutation: boolean,
  ): Promise<SubgraphAnswer> {
    const timeoutMs = isMutation ? mutationMs : queryMs;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs);
    const send = async (): Promise<SubgraphAnswer> => {
      const response: Dispatcher.ResponseData = await pool.request({
        path,
        method: 'POST',
        headers,
        body,
        signal: deadline.signal,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      return answerOf(name, response.statusCode, await response.body.text());
    };
    try {
      return await send().catch((error: unknown) => {
        if (isMutation || deadline.signal.aborted || !wasCutOff(error)) throw error;
        return send();
      });
    } catch (error) {
      throw error instanceof SubgraphFailure
        ? error
        : unreachable(name, error, { timedOut: deadline.signal.aborted, isMutation });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async process(options: ProcessOptions) {
      const { query = '', variables, operationName } = options.request;
      const { trace, authorization, log } = options.context as RequestContext;
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        accept: 'application/json',
        [SERVICE_CREDENTIAL_HEADER]: credential,
        'x-request-id': trace.requestId,
        traceparent: trace.traceparent,
        ...(authorization && { authorization }),
      };
      const started = performance.now();
      try {
        // The planner prints the operation's kind first.
        const answer = await post(
          JSON.stringify({ query, variables, operationName }),
          headers,
          query.startsWith('mutation'),
        );
        requests.inc({ subgraph: name, outcome: answer.errors ? 'errors' : 'ok' });
        return answer as Awaited<ReturnType<GraphQLDataSource['process']>>;
      } catch (error) {
        if (!(error instanceof SubgraphFailure)) throw error;
        requests.inc({ subgraph: name, outcome: 'failed' });
        const { requestId, traceId } = trace;
        log.warn(
          { requestId, traceId, subgraph: name, reason: error.reason, err: error.cause },
          'a subgraph failed',
        );
        const { message, code, facts } = error;
        return {
          errors: failurePaths(query).map(
            (at) => new GraphQLError(message, { path: at, extensions: { code, ...facts } }),
          ),
        };
      } finally {
        seconds.inc({ subgraph: name }, (performance.now() - started) / 1_000);
      }
    },
  };
}

/** True when the connection ended before any answer, as an idle one does that the subgraph closes just then. */
const wasCutOff = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
};
