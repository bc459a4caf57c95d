import { GraphQLError } from 'graphql';
import { startTestSubgraph, type TestSubgraph } from './test-subgraph.ts';

const BOOKS = [
  { id: 'b1', title: 'Middlemarch' },
  { id: 'b2', title: 'Emma' },
];

/** A graph of two subgraphs: `books` owns Book, `loans` adds to it how many copies are on the shelf. */
export interface Library {
  readonly books: TestSubgraph;
  readonly loans: TestSubgraph;
  readonly all: readonly TestSubgraph[];
  stop(): Promise<void>;
}

const BOOKS_SDL = `
  type Query {
    books(first: Int = 20): BookConnection
    book(id: ID!): Book
    priced(below: MoneyInput, since: DateTime): Book
    fails(how: String!): Book
  }
  type Mutation { bookRename(id: ID!, title: String!): Book }
  type Book @key(fields: "id") { id: ID! title: String! sequel: Book chapters: [Chapter!]! }
  type Chapter { name: String! book: Book! }
  type BookConnection { nodes: [Book!]! }
`;

const LOANS_SDL = `
  type Query { openingHours: String }
  type Book @key(fields: "id") { id: ID! onShelf: Int }
`;

export async function startLibrary(): Promise<Library> {
  const books = await startTestSubgraph('books', BOOKS_SDL, {
    Query: {
      books: () => ({ nodes: BOOKS }),
      book: (_: unknown, { id }: { id: string }) => BOOKS.find((book) => book.id === id) ?? null,
      priced: () => BOOKS[0],
      fails: (_: unknown, { how }: { how: string }) => {
        throw failures[how] ?? new Error(how);
      },
    },
    Mutation: { bookRename: (_: unknown, { id, title }: { id: string; title: string }) => ({ id, title }) },
    Book: { chapters: () => [] },
  });
  const loans = await startTestSubgraph('loans', LOANS_SDL, {
    Query: { openingHours: () => '9 to 5' },
    Book: { __resolveReference: ({ id }: { id: string }) => ({ id, onShelf: id === 'b1' ? 3 : 0 }) },
  });
  const all = [books, loans];
  return {
    books,
    loans,
    all,
    stop: async () => void (await Promise.all(all.map((subgraph) => subgraph.stop()))),
  };
}

/** Errors of Query.fails, by name. */
const failures: Record<string, GraphQLError> = {
  forbidden: new GraphQLError('This needs the role STAFF.', {
    extensions: {
      code: 'FORBIDDEN',
      field: ['id'],
      role: 'STAFF',
      exception: { stacktrace: ['at secret.ts:1'] },
      stacktrace: ['at secret.ts:1'],
    },
  }),
  drift: new GraphQLError('Cannot query field "x" on type "Book".', {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  }),
  masked: new GraphQLError('Something went wrong on our side.', {
    extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: 'abc' },
  }),
};
