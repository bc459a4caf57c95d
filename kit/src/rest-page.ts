import { z } from 'zod';
import { type Connection, MAX_PAGE } from './connections.ts';

/** Query parameters of every REST list; spread them beside the list's own filters. */
export const pageQuery = {
  limit: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1)
    .max(MAX_PAGE)
    .default(20)
    .describe(`How many at most, 1 to ${MAX_PAGE}.`),
  cursor: z.string().max(1_000).optional().describe('nextCursor of the page before.'),
};

/** Schema of a REST page. */
export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Pass it as cursor for the next page; null on the last.'),
  });

/** A connection as a REST page. */
export async function pageOf<Row, Item>(
  list: Connection<Row>,
  present: (row: Row) => Item | Promise<Item>,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  return {
    items: await Promise.all(list.nodes.map(present)),
    nextCursor: list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null,
  };
}
