import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

const BOTH = [false, true].flatMap((a) => [false, true].map((b) => ({ a, b })));

describe('@skip and @include', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      books: {
        sdl: `
          type Query { books: [Book!]! one: Book count: Int! }
          type Book @key(fields: "id") { id: ID! title: String! next: Book weight: Int }
        `,
        resolvers: {
          Query: { books: () => [BOOK, NEXT], one: () => BOOK, count: () => 2 },
          Book: { __resolveReference: ({ id }: { id: string }) => (id === '1' ? BOOK : NEXT) },
        },
      },
      loans: {
        sdl: `
          type Query { open: Boolean }
          type Book @key(fields: "id") {
            id: ID! onShelf: Int! loans: [Loan!]! weight: Int @external heavy: Boolean @requires(fields: "weight")
          }
          type Loan { book: Book! days: Int }
        `,
        resolvers: {
          Query: { open: () => true },
          Book: {
            onShelf: () => 0,
            loans: ({ id }: { id: string }) => [{ book: { id }, days: 3 }],
            heavy: ({ weight }: { weight: number }) => weight > 1,
          },
        },
      },
    });
  });

  test.each([
    ['@skip(if: true)', false],
    ['@skip(if: false)', true],
    ['@include(if: true)', true],
    ['@include(if: false)', false],
    ['@skip(if: false) @include(if: true)', true],
    ['@skip(if: true) @include(if: true)', false],
    ['@skip(if: false) @include(if: false)', false],
  ])('%s on a field, on a fragment, and on a field of another subgraph', async (directives, isThere) => {
    const { data, asked } = await runBoth(
      graph,
      `{
        one { id title ${directives} }
        again: one { id ... ${directives} { title } ... on Book ${directives} { next { id } } ...Shelf ${directives} }
        count ${directives}
      }
      fragment Shelf on Book { onShelf }`,
    );
    expect(data).toEqual(
      isThere
        ? {
            one: { id: '1', title: 'Emma' },
            again: { id: '1', title: 'Emma', next: { id: '2' }, onShelf: 0 },
            count: 2,
          }
        : { one: { id: '1' }, again: { id: '1' } },
    );
    expect(asked.length).toBe(isThere ? 2 : 1);
  });

  test.each(BOTH)('two variables over subgraphs, $a and $b', async ({ a, b }) => {
    const { data } = await runBoth(
      graph,
      `query ($a: Boolean!, $b: Boolean!) {
        books { id onShelf @include(if: $a) loans @skip(if: $b) { days @include(if: $a) book { title } } }
      }`,
      { a, b },
    );
    const loan = (title: string) => ({ ...(a && { days: 3 }), book: { title } });
    expect(data).toEqual({
      books: [
        { id: '1', ...(a && { onShelf: 0 }), ...(!b && { loans: [loan('Emma')] }) },
        { id: '2', ...(a && { onShelf: 0 }), ...(!b && { loans: [loan('Persuasion')] }) },
      ],
    });
  });

  test.each(BOTH)('conditions on fragments within each other, $a and $b', async ({ a, b }) => {
    const { data } = await runBoth(
      graph,
      `query ($a: Boolean!, $b: Boolean!) {
        one { ... @include(if: $a) { title ... on Book @skip(if: $b) { onShelf heavy } } ...More @include(if: $b) }
      }
      fragment More on Book { next { ... @skip(if: $a) { onShelf } title @include(if: $a) } }`,
      { a, b },
    );
    expect(data).toEqual({
      one: {
        ...(a && { title: 'Emma' }),
        ...(a && !b && { onShelf: 0, heavy: true }),
        ...(b && { next: a ? { title: 'Persuasion' } : { onShelf: 0 } }),
      },
    });
  });

  test.each(BOTH)(
    'both directives on one field, and the field again without, $a and $b',
    async ({ a, b }) => {
      const { text } = await runBoth(
        graph,
        `query ($a: Boolean!, $b: Boolean!) {
        one { onShelf @skip(if: $a) @include(if: $b) title loans @include(if: $a) { days } loans @include(if: $b) { book { id } } }
      }`,
        { a, b },
      );
      const loan = `{${[a && '"days":3', b && '"book":{"id":"1"}'].filter(Boolean).join()}}`;
      const fields = [!a && b && '"onShelf":0', '"title":"Emma"', (a || b) && `"loans":[${loan}]`];
      expect(text).toBe(`{"data":{"one":{${fields.filter(Boolean).join()}}}}`);
    },
  );

  test.each(BOTH)('whole requests to subgraphs, $a and $b', async ({ a, b }) => {
    const { data, asked } = await runBoth(
      graph,
      'query ($a: Boolean!, $b: Boolean!) { count @include(if: $a) open @skip(if: $b) ... @include(if: $a) { one @skip(if: $b) { heavy } } }',
      { a, b },
    );
    expect(data).toEqual({
      ...(a && { count: 2 }),
      ...(!b && { open: true }),
      ...(a && !b && { one: { heavy: true } }),
    });
    expect(asked.some(({ subgraph }) => subgraph === 'loans')).toBe(!b);
  });

  test.each([
    [{}, true, false],
    [{ a: false }, false, false],
    [{ b: true }, true, true],
    [{ a: false, b: true }, false, true],
  ])('variables with defaults: %j', async (variables, a, b) => {
    const { data, asked } = await runBoth(
      graph,
      'query ($a: Boolean = true, $b: Boolean! = false) { one { id onShelf @include(if: $a) title @skip(if: $b) } }',
      variables,
    );
    expect(data).toEqual({ one: { id: '1', ...(a && { onShelf: 0 }), ...(!b && { title: 'Emma' }) } });
    expect(asked.length).toBe(a ? 2 : 1);
  });

  test('a required field that the client skips is fetched and not shown', async () => {
    const { data } = await runBoth(
      graph,
      'query ($a: Boolean!) { one { weight @include(if: $a) heavy id @skip(if: $a) } }',
      { a: false },
    );
    expect(data).toEqual({ one: { heavy: true, id: '1' } });
  });

  test.each(['constructor', 'toString', '__proto__'])(
    'a variable called %s is one like others',
    async (name) => {
      const query = `query ($${name}: Boolean!) { one { id onShelf @include(if: $${name}) } }`;
      const given = (value: boolean) => JSON.parse(`{"${name}":${value}}`) as Record<string, unknown>;
      expect((await graph.run(query, given(true))).data).toEqual({ one: { id: '1', onShelf: 0 } });
      expect((await graph.run(query, given(false))).data).toEqual({ one: { id: '1' } });
    },
  );

  test('a missing or wrong condition is refused before anyone is asked', async () => {
    const query = 'query ($a: Boolean!) { one { id onShelf @include(if: $a) } }';
    for (const variables of [{}, { a: null }, { a: 'true' }]) {
      const { data, errors, asked } = await runBoth(graph, query, variables);
      expect(data).toBeUndefined();
      expect(errors[0]!.message).toContain('Variable "$a"');
      expect(asked).toEqual([]);
    }
  });
});

const NEXT = { id: '2', title: 'Persuasion', next: null, weight: 0 };
const BOOK = { id: '1', title: 'Emma', next: NEXT, weight: 2 };
