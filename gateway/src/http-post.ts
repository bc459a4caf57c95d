import type { Dispatcher, Pool } from 'undici';

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

export interface HttpPost {
  readonly path: string;
  /** Names and values in turn, as undici takes them without looking at each. */
  readonly headers: string[];
  readonly body: string;
  /** For the whole exchange, the wait for a connection included. */
  readonly timeoutMs: number;
}

/** An exchange under way. */
export interface Exchange {
  readonly answer: Promise<HttpAnswer>;
  /** Ends it, and its connection; the answer rejects with `reason`. Nothing happens when it has ended. */
  abort(reason: Error): void;
}

/** The whole answer did not come in time. */
export class TimedOut extends Error {
  override name = 'TimedOut';
}

/**
 * Sends one POST and reads the whole answer, on undici's dispatcher itself: its `request` makes a stream of each answer,
 * and of a small one that is most of the cost.
 */
export function httpPost(pool: Pool, { path, headers, body, timeoutMs }: HttpPost): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  let controller: Dispatcher.DispatchController | null = null;
  let ended: Error | true | null = null;
  const end = (how: Error | true): boolean => {
    if (ended) return false;
    ended = how;
    clearTimeout(timer);
    return true;
  };
  const abort = (reason: Error): void => {
    if (!end(reason)) return;
    reject(reason);
    controller?.abort(reason);
  };
  const timer = setTimeout(() => abort(new TimedOut(`no answer within ${timeoutMs} ms`)), timeoutMs);
  let status = 0;
  const chunks: Buffer[] = [];
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (started) => {
      controller = started;
      // It was given up while it waited for a connection.
      if (Error.isError(ended)) started.abort(ended);
    },
    onResponseStart: (_, statusCode) => {
      status = statusCode;
    },
    onResponseData: (_, chunk) => void chunks.push(chunk),
    onResponseEnd: () => {
      if (end(true)) resolve({ status, text: textOf(chunks) });
    },
    onResponseError: (_, error) => {
      if (end(error)) reject(error);
    },
  };
  pool.dispatch({ path, method: 'POST', headers, body, headersTimeout: 0, bodyTimeout: 0 }, handler);
  return { answer: promise, abort };
}

const textOf = (chunks: readonly Buffer[]): string =>
  chunks.length === 1 ? chunks[0]!.toString() : Buffer.concat(chunks).toString();
