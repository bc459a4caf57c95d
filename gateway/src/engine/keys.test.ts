import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

describe('Entities by their keys', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      products: {
        sdl: `
          type Query { products: [Product!]! again: [Product] }
          type Product @key(fields: "id") @key(fields: "sku brand { code }") {
            id: ID! sku: String! brand: Brand! name: String!
          }
          type Brand { code: String! }
        `,
        resolvers: {
          Query: {
            products: () => PRODUCTS,
            again: () => [PRODUCTS[1], null, PRODUCTS[0], PRODUCTS[1]],
          },
          Product: { __resolveReference: ({ id }: { id: string }) => PRODUCTS.find((one) => one.id === id) },
        },
      },
      stock: {
        sdl: 'type Product @key(fields: "id") { id: ID! units: Int note: String }',
        resolvers: {
          Product: {
            __resolveReference: ({ id }: { id: string }) =>
              id === '3' ? null : { id, units: Number(id) * 10, note: null },
          },
        },
      },
      labels: {
        sdl: `
          type Product @key(fields: "sku brand { code }") { sku: String! brand: Brand! label: String! }
          type Brand { code: String! }
        `,
        resolvers: {
          Product: { label: ({ sku, brand }: (typeof PRODUCTS)[number]) => `${brand.code}/${sku}` },
        },
      },
    });
  });

  test('a simple key joins two subgraphs, an entity that is not there is null', async () => {
    const { data } = await runBoth(graph, '{ products { id units note } }');
    expect(data).toEqual({
      products: [
        { id: '1', units: 10, note: null },
        { id: '2', units: 20, note: null },
        { id: '3', units: null, note: null },
      ],
    });
  });

  test('an entity that occurs several times is asked for once, and nulls between stay in place', async () => {
    const { data, asked } = await runBoth(graph, '{ again { units } }');
    expect(data).toEqual({ again: [{ units: 20 }, null, { units: 10 }, { units: 20 }] });
    expect(asked[1]!.variables).toEqual({
      representations: [
        { __typename: 'Product', id: '2' },
        { __typename: 'Product', id: '1' },
      ],
    });
  });

  test('a compound key with a nested object joins, and two fetches of one moment are two requests to two subgraphs', async () => {
    const { data, asked } = await runBoth(graph, '{ products { label units } }');
    expect((data as { products: object[] }).products[0]).toEqual({ label: 'acme/A "1"', units: 10 });
    expect(asked.map(({ subgraph }) => subgraph).sort()).toEqual(['labels', 'products', 'stock']);
  });

  test('the answer has the order and the names that the client wrote', async () => {
    const { text } = await runBoth(graph, '{ all: products { units a: name __typename b: units id } }');
    expect(text).toBe(
      '{"data":{"all":[' +
        '{"units":10,"a":"Anvil","__typename":"Product","b":10,"id":"1"},' +
        '{"units":20,"a":"Bolt","__typename":"Product","b":20,"id":"2"},' +
        '{"units":null,"a":"Crate","__typename":"Product","b":null,"id":"3"}]}}',
    );
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'an alias called %s is a name like others',
    async (alias) => {
      const { text } = await graph.run(`{ again { ${alias}: units } }`);
      expect(text).toBe(`{"data":{"again":[{"${alias}":20},null,{"${alias}":10},{"${alias}":20}]}}`);
      expect(({} as Record<string, unknown>).units).toBeUndefined();
    },
  );
});

const PRODUCTS = [
  { id: '1', sku: 'A "1"', brand: { code: 'acme' }, name: 'Anvil' },
  { id: '2', sku: 'B', brand: { code: 'acme' }, name: 'Bolt' },
  { id: '3', sku: 'C', brand: { code: 'zeta' }, name: 'Crate' },
];
