import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import { Pool } from 'undici';
import { SERVICE_CREDENTIAL_HEADER } from './auth.ts';
import { unavailable } from './errors.ts';
import { AnswerLate, exchange } from './exchange.ts';
import { gauge } from './metrics.ts';
import type { Trace } from './trace.ts';

/** What a sibling answered; a status of any kind is an answer. */
export interface RemoteAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  /** Parsed JSON, or null when the answer had none. */
  readonly body: unknown;
}

/** No answer, or one that says nothing of what happened: whether the request took effect is unknown. */
export class RemoteUnknown extends Error {
  override name = 'RemoteUnknown';
}

export interface RemoteRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query below the sibling's base URL. */
  path: string;
  body?: unknown;
  contentType?: string;
  idempotencyKey?: string;
  trace: Trace;
  /** Longest wait for the whole answer, ms. */
  timeoutMs?: number;
}

export interface Remote {
  readonly name: string;
  /** Resolves with any answer below 500, throws RemoteUnknown otherwise (time-out, reset, 5xx, open breaker). */
  request(request: RemoteRequest): Promise<RemoteAnswer>;
  close(): Promise<void>;
}

const CONNECTIONS = 64;
const TIMEOUT_MS = 3_000;
/** Failures in a row that open the breaker; while open, requests fail at once for 0.5 s, doubling to 5 s. */
const FAILURES = 5;

const breakers = new Map<string, () => CircuitState>();
gauge(
  'remote_breaker_open',
  'Whether the circuit breaker towards a sibling is open (1) or not (0).',
  ['remote'],
  async (metric) => {
    for (const [remote, state] of breakers) metric.set({ remote }, state() === CircuitState.Open ? 1 : 0);
  },
);

/** The client of a sibling at `url`, speaking as `self` with its `credential`. */
export function createRemote(name: string, url: string, self: string, credential: string): Remote {
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/$/, '');
  const pool = new Pool(origin, { connections: CONNECTIONS, connect: { timeout: 1_000 } });
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof RemoteUnknown),
    {
      halfOpenAfter: new ExponentialBackoff({ initialDelay: 500, maxDelay: 5_000 }),
      breaker: new ConsecutiveBreaker(FAILURES),
    },
  );
  breakers.set(name, () => breaker.state);
  const identity = `${self}.${credential}`;

  async function send({
    method,
    path,
    body,
    contentType,
    idempotencyKey,
    trace,
    timeoutMs = TIMEOUT_MS,
  }: RemoteRequest): Promise<RemoteAnswer> {
    const options = {
      method,
      path: base + path,
      headers: {
        [SERVICE_CREDENTIAL_HEADER]: identity,
        'x-request-id': trace.requestId,
        traceparent: trace.traceparent,
        ...(body !== undefined && { 'content-type': contentType ?? 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    };
    try {
      const { status, headers, text } = await exchange(pool, options, timeoutMs).answer;
      if (status >= 500) throw new RemoteUnknown(`${name} answered ${status} to ${method} ${path}.`);
      return { status, headers, body: parseBody(text, name) };
    } catch (error) {
      if (error instanceof RemoteUnknown) throw error;
      const reason =
        error instanceof AnswerLate ? `did not answer within ${timeoutMs} ms` : 'can not be reached';
      throw new RemoteUnknown(`${name} ${reason}: ${method} ${path.split('?')[0]}.`, { cause: error });
    }
  }

  return {
    name,
    request: async (request) => {
      try {
        return await breaker.execute(() => send(request));
      } catch (error) {
        if (isBrokenCircuitError(error))
          throw new RemoteUnknown(
            `${name} failed ${FAILURES} times in a row and is left alone for a moment.`,
          );
        throw error;
      }
    },
    close: async () => {
      breakers.delete(name);
      await pool.destroy();
    },
  };
}

function parseBody(text: string, name: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RemoteUnknown(`${name} answered with something that is not JSON.`, { cause });
  }
}

/** Reads from a sibling: 404 is null, any other refusal or no answer is SERVICE_UNAVAILABLE. */
export async function fetchFrom(remote: Remote, path: string, trace: Trace): Promise<unknown> {
  let answer: RemoteAnswer;
  try {
    answer = await remote.request({ method: 'GET', path, trace });
  } catch (error) {
    if (error instanceof RemoteUnknown)
      throw unavailable(`The ${remote.name} service can not be reached: try again in a moment.`);
    throw error;
  }
  if (answer.status === 404) return null;
  if (answer.status !== 200)
    throw new Error(`${remote.name} answered ${answer.status} to GET ${path.split('?')[0]}.`);
  return answer.body;
}
