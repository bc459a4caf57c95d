import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ExpectedError } from './errors.ts';
import { firstTraceId, isReplayed } from './idempotency.ts';
import { REPLAYED_HEADER } from './rest-replay.ts';
import { isDatabaseAway } from './transaction.ts';

/** An RFC 9457 problem document with our members: `code` for programs, `field` the culprit, `traceId` for support. */
export const problemSchema = z.object({
  type: z.string().describe('urn:eci:problem: and the code in lower case.'),
  title: z.string().describe('A sentence for people: what is wrong and what to do.'),
  status: z.int(),
  code: z.string().describe('Stable, for programs.'),
  field: z.array(z.string()).optional().describe('The path of the culprit in the input.'),
  details: z.record(z.string(), z.unknown()).optional(),
  traceId: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

export const PROBLEM_TYPE = 'application/problem+json';

function problem(
  status: number,
  code: string,
  title: string,
  traceId: string,
  field?: readonly string[],
  details?: object,
): Problem {
  const type = `urn:eci:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  return {
    type,
    title,
    status,
    code,
    ...(field?.length && { field: [...field] }),
    ...(details && Object.keys(details).length > 0 && { details: inOrder(details) }),
    traceId,
  };
}

/** Members by name: a stored failure comes back from the database with its members in another order. */
const inOrder = (details: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The problem document of an expected error. */
export const problemOf = (error: ExpectedError, traceId: string): Problem =>
  problem(error.status, error.code, error.message, traceId, error.field ?? undefined, error.details);

/** HTTP's own refusals, in our words; Fastify's messages quote internals. */
const TRANSPORT: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['INPUT_INVALID', 'The request body is not valid JSON.'],
  404: ['NOT_FOUND', 'No such endpoint: /openapi.json lists them.'],
  405: ['METHOD_NOT_ALLOWED', 'This endpoint has no such method: /openapi.json lists them.'],
  413: ['BODY_TOO_LARGE', 'The request body is larger than 1 MiB.'],
  415: ['MEDIA_TYPE_UNSUPPORTED', 'This endpoint takes application/json.'],
};

/** Maps any error to its problem document; what is not expected is logged whole and answered without a word of it. */
export function problemFrom(error: FastifyError, request: FastifyRequest): Problem {
  const { traceId } = request.trace;
  if (error instanceof ExpectedError) return problemOf(error, firstTraceId(error) ?? traceId);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    const path = (first?.instancePath ?? '').split('/').filter(Boolean);
    const field = path.length > 0 ? path : unknownKeys(first?.params);
    const where =
      field.length > 0 ? field.join('.') : error.validationContext === 'body' ? 'The body' : 'The request';
    return problem(400, 'INPUT_INVALID', `${where}: ${first?.message ?? 'is not valid'}.`, traceId, field);
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500 && !isResponseSerializationError(error)) {
    const [code, title] = TRANSPORT[status] ?? ['BAD_REQUEST', 'The request can not be read.'];
    return problem(status, code, title, traceId);
  }
  request.log.error({ err: error, requestId: request.trace.requestId, traceId }, 'request failed');
  if (isDatabaseAway(error))
    return problem(
      503,
      'SERVICE_UNAVAILABLE',
      'The database can not be reached: try again in a moment.',
      traceId,
    );
  return problem(
    500,
    'INTERNAL_SERVER_ERROR',
    `Something went wrong on our side. Quote trace id ${traceId} to support.`,
    traceId,
  );
}

function unknownKeys(params: unknown): string[] {
  const keys =
    (params as { keys?: unknown; issue?: { keys?: unknown } } | undefined)?.keys ??
    (params as { issue?: { keys?: unknown } } | undefined)?.issue?.keys;
  return Array.isArray(keys) && keys.length > 0 ? [String(keys[0])] : [];
}

/** Fastify's error handler: every failure leaves as a problem document. */
export function sendProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const body = problemFrom(error, request);
  const retryAfter = error instanceof ExpectedError ? error.details.retryAfterSeconds : undefined;
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
  if (isReplayed(error)) reply.header(REPLAYED_HEADER, 'true');
  reply.status(body.status).type(PROBLEM_TYPE).serializer(JSON.stringify).send(body);
}

export function sendNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const [code, title] = TRANSPORT[404]!;
  const { traceId } = request.trace;
  reply
    .status(404)
    .type(PROBLEM_TYPE)
    .serializer(JSON.stringify)
    .send(problem(404, code, title, traceId));
}

/** What every documented endpoint may answer beside its success: `schema: { response: { 200: ..., ...problems } }`. */
export const problems = { '4xx': problemSchema, '5xx': problemSchema } as const;
