import { createHash } from 'node:crypto';

/** A source of numbers that look random and are the same at every run. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
}

/** Numbers that depend on `seed` alone: SHA-256 of it and a counter, 48 bits each, so the bias of the remainder is nil. */
export function createRandom(seed: string): Random {
  let drawn = 0;
  return {
    below: (limit) => createHash('sha256').update(`${seed} ${drawn++}`).digest().readUIntBE(0, 6) % limit,
  };
}
