import { newId, randomHex } from './ids.ts';

/** Correlation of one request across processes: W3C Trace Context (w3.org/TR/trace-context) and our request id. */
export interface Trace {
  readonly requestId: string;
  readonly traceId: string;
  /** The header to send on: same trace, this process's own span. */
  readonly traceparent: string;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;
const REQUEST_ID = /^[\w.-]{1,128}$/;

type Header = string | string[] | undefined;

/** Continues the caller's trace or starts one; malformed headers are replaced, as the standard asks. */
export function traceOf(headers: Record<string, Header>): Trace {
  const given = typeof headers['x-request-id'] === 'string' ? headers['x-request-id'] : '';
  const requestId = REQUEST_ID.test(given) ? given : newId('req');
  const parent = typeof headers.traceparent === 'string' ? TRACEPARENT.exec(headers.traceparent) : null;
  const known = parent && !/^0+$/.test(parent[1]!) ? parent[1] : undefined;
  const traceId = known ?? randomHex(16);
  return {
    requestId,
    traceId,
    traceparent: `00-${traceId}-${randomHex(8)}-${known ? parent![2] : '01'}`,
  };
}

/** A trace for work that no request started: a sweep, a relay, a saga taken over. */
export const newTrace = (): Trace => traceOf({});
