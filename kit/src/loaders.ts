import DataLoader from 'dataloader';

/** Keys in one statement at most; more are split, so that a huge `_entities` call can not build a huge statement. */
const MAX_BATCH = 500;

/**
 * What can be a key at all. Clients choose the ids of `_entities`, and one that the database refuses to read (a NUL,
 * half a surrogate pair) would fail the whole batch; such a key is known to be missing without a question.
 */
const POSSIBLE_KEY = /^[\x21-\x7e]{1,255}$/;
export const isPossibleKey = (key: string): boolean => POSSIBLE_KEY.test(key);

/** Fetches the possible ones of `keys`; no statement when there is none. */
async function fetchPossible<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keys: readonly string[],
): Promise<readonly Row[]> {
  const possible = keys.filter(isPossibleKey);
  return possible.length === 0 ? [] : fetch(possible);
}

/**
 * A per-request loader of one row per key. `fetch` gets distinct keys and may answer in any order and with holes;
 * the loader answers in key order, null for missing and for what is not 1 to 255 visible ASCII characters.
 */
export function rowLoader<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(
    async (keys) => {
      const rows = new Map((await fetchPossible(fetch, keys)).map((row) => [keyOf(row), row]));
      return keys.map((key) => rows.get(key) ?? null);
    },
    { maxBatchSize: MAX_BATCH },
  );
}

/** A per-request loader of all rows of a key, in the order `fetch` returns them; an empty list for none. */
export function listLoader<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader(
    async (keys) => {
      const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
      for (const row of await fetchPossible(fetch, keys)) groups.get(keyOf(row))?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    },
    { maxBatchSize: MAX_BATCH },
  );
}
