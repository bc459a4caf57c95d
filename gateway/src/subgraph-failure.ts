import { isObject } from './engine/json.ts';

/** An error in a subgraph's answer; what is of the wrong type is left out. */
export interface SubgraphError {
  readonly message?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A subgraph's answer as GraphQL over HTTP has it. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
}

/** A subgraph that gave no GraphQL answer: what clients are told (`message`, `code`, `facts`) and what only our log is. */
export class SubgraphFailure extends Error {
  override name = 'SubgraphFailure';
  readonly code: string;
  /** For our log. */
  readonly reason: string;
  /** Further extensions of the error. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    reason: string,
    options: { facts?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.reason = reason;
    this.facts = options.facts ?? {};
  }
}

/** The failure to reach a subgraph, or to hear from it in time. Then whether a mutation took effect is not known. */
export function unreachable(
  name: string,
  cause: unknown,
  { timedOut, isMutation }: { timedOut: boolean; isMutation: boolean },
): SubgraphFailure {
  if (!timedOut) {
    const message = `The ${name} service can not be reached at the moment: try again.`;
    return new SubgraphFailure('SERVICE_UNAVAILABLE', message, 'no connection', { cause });
  }
  const next = isMutation
    ? 'whether the change was made is not known. Look before you try again, or repeat it with the same idempotency key.'
    : 'try again.';
  return new SubgraphFailure(
    'SERVICE_TIMEOUT',
    `The ${name} service did not answer in time: ${next}`,
    'time-out',
  );
}

/** Refusals that a subgraph's HTTP layer words for clients; others are about the gateway and none of their business. */
const FOR_CLIENTS = new Set([401, 429, 503]);

/**
 * Reads a subgraph's HTTP answer: a GraphQL answer of any status as it is; a problem document (RFC 9457) becomes the
 * failure it describes. Throws a SubgraphFailure for all else.
 */
export function answerOf(name: string, status: number, text: string): SubgraphAnswer {
  const body = parseObject(text);
  if (body && Array.isArray(body.errors))
    return { data: objectOrNull(body.data), errors: body.errors.map(errorOf) };
  if (body && status < 300 && 'data' in body) return { data: objectOrNull(body.data) };
  const { title, code, traceId } = body ?? {};
  if (FOR_CLIENTS.has(status) && typeof title === 'string' && typeof code === 'string') {
    throw new SubgraphFailure(code, title, `status ${status}`, {
      facts: typeof traceId === 'string' ? { traceId } : {},
    });
  }
  const message = `The ${name} service could not answer: try again, and tell us if it stays so.`;
  throw new SubgraphFailure(
    'SERVICE_UNAVAILABLE',
    message,
    `status ${status}${typeof code === 'string' ? ` ${code}` : ''}`,
  );
}

const objectOrNull = (value: unknown): Record<string, unknown> | null => (isObject(value) ? value : null);

function errorOf(given: unknown): SubgraphError {
  const { message, path, extensions } = isObject(given) ? given : {};
  return {
    ...(typeof message === 'string' && { message }),
    ...(Array.isArray(path) && {
      path: path.filter((step) => typeof step === 'string' || typeof step === 'number'),
    }),
    ...(isObject(extensions) && { extensions }),
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return objectOrNull(JSON.parse(text));
  } catch {
    // Not JSON: some proxy's page; told apart from an answer by the caller.
    return null;
  }
}
