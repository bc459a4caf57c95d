import { createHash, randomBytes, randomFillSync } from 'node:crypto';

/** Crockford's base 32: sorts like the number it stands for and has no letters that look alike. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const pool = Buffer.alloc(4_096);
let used = pool.length;
let lastMillis = 0;
let lastHigh = 0n;

function encode(value: bigint, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) {
    text = ALPHABET[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}

/**
 * A new opaque id, sortable by time of making: `ord_` and 26 characters, 48 bits of milliseconds and 80 random bits
 * (the layout of a ULID, github.com/ulid/spec). Within one millisecond the upper half counts up instead, so that the
 * ids of one process sort in the order they were made, as rows that are inserted together need; 40 bits stay random.
 * Random bits come from a pool, one system call for 400 ids.
 */
export function newId(prefix: string): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const now = Date.now();
  // A clock that is set back makes this millisecond last longer.
  const isNewMillisecond = now > lastMillis;
  lastMillis = isNewMillisecond ? now : lastMillis;
  // One bit less than there is room for, so that counting up can not overflow.
  lastHigh = isNewMillisecond ? BigInt(pool.readUIntBE(used, 5)) >> 1n : lastHigh + 1n;
  const low = BigInt(pool.readUIntBE(used + 5, 5));
  used += 10;
  return `${prefix}_${encode(BigInt(lastMillis), 10)}${encode(lastHigh, 8)}${encode(low, 8)}`;
}

/** An id whose knowledge is the permission (cart ids, tracking numbers): 128 random bits. Log only `redact(id)`. */
export function newCapability(prefix: string): string {
  return `${prefix}_${encode(BigInt(`0x${randomBytes(16).toString('hex')}`), 26)}`;
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
