import DataLoader from 'dataloader';

/** Keys in one statement at most; more are split, so that a huge `_entities` call can not build a huge statement. */
const MAX_BATCH = 500;

/**
 * A per-request loader of one row per key. `fetch` gets distinct keys and may answer in any order and with holes;
 * the loader answers in key order, null for missing.
 */
export function rowLoader<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(
    async (keys) => {
      const rows = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
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
      for (const row of await fetch(keys)) groups.get(keyOf(row))?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    },
    { maxBatchSize: MAX_BATCH },
  );
}
