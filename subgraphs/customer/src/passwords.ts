import { randomBytes } from 'node:crypto';
import { unavailable } from '@eci/kit/errors';
import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with 19 MiB, two passes and one lane: the OWASP Password Storage Cheat Sheet's minimum
 * (cheatsheetseries.owasp.org), about 30 ms of one core. The algorithm is the library's default.
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Waiting longer than this many hashes would answer after the caller has given up. */
const MAX_WAITING = 200;

/** Unicode has several spellings of one text; keyboards differ (NIST SP 800-63B, 5.1.1.2 asks for NFKC or NFKD). */
const canonical = (password: string): string => password.normalize('NFKC');

export interface Passwords {
  /** An encoded hash with its own salt. Throws SERVICE_UNAVAILABLE when too many wait. */
  hash(password: string): Promise<string>;
  /** Whether `password` is the one of `encoded`. */
  matches(encoded: string, password: string): Promise<boolean>;
  /**
   * Runs `work` in a slot of the queue, with a function that compares as `matches` does. A null `encoded` takes as
   * long as a real one, so that the time of an answer does not tell whether an account exists.
   */
  inSlot<T>(
    work: (matches: (encoded: string | null, password: string) => Promise<boolean>) => Promise<T>,
  ): Promise<T>;
}

/**
 * Hashes on the thread pool, at most `concurrency` at a time: a burst of sign-ins then waits in this queue and leaves
 * memory, cores and the pool to other requests.
 */
export async function createPasswords(concurrency: number): Promise<Passwords> {
  const inSlot = limit(concurrency);
  const nobodys = await hash(randomBytes(32), PARAMETERS);
  const matches = async (encoded: string | null, password: string) =>
    (await verify(encoded ?? nobodys, canonical(password))) && encoded !== null;
  return {
    hash: (password) => inSlot(() => hash(canonical(password), PARAMETERS)),
    matches: (encoded, password) => inSlot(() => matches(encoded, password)),
    inSlot: (work) => inSlot(() => work(matches)),
  };
}

/** Runs at most `concurrency` works at a time, the others in order of arrival. */
function limit(concurrency: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = concurrency;
  return async (work) => {
    if (free > 0) free--;
    else if (waiting.length >= MAX_WAITING)
      throw unavailable('Too many people sign in at the moment: try again in a few seconds.');
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // A slot is handed over, never freed, while somebody waits: a newcomer can not overtake.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
