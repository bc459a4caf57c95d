import type { Dispatcher } from 'undici';

/** The whole answer to a request. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** A request under way. */
export interface Exchange {
  /** Rejects with AnswerLate, with the reason of `abort`, or with undici's error when there is no answer. */
  readonly answer: Promise<Answer>;
  /** Ends it and its connection. Nothing happens when it has ended. */
  abort(reason: Error): void;
}

/** The answer was not there in time; whether the request took effect is unknown. */
export class AnswerLate extends Error {
  override name = 'AnswerLate';
}

/**
 * One HTTP exchange, whole, within `timeoutMs`, the wait for a connection included.
 *
 * A handler of undici's dispatcher and not its `request`: that one makes a stream of each answer and listens to an
 * AbortSignal, a sixth to a third of an exchange's CPU, and answers between services are small and read whole.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  timeoutMs: number,
): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  let controller: Dispatcher.DispatchController | undefined;
  let given: Error | undefined;
  let status = 0;
  let headers: Answer['headers'] = {};
  const chunks: Buffer[] = [];
  const abort = (reason: Error): void => {
    given ??= reason;
    clearTimeout(timer);
    reject(reason);
    controller?.abort(reason);
  };
  const timer = setTimeout(() => abort(new AnswerLate(`No answer within ${timeoutMs} ms.`)), timeoutMs);
  dispatcher.dispatch(
    { ...options, headersTimeout: 0, bodyTimeout: 0 },
    {
      onRequestStart: (started) => {
        controller = started;
        // It waited too long for a connection: it must not be sent any more.
        if (given) started.abort(given);
      },
      onResponseStart: (_controller, statusCode, sent) => {
        status = statusCode;
        headers = sent;
      },
      onResponseData: (_controller, chunk) => {
        chunks.push(chunk);
      },
      onResponseEnd: () => {
        clearTimeout(timer);
        controller = undefined;
        resolve({ status, headers, text: textOf(chunks) });
      },
      onResponseError: (_controller, error) => {
        clearTimeout(timer);
        controller = undefined;
        reject(error);
      },
    },
  );
  return { answer: promise, abort };
}

const textOf = (chunks: readonly Buffer[]): string =>
  chunks.length === 1 ? chunks[0]!.toString() : Buffer.concat(chunks).toString();
