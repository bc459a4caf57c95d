import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

describe('Introspection', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      books: {
        sdl: `
          type Query { book: Book hidden: Int @inaccessible }
          type Mutation { write: Book }
          "A book."
          type Book @key(fields: "id") { id: ID! title(short: Boolean = false): String old: Int @deprecated(reason: "new") }
        `,
        resolvers: {
          Query: { book: () => ({ id: '1', title: 'Emma' }) },
          Mutation: { write: () => ({ id: '2' }) },
        },
      },
      loans: {
        sdl: 'type Book @key(fields: "id") { id: ID! onShelf: Int }',
        resolvers: { Book: { onShelf: () => 0 } },
      },
    });
  });

  test('tools can read the whole schema, and no subgraph is asked', async () => {
    const { data, asked } = await runBoth(graph, getIntrospectionQuery());
    const { types } = (data as { __schema: { types: { name: string; fields: { name: string }[] }[] } })
      .__schema;
    expect(types.find(({ name }) => name === 'Book')!.fields.map(({ name }) => name)).toEqual([
      'id',
      'title',
      'old',
      'onShelf',
    ]);
    expect(asked).toEqual([]);
  });

  test('tools may ask for everything that graphql-js knows, which the planner does not', async () => {
    const query = getIntrospectionQuery({
      oneOf: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      inputValueDeprecation: true,
      schemaDescription: true,
    });
    const { data, errors } = await graph.run(query);
    expect(errors).toEqual([]);
    expect(buildClientSchema(data as IntrospectionQuery).getType('Book')).toBeDefined();
    // The stock executor plans it, and the planner's schema lacks isOneOf.
    await expect(graph.runStock(query)).rejects.toThrow('isOneOf');
  });

  test('it stands among data, in the order of the client', async () => {
    const { text } = await runBoth(
      graph,
      '{ __typename book { onShelf } s: __schema { queryType { name } } kind: __typename b: __type(name: "Book") { description } }',
    );
    expect(text).toBe(
      '{"data":{"__typename":"Query","book":{"onShelf":0},"s":{"queryType":{"name":"Query"}},"kind":"Query","b":{"description":"A book."}}}',
    );
  });

  test.each([
    ['Book', { kind: 'OBJECT' }],
    ['_Entity', null],
    ['', null],
  ])('a type is asked by a variable: %s', async (name, type) => {
    const query = 'query ($name: String!) { __type(name: $name) { kind } book { id } }';
    const { data } = await runBoth(graph, query, { name });
    expect(data).toEqual({ __type: type, book: { id: '1' } });
  });

  test('variables with defaults decide within it', async () => {
    const query = `query ($old: Boolean = true, $deep: Boolean! = false) {
      __type(name: "Book") { fields(includeDeprecated: $old) { name args @include(if: $deep) { name defaultValue } } }
    }`;
    const names = async (variables: object) => {
      const { data } = await runBoth(graph, query, { ...variables });
      return (data as { __type: { fields: object[] } }).__type.fields;
    };
    expect(await names({})).toEqual(['id', 'title', 'old', 'onShelf'].map((name) => ({ name })));
    expect(await names({ old: false })).toEqual(['id', 'title', 'onShelf'].map((name) => ({ name })));
    expect((await names({ deep: true }))[1]).toEqual({
      name: 'title',
      args: [{ name: 'short', defaultValue: 'false' }],
    });
  });

  test('fragments at the root and conditions choose what is asked', async () => {
    // Within a fragment that has a condition the planner knows no __schema: it throws.
    const query = `query ($a: Boolean!) {
      ...Root
      ... on Query { __schema @include(if: $a) { queryType { kind } } t: __typename @include(if: $a) book { id } }
      int: __type(name: "Int") @skip(if: $a) { name }
    }
    fragment Root on Query { __schema { queryType { name } mutationType { name } } }`;
    const mutationType = { name: 'Mutation' };
    // The stock executor takes the first of two selections of __schema and loses the other.
    expect((await graph.run(query, { a: true })).data).toEqual({
      __schema: { queryType: { name: 'Query', kind: 'OBJECT' }, mutationType },
      t: 'Query',
      book: { id: '1' },
    });
    expect((await runBoth(graph, query, { a: false })).data).toEqual({
      __schema: { queryType: { name: 'Query' }, mutationType },
      book: { id: '1' },
      int: { name: 'Int' },
    });
  });

  test('a mutation knows its own type', async () => {
    const { text, asked } = await runBoth(
      graph,
      'mutation { __typename write { __typename id } t: __typename }',
    );
    expect(text).toBe(
      '{"data":{"__typename":"Mutation","write":{"__typename":"Book","id":"2"},"t":"Mutation"}}',
    );
    expect(asked.length).toBe(1);
  });

  test('an operation of __typename alone asks nobody', async () => {
    const { text, asked } = await runBoth(graph, '{ a: __typename ... { __typename } }');
    expect(text).toBe('{"data":{"a":"Query","__typename":"Query"}}');
    expect(asked).toEqual([]);
  });
});
