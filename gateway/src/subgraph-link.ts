import { SERVICE_CREDENTIAL_HEADER } from '@eci/kit/auth';
import { type Answer, AnswerLate, type Exchange, exchange } from '@eci/kit/exchange';
import { counter } from '@eci/kit/metrics';
import { ClientGone, Flight, type Flights } from './flights.ts';
import type { RequestContext } from './request-context.ts';
import { answerOf, type SubgraphAnswer, SubgraphFailure, unreachable } from './subgraph-failure.ts';
import type { Subgraph } from './subgraphs.ts';

const requests = counter(
  'subgraph_requests_total',
  'Requests to subgraphs, by outcome: ok, errors, failed, abandoned (the client went away), or shared (joined an equal one instead; it counts again if that fails and it is sent itself).',
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

export interface LinkOptions {
  /** The gateway's own `x-service-credential`; null where subgraphs ask for none. */
  readonly credential: string | null;
  readonly timeouts?: Timeouts | undefined;
  /** The queries under way to all subgraphs, so that equal ones are sent once; null to send each. */
  readonly flights: Flights | null;
}

/** Asks one subgraph. */
export interface SubgraphLink {
  /**
   * Sends a GraphQL request's body. Throws a SubgraphFailure when no GraphQL answer comes. A query whose connection
   * broke before any answer is sent once more; a mutation never is, for it may have been done. A query ends early when
   * the client that waits for it has gone.
   */
  ask(body: string, isMutation: boolean, context: RequestContext): Promise<SubgraphAnswer>;
}

export function openLink(
  { name, url, pool }: Subgraph,
  { credential, flights, timeouts = TIMEOUTS }: LinkOptions,
): SubgraphLink {
  const path = url.pathname + url.search;
  const counted = countersOf(name);

  const send = (body: string, timeoutMs: number, context: RequestContext): Exchange =>
    exchange(pool, { path, method: 'POST', headers: headersOf(context, credential), body }, timeoutMs);

  async function mutate(body: string, context: RequestContext): Promise<Answer> {
    try {
      return await send(body, timeouts.mutationMs, context).answer;
    } finally {
      // A query from now on must see what was changed, here or by an event elsewhere: it joins none that began before.
      flights?.seal();
    }
  }

  async function query(body: string, key: string, context: RequestContext): Promise<Answer> {
    context.gone?.throwIfAborted();
    const flight = new Flight(send(body, timeouts.queryMs, context));
    flights?.begin(key, flight);
    return flight.wait(context.gone);
  }

  /** The answer to an equal query that has just begun; null when that fails. */
  async function shared(flight: Flight, context: RequestContext): Promise<SubgraphAnswer | null> {
    counted.shared.inc();
    try {
      const { status, text } = await flight.wait(context.gone);
      return answerOf(name, status, text);
    } catch {
      // What befell the other request need not befall this one's own, which is sent now.
      return null;
    }
  }

  async function sent(body: string, key: string, isMutation: boolean, context: RequestContext) {
    if (isMutation) return mutate(body, context);
    return query(body, key, context).catch((error: unknown) => {
      if (!wasCutOff(error)) throw error;
      return query(body, key, context);
    });
  }

  return {
    async ask(body, isMutation, context) {
      // An answer may depend on who asks, and on nothing else that is sent.
      const key = `${name}\n${context.authorization ?? ''}\n${body}`;
      const flight = isMutation ? undefined : flights?.find(key);
      // Nothing is awaited between looking for one and beginning one, or several that come together would all begin.
      const known = flight && (await shared(flight, context));
      if (known) return known;
      const started = performance.now();
      try {
        const { status, text } = await sent(body, key, isMutation, context);
        const answer = answerOf(name, status, text);
        (answer.errors ? counted.errors : counted.ok).inc();
        return answer;
      } catch (error) {
        const failure =
          error instanceof SubgraphFailure
            ? error
            : unreachable(name, error, { timedOut: error instanceof AnswerLate, isMutation });
        const abandoned = error instanceof ClientGone;
        (abandoned ? counted.abandoned : counted.failed).inc();
        if (!abandoned) logFailure(failure, name, context);
        throw failure;
      } finally {
        counted.seconds.inc((performance.now() - started) / 1_000);
      }
    },
  };
}

/** The series of one subgraph, found once: looking a series up by its labels costs more than counting. */
function countersOf(subgraph: string) {
  const outcome = (name: string) => requests.labels({ subgraph, outcome: name });
  return {
    ok: outcome('ok'),
    errors: outcome('errors'),
    failed: outcome('failed'),
    abandoned: outcome('abandoned'),
    shared: outcome('shared'),
    seconds: seconds.labels({ subgraph }),
  };
}

/** Names and values in turn. Made from scratch, so nothing a client sends passes but its Authorization. */
function headersOf({ trace, authorization }: RequestContext, credential: string | null): string[] {
  const headers = [
    'content-type',
    'application/json',
    'accept',
    'application/json',
    'x-request-id',
    trace.requestId,
    'traceparent',
    trace.traceparent,
  ];
  if (credential !== null) headers.push(SERVICE_CREDENTIAL_HEADER, credential);
  if (authorization) headers.push('authorization', authorization);
  return headers;
}

function logFailure(
  { reason, cause }: SubgraphFailure,
  subgraph: string,
  { log, trace }: RequestContext,
): void {
  const { requestId, traceId } = trace;
  log.warn({ requestId, traceId, subgraph, reason, err: cause }, 'a subgraph failed');
}

/** True when the connection ended before any answer, as an idle one does that the subgraph closes just then. */
const wasCutOff = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
};
