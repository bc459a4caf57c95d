import { badInput } from './errors.ts';
import type { Done } from './idempotency.ts';
import { keyHeader } from './idempotency-key.ts';

/** Tells that an answer is the stored one of an earlier request. */
export const REPLAYED_HEADER = 'idempotent-replayed';

interface Reply {
  header(name: string, value: string): unknown;
  status(code: number): unknown;
  send(body: unknown): unknown;
}

/**
 * Answers an idempotent operation: `present` shapes the stored value, so a repetition gets the first answer's bytes,
 * with `Idempotent-Replayed: true`. `present` must therefore depend on nothing but the value, and the route's response
 * schema puts its members in order. Stored failures get the header from problem.ts.
 */
export function sendOutcome<V, Body, R extends Reply>(
  reply: R,
  { value, replayed }: Done<V>,
  status: number,
  present: (value: V) => Body,
): R {
  if (replayed) reply.header(REPLAYED_HEADER, 'true');
  reply.status(status);
  reply.send(present(value));
  return reply;
}

/**
 * Checks the key of a saga's step, which is `<sagaId>:<step>` so that a step has one key, whoever sends it and however
 * often. Throws INPUT_INVALID naming the header otherwise.
 */
export function requireStepKey(
  headers: Record<string, string | string[] | undefined>,
  sagaId: string,
  step: string,
): void {
  const expected = `${sagaId}:${step}`;
  if (keyHeader(headers) !== expected)
    throw badInput(`Idempotency-Key must be ${expected} for this step.`, ['Idempotency-Key']);
}
