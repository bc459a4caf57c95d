import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type SubgraphAnswer, SubgraphFailure } from '../subgraph-failure.ts';
import { type Asked, type Federation, federate, runBoth } from '../testing/federation.ts';

type Falsify = (answer: SubgraphAnswer, asked: Asked) => SubgraphAnswer;

const honest: Falsify = (answer) => answer;

/** An error as a subgraph tells it. */
const withErrors =
  (errors: readonly (readonly (string | number)[] | undefined)[], data?: null): Falsify =>
  (answer) => ({
    data: data === undefined ? answer.data! : data,
    errors: errors.map((path) => ({ message: 'told', ...(path && { path }) })),
  });

describe('Nulls and errors', () => {
  let graph: Federation;
  /** What the subgraph `stock` makes of its answers. */
  let falsify = honest;

  beforeAll(async () => {
    graph = await federate({
      products: {
        sdl: `
          type Query { products: [Product] strict: [[Product!]] one: Product must: Product! again: [Product] }
          type Product @key(fields: "id") { id: ID next: Product name(of: Int): String sure: Part! parts: [Part!]! }
          type Part { fails: String must: String! }
        `,
        resolvers: {
          Query: {
            products: () => [A, null, KEYLESS, B, A],
            strict: () => [[A, B], null, [], [B, A]],
            one: () => A,
            must: () => B,
            again: () => [{ id: 'a' }, { id: 'b' }, { id: 'a' }],
          },
          Product: {
            name: ({ id }: { id: string }) => {
              if (id === 'b') throw new Error('no name');
              return id;
            },
            next: ({ id }: { id: string }) => (id === 'a' ? B : null),
            sure: () => ({ must: 'x' }),
            parts: ({ id }: { id: string }) => [{ must: 'x' }, { must: id === 'b' ? null : 'y' }],
          },
          Part: {
            fails: () => {
              throw new Error('no part');
            },
          },
        },
      },
      stock: {
        sdl: `
          type Query { warehouse: String! depots: [String!] }
          type Product @key(fields: "id") { id: ID units: Int! note: String slots: [[Slot!]] }
          type Slot { row: Int! }
        `,
        resolvers: {
          Query: { warehouse: () => null, depots: () => ['x', null] },
          Product: {
            units: ({ id }: { id: string }) => (id === 'b' ? null : 0),
            note: ({ id }: { id: string }) => {
              if (id === 'a') throw new Error(`no note of ${id}`);
              return '';
            },
            slots: () => [[{ row: 0 }], null, []],
          },
        },
        falsify: (answer, asked) => falsify(answer, asked),
      },
    });
  });
  beforeEach(() => {
    falsify = honest;
  });

  test('a key that is null is still a key, one that is missing is none', async () => {
    const { data, asked } = await runBoth(graph, '{ products { slots { row } } }');
    const slots = [[{ row: 0 }], null, []];
    expect(data).toEqual({ products: [{ slots }, null, { slots }, { slots }, { slots }] });
    expect(asked[1]!.variables.representations).toHaveLength(3);
  });

  test('an error of an entity is told wherever the entity stands', async () => {
    const { data, errors } = await runBoth(graph, '{ products { note } strict { id note } }');
    expect(data).toEqual({
      products: [{ note: null }, null, { note: '' }, { note: '' }, { note: null }],
      strict: [
        [
          { id: 'a', note: null },
          { id: 'b', note: '' },
        ],
        null,
        [],
        [
          { id: 'b', note: '' },
          { id: 'a', note: null },
        ],
      ],
    });
    expect(errors.map(({ message, path }) => `${message} ${path!.join('.')}`).sort()).toEqual([
      'no note of a products.0.note',
      'no note of a products.4.note',
      'no note of a strict.0.0.note',
      'no note of a strict.3.1.note',
    ]);
  });

  test('a null that may not be nulls its parent, with the words of its subgraph', async () => {
    const { data, errors } = await runBoth(graph, '{ products { id units } }');
    expect(data).toEqual({
      products: [{ id: 'a', units: 0 }, null, { id: null, units: 0 }, null, { id: 'a', units: 0 }],
    });
    expect(errors).toMatchObject([
      { message: 'Cannot return null for non-nullable field Product.units.', path: ['products', 3, 'units'] },
    ]);
  });

  test('in lists of lists it goes up as far as it must', async () => {
    const { data } = await runBoth(graph, '{ strict { units } }');
    expect(data).toEqual({ strict: [null, null, [], null] });
    expect((await runBoth(graph, '{ must { id units } one { id } }')).data).toBeNull();
    expect((await runBoth(graph, '{ one { next { parts { must } } id } }')).data).toEqual({
      one: { next: null, id: 'a' },
    });
  });

  test('a root field that may not be null nulls everything, an element its list', async () => {
    expect((await runBoth(graph, '{ warehouse one { id } }')).data).toBeNull();
    const { data, errors } = await runBoth(graph, '{ depots one { id } }');
    expect(data).toEqual({ depots: null, one: { id: 'a' } });
    expect(errors).toMatchObject([{ path: ['depots', 1] }]);
  });

  test('errors of a subgraph below the root keep their places', async () => {
    const { data, errors } = await runBoth(graph, '{ products { n: name sure { fails } note } }');
    expect(data).toMatchObject({
      products: [{ n: 'a', sure: { fails: null } }, null, { n: null }, { n: null }, {}],
    });
    expect(errors.map(({ path }) => path!.join('.')).sort()).toEqual([
      'products.0.note',
      'products.0.sure.fails',
      'products.2.sure.fails',
      'products.3.n',
      'products.3.sure.fails',
      'products.4.note',
      'products.4.sure.fails',
    ]);
  });

  test('errors without a place are told without one', async () => {
    falsify = withErrors([undefined, ['_entities']]);
    const { data, errors } = await graph.run('{ one { id slots { row } } }');
    expect(data).toEqual({ one: { id: 'a', slots: [[{ row: 0 }], null, []] } });
    // The stock executor puts the plan's path before `_entities`, which is no place in the client's answer.
    expect(errors).toMatchObject([{ message: 'told' }, { message: 'told' }]);
    expect(errors.map(({ path }) => path)).toEqual([undefined, undefined]);
  });

  test('an error of an entity that was not asked for is told without a place', async () => {
    falsify = withErrors([['_entities', 7, 'note']]);
    const { errors } = await graph.run('{ one { slots { row } } }');
    // The stock executor takes the rest of the path for a place.
    expect(errors).toMatchObject([{ message: 'told', extensions: { serviceName: 'stock' } }]);
    expect(errors[0]!.path).toBeUndefined();
  });

  test('an answer with fewer entities is an error, and none of it is used', async () => {
    falsify = ({ data }) => ({ data: { _entities: (data!._entities as unknown[]).slice(1) } });
    const { data, errors } = await graph.run('{ again { id slots { row } } }');
    expect(data).toEqual({ again: ['a', 'b', 'a'].map((id) => ({ id, slots: null })) });
    // The stock executor counts representations, which are not distinct, and tells no place.
    expect(errors).toMatchObject([
      { message: 'The answer does not hold the 2 entities asked for.', path: ['again', 0] },
    ]);
  });

  test('a joined request that fails as a whole is asked in parts, so that one fault stays one', async () => {
    falsify = (answer, { query }) =>
      query.includes('units') ? { data: null, errors: [{ message: 'told', path: ['_entities'] }] } : answer;
    const { data, errors, asked } = await graph.run('{ one { units } again { slots { row } } }');
    const slots = [[{ row: 0 }], null, []];
    expect(data).toEqual({ one: null, again: [{ slots }, { slots }, { slots }] });
    expect(errors).toMatchObject([{ message: 'told' }]);
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['products', 'stock', 'stock', 'stock']);
  });

  test('errors of a joined request go to the part they belong to', async () => {
    const { data, errors } = await runBoth(graph, '{ one { note } again { units } }');
    expect(data).toEqual({ one: { note: null }, again: [{ units: 0 }, null, { units: 0 }] });
    expect(errors.map(({ path }) => path!.join('.')).sort()).toEqual(['again.1.units', 'one.note']);
  });

  test('a subgraph that does not answer is told at the first of its fields, and asked no second time', async () => {
    falsify = () => {
      throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'gone', 'no connection', { facts: { traceId: 't' } });
    };
    const { data, errors, asked } = await graph.run('{ one { id note } again { id units } }');
    expect(data).toEqual({ one: { id: 'a', note: null }, again: [null, null, null] });
    expect(errors.map(({ path }) => path)).toEqual([
      ['one', 'note'],
      ['again', 0, 'units'],
      ['again', 2, 'units'],
    ]);
    expect(errors[0]!.extensions).toEqual({
      code: 'SERVICE_UNAVAILABLE',
      serviceName: 'stock',
      traceId: 't',
    });
    expect(asked.length).toBe(2);
  });

  test('where a subgraph is silent about a null that may not be, the engine tells its place', async () => {
    falsify = ({ data }) => ({ data: data! });
    const { data, errors } = await runBoth(graph, '{ again { units } }');
    expect(data).toEqual({ again: [{ units: 0 }, null, { units: 0 }] });
    expect(errors).toMatchObject([
      { path: ['again', 1, 'units'], extensions: { code: 'INVALID_SUBGRAPH_ANSWER' } },
    ]);
  });

  test('a null that nobody explains is told beside the errors of others', async () => {
    falsify = ({ data }) => ({
      data: { _entities: (data!._entities as object[]).map(() => ({ units: null })) },
    });
    const { data, errors } = await graph.run('{ products { name } one { units } }');
    expect(data).toMatchObject({ one: null });
    expect(errors.map(({ message, path }) => `${path!.join('.')}: ${message}`)).toEqual([
      'products.3.name: no name',
      'one.units: This may not be null.',
    ]);
  });
});

const A = { id: 'a' };
const B = { id: 'b' };
const KEYLESS = { id: null };
