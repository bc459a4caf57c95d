import type { Dispatcher } from 'undici';

/** The whole answer to a request. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** The answer was not there in time; whether the request took effect is unknown. */
export class AnswerLate extends Error {
  override name = 'AnswerLate';
}

/**
 * One HTTP exchange, whole, within `timeoutMs`. Throws AnswerLate, or undici's error when there is no answer.
 *
 * A handler of undici's dispatcher and not its `request`: that one makes a stream of each answer and listens to an
 * AbortSignal, a sixth to a third of an exchange's CPU, and answers between siblings are small and read whole.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  timeoutMs: number,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  let controller: Dispatcher.DispatchController | undefined;
  let late: AnswerLate | undefined;
  let status = 0;
  let headers: Answer['headers'] = {};
  let chunks: Buffer[] = [];
  const timer = setTimeout(() => {
    late = new AnswerLate(`No answer within ${timeoutMs} ms.`);
    reject(late);
    controller?.abort(late);
  }, timeoutMs);
  dispatcher.dispatch(options, {
    onRequestStart: (started) => {
      controller = started;
      // It waited too long for a connection: it must not be sent any more.
      if (late) started.abort(late);
    },
    onResponseStart: (_controller, statusCode, given) => {
      status = statusCode;
      headers = given;
      chunks = [];
    },
    onResponseData: (_controller, chunk) => {
      chunks.push(chunk);
    },
    onResponseEnd: () => {
      clearTimeout(timer);
      resolve({ status, headers, text: Buffer.concat(chunks).toString() });
    },
    onResponseError: (_controller, error) => {
      clearTimeout(timer);
      reject(error);
    },
  });
  return promise;
}
