import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

const told = (_: unknown, args: object): string => JSON.stringify(args);

describe('Variables', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      books: {
        sdl: `
          type Query {
            told(int: Int = 5, text: String, list: [[Int!]], input: Input, state: State = ON, id: ID, float: Float): String
            books(first: Int!): [Book]
          }
          enum State { ON OFF }
          input Input { required: Int! text: String = "default" inner: Input list: [Input!] any: JSON }
          scalar JSON
          type Book @key(fields: "id") { id: ID! title(short: Boolean): String }
        `,
        resolvers: {
          Query: {
            told,
            books: (_: unknown, { first }: { first: number }) => [{ id: '1' }, { id: '2' }].slice(0, first),
          },
          Book: { title: told },
        },
      },
      loans: {
        sdl: `type Query { open(at: Int!): String } type Book @key(fields: "id") { id: ID! loans(first: Int!, short: Boolean): String }`,
        resolvers: { Query: { open: told }, Book: { loans: told } },
      },
    });
  });

  const answer = async (query: string, variables: Record<string, unknown>, field = 'told') => {
    const { data } = await runBoth(graph, query, variables);
    return JSON.parse((data as Record<string, string>)[field]!);
  };

  test.each([
    [{}, { int: 5, state: 'ON' }],
    [
      { int: null, text: null },
      { int: null, text: null, state: 'ON' },
    ],
    [
      { int: 0, text: '' },
      { int: 0, text: '', state: 'ON' },
    ],
  ])(
    "a variable that is missing leaves the argument's default, null does not: %j",
    async (variables, expected) => {
      expect(
        await answer('query ($int: Int, $text: String) { told(int: $int, text: $text) }', variables),
      ).toEqual(expected);
    },
  );

  test.each([
    [{}, { int: 7, state: 'OFF' }],
    [{ int: null }, { int: null, state: 'OFF' }],
    [
      { int: 0, state: 'ON' },
      { int: 0, state: 'ON' },
    ],
  ])("a variable's own default comes before the argument's: %j", async (variables, expected) => {
    const query = 'query ($int: Int = 7, $state: State = OFF) { told(int: $int, state: $state) }';
    expect(await answer(query, variables)).toEqual(expected);
  });

  test('input objects and lists go on as they were given', async () => {
    const input = { required: 0, inner: { required: 1, text: null, list: [] }, any: { a: [1, { b: null }] } };
    const list = [[1, 0], null, []];
    expect(
      await answer('query ($input: Input, $list: [[Int!]]) { told(input: $input, list: $list) }', {
        input,
        list,
      }),
    ).toEqual({
      int: 5,
      state: 'ON',
      input: { ...input, text: 'default' },
      list,
    });
  });

  test('variables stand within literals', async () => {
    const query =
      'query ($n: Int!, $list: [Int!], $i: Input!) { told(list: [[$n, 1], $list], input: { required: $n, list: [$i] }) }';
    expect(await answer(query, { n: 3, list: [4], i: { required: 9 } })).toEqual({
      int: 5,
      state: 'ON',
      list: [[3, 1], [4]],
      input: { required: 3, text: 'default', list: [{ required: 9, text: 'default' }] },
    });
  });

  test('a single value is a list of one, a number an ID or a Float', async () => {
    const query =
      'query ($list: [[Int!]], $id: ID, $float: Float) { told(list: $list, id: $id, float: $float) }';
    expect(await answer(query, { list: 3, id: 4, float: 5 })).toEqual({
      int: 5,
      state: 'ON',
      list: [[3]],
      id: '4',
      float: 5,
    });
  });

  test('one that several fetches use goes to each, and to those only', async () => {
    const { data, asked } = await runBoth(
      graph,
      'query ($n: Int!, $short: Boolean, $at: Int = 3) { books(first: $n) { title(short: $short) loans(first: $n, short: $short) } open(at: $at) }',
      { n: 1, short: false },
    );
    expect(data).toEqual({
      books: [{ title: '{"short":false}', loans: '{"first":1,"short":false}' }],
      open: '{"at":3}',
    });
    const ofLoans = asked.find(({ query }) => query.includes('loans'))!;
    expect(ofLoans.variables).toEqual({
      n: 1,
      short: false,
      representations: [{ __typename: 'Book', id: '1' }],
    });
    expect(asked.find(({ query }) => query.includes('open'))!.variables).toEqual({});
  });

  test.each([
    ['Int!', {}, '"$v" of required type "Int!" was not provided'],
    ['Int!', { v: null }, '"$v" of non-null type "Int!" must not be null'],
    ['Int!', { v: '3' }, '"$v" got invalid value "3"'],
    ['Int!', { v: 1.5 }, '"$v" got invalid value 1.5'],
    ['Int!', { v: 3_000_000_000 }, '"$v" got invalid value 3000000000'],
    ['Input', { v: { required: 'x' } }, '"$v" got invalid value "x" at "v.required"'],
    ['Input', { v: { inner: {} } }, '"$v" got invalid value'],
    ['Input', { v: { required: 1, other: 1 } }, 'Field "other" is not defined'],
    ['State', { v: 'AWAY' }, '"$v" got invalid value "AWAY"'],
    ['[[Int!]]', { v: [[1, null]] }, '"$v" got invalid value null at "v[0][1]"'],
  ])('a wrong one of %s is named, and nobody is asked: %j', async (type, variables, words) => {
    const name = { 'Int!': 'int', Input: 'input', State: 'state', '[[Int!]]': 'list' }[type]!;
    const { data, errors, asked } = await runBoth(
      graph,
      `query ($v: ${type}) { told(${name}: $v) }`,
      variables,
    );
    expect(data).toBeUndefined();
    expect(errors.map(({ message }) => message).join()).toContain(words);
    expect(asked).toEqual([]);
  });

  test('variables that no one declared are not sent', async () => {
    const { asked } = await runBoth(graph, 'query ($n: Int!) { books(first: $n) { loans(first: $n) } }', {
      n: 2,
      other: 'secret',
      representations: [],
    });
    expect(asked.map(({ variables }) => Object.keys(variables))).toEqual([['n'], ['n', 'representations']]);
    expect(asked[1]!.variables.representations).toHaveLength(2);
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('a variable may be called %s', async (name) => {
    const query = `query ($${name}: Int) { told(int: $${name}) }`;
    expect(await answer(query, { [name]: 0 })).toEqual({ int: 0, state: 'ON' });
    expect(await answer(query, {})).toEqual({ int: 5, state: 'ON' });
  });
});
