import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { badInput } from './errors.ts';

/** Most nodes a client may ask for at once. */
export const MAX_PAGE = 100;

/** A cursor is the sort key of its node, opaque to clients. */
export type CursorKey = readonly (string | number)[];

/** What a part of a sort key is; a database refuses to compare the one with the other. */
export type KeyPart = 'text' | 'integer';

export interface Page {
  /** How many nodes, 1 to MAX_PAGE. */
  readonly first: number;
  /** The sort key after which the page starts, or null for the first page. */
  readonly after: CursorKey | null;
}

export interface Connection<Node> {
  /** Made when they are asked for: most clients ask for the nodes alone. */
  readonly edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  /** Asked for only when the client selects it, since counting costs a query of its own. */
  totalCount: () => Promise<number>;
}

export const encodeCursor = (key: CursorKey): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads `first` and `after` of a list field; throws INPUT_INVALID naming the argument. `parts` are the sort key's. */
export function readPage(
  args: { first?: number | null; after?: string | null },
  parts: readonly KeyPart[],
): Page {
  const first = args.first ?? 20;
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw badInput(`first must be a whole number from 1 to ${MAX_PAGE}, not ${first}.`, ['first']);
  }
  return { first, after: args.after == null ? null : decodeCursor(args.after, parts) };
}

function decodeCursor(cursor: string, parts: readonly KeyPart[]): CursorKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const valid =
      Array.isArray(key) &&
      key.length === parts.length &&
      parts.every((part, index) => IS_PART[part](key[index]));
    if (valid) return key as CursorKey;
  } catch {
    // Falls through: not base64url JSON is as wrong as the wrong shape.
  }
  throw badInput('after is not a cursor of this list: pass an endCursor or cursor this list returned.', [
    'after',
  ]);
}

const IS_PART: Readonly<Record<KeyPart, (part: unknown) => boolean>> = {
  /** A text that a database can not hold (PostgreSQL refuses NUL) was never part of a key of ours. */
  text: (part) => typeof part === 'string' && part.isWellFormed() && !part.includes('\u0000'),
  integer: Number.isSafeInteger,
};

/**
 * Builds a connection from `first + 1` rows (the extra one tells whether a next page exists).
 * `keyOf` gives a row's sort key; it must be unique among rows (end it with the id).
 */
export function connection<Row>(
  rows: readonly Row[],
  page: Page,
  keyOf: (row: Row) => CursorKey,
  totalCount: () => Promise<number>,
): Connection<Row> {
  const nodes = rows.slice(0, page.first);
  const cursorOf = (node: Row | undefined) => (node === undefined ? null : encodeCursor(keyOf(node)));
  return {
    get edges() {
      return nodes.map((node) => ({ cursor: encodeCursor(keyOf(node)), node }));
    },
    nodes,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: cursorOf(nodes[0]),
      endCursor: cursorOf(nodes.at(-1)),
    },
    totalCount,
  };
}

/**
 * The condition that rows follow `key` in an order by `columns` (all in one direction): a row comparison, which both
 * engines have. `columns` are the raw column names or expressions the list is ordered by, the unique one last.
 */
export function followsKey(
  columns: readonly RawBuilder<unknown>[],
  direction: 'asc' | 'desc',
  key: CursorKey,
): RawBuilder<SqlBool> {
  const left = sql.join([...columns]);
  const right = sql.join([...key]);
  return direction === 'asc' ? sql<SqlBool>`(${left}) > (${right})` : sql<SqlBool>`(${left}) < (${right})`;
}
