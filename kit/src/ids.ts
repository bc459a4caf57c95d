import { createHash, randomFillSync } from 'node:crypto';

/** Crockford's base 32: sorts like the number it stands for and has no letters that look alike. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const pool = Buffer.alloc(4_096);
let used = pool.length;
let lastMillis = 0;
let lastHigh = 0;

/** Where the next random bytes of the pool are: one system call for 400 ids. */
function take(bytes: number): number {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return used - bytes;
}

/** Random bits as a number: 5 bytes at most, so that it is exact. */
const randomNumber = (bytes: number): number => pool.readUIntBE(take(bytes), bytes);

/** Random bytes in hexadecimal, for the ids of a trace. */
export function randomHex(bytes: number): string {
  const start = take(bytes);
  return pool.toString('hex', start, start + bytes);
}

/** By division and not by shifts: times and random bits have more than 32 bits, and BigInt takes twice as long. */
function encode(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32))
    text = ALPHABET[rest % 32] + text;
  return text;
}

/**
 * A new opaque id, sortable by time of making: `ord_` and 26 characters, 48 bits of milliseconds and 80 random bits
 * (the layout of a ULID, github.com/ulid/spec). Within one millisecond the upper half counts up instead, so that the
 * ids of one process sort in the order they were made, as rows that are inserted together need; 40 bits stay random.
 */
export function newId(prefix: string): string {
  const now = Date.now();
  // A clock that is set back makes this millisecond last longer.
  const isNewMillisecond = now > lastMillis;
  lastMillis = isNewMillisecond ? now : lastMillis;
  // One bit less than there is room for, so that counting up can not overflow.
  lastHigh = isNewMillisecond ? Math.floor(randomNumber(5) / 2) : lastHigh + 1;
  return `${prefix}_${encode(lastMillis, 10)}${encode(lastHigh, 8)}${encode(randomNumber(5), 8)}`;
}

/** An id whose knowledge is the permission (cart ids, tracking numbers): 128 random bits. Log only `redact(id)`. */
export function newCapability(prefix: string): string {
  const parts = Array.from({ length: 3 }, () => encode(randomNumber(5), 8));
  return `${prefix}_${encode(randomNumber(1), 2)}${parts.join('')}`;
}

/** A short, stable stand-in for a capability in logs: it can be correlated and not used. */
export const redact = (capability: string): string => `#${sha256(capability).slice(0, 12)}`;

/** Hex SHA-256 of a text. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** True when `id` has the shape newId gives for `prefix`; owners answer null for anything else without a query. */
export function isId(prefix: string, id: string): boolean {
  return (
    id.length === prefix.length + 27 &&
    id.startsWith(`${prefix}_`) &&
    /^[0-9a-hjkmnp-tv-z]+$/.test(id.slice(prefix.length + 1))
  );
}
