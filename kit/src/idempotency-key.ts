import { badInput, ExpectedError } from './errors.ts';
import { sha256 } from './ids.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** Checks an idempotency key's form: 1 to 255 visible ASCII characters. Throws INPUT_INVALID naming `field`. */
export function checkKey(key: unknown, field = 'idempotencyKey'): string {
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw badInput(`${field} must be 1 to 255 visible ASCII characters, without spaces.`, [field]);
}

/** The key of a REST request. Throws INPUT_INVALID when the header is missing or malformed. */
export function keyHeader(headers: Record<string, string | string[] | undefined>): string {
  return checkKey(headers['idempotency-key'], 'Idempotency-Key');
}

/** Hash of a request, the same for objects that differ only in the order of their members. */
export const requestHash = (request: unknown): string => sha256(JSON.stringify(sorted(request)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
}

export const keyReused = () =>
  new ExpectedError(
    'IDEMPOTENCY_KEY_REUSED',
    'This idempotency key was used for another request: use a new key.',
    { status: 422, field: ['idempotencyKey'] },
  );

export const inProgress = () =>
  new ExpectedError(
    'IDEMPOTENCY_IN_PROGRESS',
    'The first request with this idempotency key is still running: repeat it in a second.',
    {
      status: 409,
      field: ['idempotencyKey'],
      details: { retryAfterSeconds: 1 },
    },
  );
