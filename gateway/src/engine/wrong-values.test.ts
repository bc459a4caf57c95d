import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

describe('Values that the schema does not have', () => {
  let graph: Federation;
  /** What the subgraph answers. */
  let answer: Record<string, unknown>;

  beforeAll(async () => {
    graph = await federate({
      liar: {
        sdl: `
          type Query {
            string: String int: Int float: Float boolean: Boolean id: ID state: State any: JSON
            strings: [String] object: Thing objects: [Thing!] node: Node grid: [[Int!]]
            third: Third either: Either
          }
          scalar JSON
          enum State { ON OFF }
          interface Node { name: String }
          type Thing implements Node { name: String length: Int }
          type Third { name: String size: Int }
          union Either = Thing | Third
        `,
        resolvers: {},
        falsify: () => ({ data: answer }),
      },
    });
  });

  const asked = async (field: string, value: unknown) => {
    answer = { [field.split(' ')[0]!]: value };
    return runBoth(graph, `{ ${field} }`);
  };

  test.each([
    ['string', ['', '"', '\u2028', '\ud800', 'é'.repeat(200)]],
    ['int', [0, -1, 2_147_483_647]],
    ['float', [0, -0.5, 1e21, 5e-324]],
    ['boolean', [true, false]],
    ['id', ['', '1', 7]],
    ['state', ['ON', 'OFF']],
    ['any', [0, '', false, [], {}, { a: [{ b: null }] }]],
    ['strings', [[], ['a', null, '']]],
    ['grid', [[], [[]], [[1, 2], null, [0]]]],
  ])('values of %s pass as they are', async (field, values) => {
    for (const value of values) {
      const { data, errors } = await asked(field, value);
      expect(data).toEqual({ [field]: value });
      expect(errors).toEqual([]);
    }
  });

  test.each([
    ['string', [1, true, {}, []]],
    ['int', [1.5, '1', true, {}, [], 1e21, Infinity]],
    ['float', ['1.5', false, {}, [1], Infinity, -Infinity]],
    ['boolean', [0, 1, '', 'true', {}, []]],
    ['id', [1.5, true, {}, []]],
    ['state', ['AWAY', 'toString', '', 0, true, {}, []]],
  ])('others than those of %s are null', async (field, values) => {
    for (const value of values) {
      const { data, errors } = await asked(field, value);
      expect(data).toEqual({ [field]: null });
      expect(errors).toMatchObject([{ path: [field], extensions: { code: 'INVALID_SUBGRAPH_ANSWER' } }]);
    }
  });

  test('a wrong value in a list is null in it, or the list is', async () => {
    expect((await asked('strings', ['a', 1, 'b'])).data).toEqual({ strings: ['a', null, 'b'] });
    const { data, errors } = await asked('grid', [[1], [1, 'x'], null]);
    expect(data).toEqual({ grid: [[1], null, null] });
    expect(errors.map(({ path }) => path)).toEqual([['grid', 1, 1]]);
  });

  test.each([
    ['strings', 'a'],
    ['strings', { 0: 'a' }],
    ['objects { name }', { name: 'x' }],
    ['grid', [1]],
  ])('what is no list where %s has one is null', async (field, value) => {
    answer = { [field.split(' ')[0]!]: value };
    const { errors, text } = await graph.run(`{ ${field} }`);
    expect(text).toMatch(/"data":\{"\w+":(null|\[null\])\}/);
    expect(errors).toMatchObject([{ message: 'This is not a list.' }]);
    // The stock executor gives up the whole answer for it.
    expect((await graph.runStock(`{ ${field} }`)).data).toBeUndefined();
  });

  test.each([
    ['object { name length }', 'text'],
    ['object { name length }', 1],
    ['object { name length }', [{ name: 'x' }]],
    ['object { name length }', []],
    ['node { name }', true],
    ['node { name }', ['x']],
  ])('what is no object where %s is one is null', async (field, value) => {
    const name = field.split(' ')[0]!;
    answer = { [name]: value };
    const { data, errors } = await graph.run(`{ ${field} }`);
    expect(data).toEqual({ [name]: null });
    // The stock executor gives up the whole answer for a scalar, and takes a list for an object with its length.
    expect(errors).toMatchObject([{ message: 'This is not an object.', path: [name] }]);
  });

  test.each(['Other', 'State', 'constructor'])('an object of the type %s is null', async (typename) => {
    const { data, errors } = await asked('node { name }', { __typename: typename, name: 'x' });
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ path: ['node'], message: 'This is of a type that can not stand here.' }]);
  });

  test.each([
    ['node { name }', 'Third'],
    ['node { name }', 'Query'],
    ['node { name }', 'Either'],
    ['either { __typename ... on Third { size } }', 'Query'],
    ['either { __typename ... on Third { size } }', 'Node'],
  ])('%s is null when a subgraph calls its object a %s, which is none', async (field, typename) => {
    const name = field.split(' ')[0]!;
    answer = { [name]: { __typename: typename, name: 'x', size: 1 } };
    // The stock executor shows the object under its wrong name.
    const { data, errors } = await graph.run(`{ ${field} }`);
    expect(data).toEqual({ [name]: null });
    expect(errors).toMatchObject([{ path: [name], message: 'This is of a type that can not stand here.' }]);
  });

  test('of many faults the first are told', async () => {
    answer = { strings: Array.from({ length: 1000 }, (_, index) => index) };
    const { data, errors } = await runBoth(graph, '{ strings }');
    expect((data as { strings: unknown[] }).strings.every((value) => value === null)).toBe(true);
    expect(errors.length).toBe(20);
  });
});
