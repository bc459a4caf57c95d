import type { z } from 'zod';

/**
 * The one class of expected errors: a caller did something the contract names. Everything else is a bug, and is
 * masked where it leaves the process (problem.ts, graphql-errors.ts).
 *
 * `code` is stable SCREAMING_SNAKE for programs, `message` a sentence for people, `status` the HTTP status of the
 * REST face, `field` the path of the culprit in the input, `details` facts a program may need.
 */
export class ExpectedError extends Error {
  override name = 'ExpectedError';
  readonly code: string;
  readonly status: number;
  readonly field: readonly string[] | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; field?: readonly string[]; details?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? 422;
    this.field = options.field ?? null;
    this.details = options.details ?? {};
  }
}

export const unauthenticated = (message = 'Sign in first: this needs a valid access token.') =>
  new ExpectedError('UNAUTHENTICATED', message, { status: 401 });

export const forbidden = (message: string) => new ExpectedError('FORBIDDEN', message, { status: 403 });

export const notFound = (code: string, message: string, field?: readonly string[]) =>
  new ExpectedError(code, message, { status: 404, ...(field && { field }) });

export const badInput = (message: string, field: readonly string[]) =>
  new ExpectedError('INPUT_INVALID', message, { status: 400, field });

export const unavailable = (message: string) =>
  new ExpectedError('SERVICE_UNAVAILABLE', message, { status: 503 });

/** A userErrors entry of a mutation payload, as the interface UserError of the graph has it. */
export interface UserError<Code extends string = string> {
  code: Code;
  message: string;
  field: string[] | null;
}

/** Turns an expected error whose code the mutation declares into a userErrors entry; anything else is rethrown. */
export function toUserError<Code extends string>(error: unknown, codes: Record<Code, true>): UserError<Code> {
  if (error instanceof ExpectedError && Object.hasOwn(codes, error.code)) {
    return { code: error.code as Code, message: error.message, field: error.field ? [...error.field] : null };
  }
  throw error;
}

/** Validates `input` and throws INPUT_INVALID naming the first culprit by its path below `at`. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  at: readonly string[] = [],
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...at, ...issue.path.map(String), ...unknown];
  throw badInput(`${field.join('.') || 'The input'}: ${issue.message}.`, field);
}
