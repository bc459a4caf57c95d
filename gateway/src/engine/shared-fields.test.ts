import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

const id = (value: { id: string }): { id: string } => ({ id: value.id });

describe('Fields that several subgraphs have', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      books: {
        sdl: `
          type Query { books: [Book!]! motto: String @shareable size: Size @shareable only: Int }
          type Mutation { rename(id: ID!, title: String!): Renamed! }
          type Renamed { book: Book query: Query! again: [Query!]! }
          type Book @key(fields: "id") {
            id: ID! title: String @shareable pages: Int size: Size! @shareable author: Author
          }
          type Size @shareable { width: Int! height: Int! }
          type Author @key(fields: "id") { id: ID! name: String @shareable }
        `,
        resolvers: {
          Query: { books: () => [BOOK, BOOK], motto: () => 'read', size: () => BOOK.size, only: () => 0 },
          Mutation: {
            rename: (_: unknown, { title }: { title: string }) => ({
              book: { ...BOOK, title },
              query: {},
              again: [{}, {}],
            }),
          },
          Book: { __resolveReference: () => BOOK },
          Author: { __resolveReference: () => BOOK.author },
        },
      },
      reviews: {
        sdl: `
          type Query { reviews: [Review] motto: String @shareable size: Size @shareable count: Int! }
          type Review { book: Book @provides(fields: "title") stars: Int author: Author }
          type Book @key(fields: "id") {
            id: ID! title: String @external pages: Int @override(from: "books") size: Size! @shareable
            reviews: [Review!]
          }
          type Size @shareable { width: Int! height: Int! }
          type Author @key(fields: "id") { id: ID! name: String @shareable rank: Int }
        `,
        resolvers: {
          Query: {
            reviews: () => [{ book: BOOK, stars: 0, author: BOOK.author }, null],
            motto: () => 'read',
            size: () => BOOK.size,
            count: () => 1,
          },
          Book: {
            __resolveReference: id,
            title: () => 'provided',
            pages: () => 7,
            size: () => BOOK.size,
            reviews: () => [{ book: BOOK, stars: 5, author: BOOK.author }],
          },
          Author: { __resolveReference: id, name: () => 'Eliot', rank: () => 1 },
        },
      },
    });
  });

  test('a field that is provided comes with its parent, without another request', async () => {
    const { data, asked } = await runBoth(graph, '{ reviews { stars book { title id } } }');
    expect(data).toEqual({ reviews: [{ stars: 0, book: { title: 'provided', id: '1' } }, null] });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['reviews']);
  });

  test('a field that another subgraph took over is asked there only', async () => {
    const { data, asked } = await runBoth(graph, '{ books { pages } }');
    expect(data).toEqual({ books: [{ pages: 7 }, { pages: 7 }] });
    expect(asked.map(({ query }) => query.includes('pages'))).toEqual([false, true]);
  });

  test('a shared field is asked where its parent is', async () => {
    const { data, asked } = await runBoth(
      graph,
      '{ reviews { author { name rank } } books { author { name } } }',
    );
    expect(data).toEqual({
      reviews: [{ author: { name: 'Eliot', rank: 1 } }, null],
      books: [{ author: { name: 'Eliot' } }, { author: { name: 'Eliot' } }],
    });
    expect(asked.map(({ subgraph }) => subgraph).sort()).toEqual(['books', 'reviews']);
  });

  test('parts of a shared value type are merged', async () => {
    const { data } = await runBoth(
      graph,
      '{ books { size { width } reviews { book { size { height } } } } }',
    );
    const book = { size: { width: 1 }, reviews: [{ book: { size: { height: 0 } } }] };
    expect(data).toEqual({ books: [book, book] });
  });

  test('shared fields of the root are asked once, those of one subgraph there', async () => {
    const { text, asked } = await runBoth(graph, '{ count motto size { height width } m: motto only }');
    expect(text).toBe(
      '{"data":{"count":1,"motto":"read","size":{"height":0,"width":1},"m":"read","only":0}}',
    );
    expect(asked.filter(({ query }) => query.includes('motto')).length).toBe(1);
  });

  test('a query in the payload of a mutation is asked after it, in all subgraphs that have the fields', async () => {
    const { data, asked } = await runBoth(
      graph,
      'mutation { rename(id: "1", title: "new") { book { title reviews { stars } } query { motto __typename count only books { pages } } } }',
    );
    expect(data).toEqual({
      rename: {
        book: { title: 'new', reviews: [{ stars: 5 }] },
        query: { motto: 'read', __typename: 'Query', count: 1, only: 0, books: [{ pages: 7 }, { pages: 7 }] },
      },
    });
    expect(asked[0]!.query).toMatch(/^mutation/);
    expect(asked.slice(1).every(({ query }) => !query.startsWith('mutation'))).toBe(true);
  });

  test('a list of queries is answered by one request, and each has the answer', async () => {
    const { data, asked } = await runBoth(
      graph,
      'mutation { rename(id: "1", title: "new") { again { count reviews { stars } } } }',
    );
    const query = { count: 1, reviews: [{ stars: 0 }, null] };
    expect(data).toEqual({ rename: { again: [query, query] } });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['books', 'reviews']);
  });
});

const BOOK = {
  id: '1',
  title: 'Middlemarch',
  pages: 800,
  size: { width: 1, height: 0 },
  author: { id: 'e', name: 'Eliot' },
};
