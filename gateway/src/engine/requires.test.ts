import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Asked, type Federation, federate, runBoth } from '../testing/federation.ts';

interface Parcel {
  readonly id: string;
  readonly weight?: number | null;
  readonly price?: string | null;
  readonly size?: { length: number; inner: { depth: number } | null } | null;
  readonly lines?: readonly ({ grams: number } | null)[];
  readonly grid?: readonly (readonly { grams: number }[])[];
}

const PARCELS: readonly Parcel[] = [
  {
    id: '1',
    weight: 0,
    size: { length: 3, inner: { depth: 4 } },
    lines: [{ grams: 5 }, null, { grams: 6 }],
    grid: [[{ grams: 1 }], [], [{ grams: 2 }, { grams: 3 }]],
  },
  { id: '2', weight: null, size: { length: 9, inner: null }, lines: [], grid: [] },
];

const representations = (asked: readonly Asked[], subgraph: string): unknown =>
  asked.find((one) => one.subgraph === subgraph)!.variables.representations;

describe('Fields that require fields of other subgraphs', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      parcels: {
        sdl: `
          type Query { parcels: [Parcel] }
          type Parcel @key(fields: "id") {
            id: ID! weight: Int size: Size lines: [Line] grid: [[Line!]!] in(unit: String!): Int
          }
          type Size { length: Int! inner: Inner }
          type Inner { depth: Int! }
          type Line { grams: Int! name: String }
        `,
        resolvers: {
          Query: { parcels: () => [...PARCELS, null, PARCELS[0]] },
          Parcel: {
            in: ({ id }: Parcel, { unit }: { unit: string }) =>
              unit === 'g' ? Number(id) * 1000 : Number(id),
          },
          Line: { name: ({ grams }: { grams: number }) => `line ${grams}` },
        },
      },
      prices: {
        sdl: `
          type Parcel @key(fields: "id") {
            id: ID! weight: Int @external price: String @requires(fields: "weight")
            in(unit: String!): Int @external dear: String @requires(fields: "in(unit: \\"g\\")")
          }
        `,
        resolvers: {
          Parcel: {
            price: ({ weight }: Parcel) => `price of ${weight}`,
            dear: ({ in: grams }: { in: number }) => `${grams} g`,
          },
        },
      },
      labels: {
        sdl: `
          type Parcel @key(fields: "id") {
            id: ID! price: String @external label: String @requires(fields: "price")
            size: Size @external box: String @requires(fields: "size { length inner { depth } }")
            lines: [Line] @external total: Int @requires(fields: "lines { grams }")
            grid: [[Line!]!] @external rows: String @requires(fields: "grid { grams }")
          }
          type Size @external { length: Int! inner: Inner }
          type Inner @external { depth: Int! }
          type Line @external { grams: Int! }
        `,
        resolvers: {
          Parcel: {
            label: ({ price }: Parcel) => `label with ${price}`,
            box: ({ size }: Parcel) => `${size?.length} x ${size?.inner?.depth ?? 'flat'}`,
            total: ({ lines }: Parcel) => lines?.reduce((sum, line) => sum + (line?.grams ?? 0), 0),
            rows: ({ grid }: Parcel) => JSON.stringify(grid),
          },
        },
      },
    });
  });

  test('a required field goes along with the key, null and 0 too', async () => {
    const { data, asked } = await runBoth(graph, '{ parcels { price } }');
    const first = { price: 'price of 0' };
    expect(data).toEqual({ parcels: [first, { price: 'price of null' }, null, first] });
    expect(representations(asked, 'prices')).toEqual([
      { __typename: 'Parcel', id: '1', weight: 0 },
      { __typename: 'Parcel', id: '2', weight: null },
    ]);
  });

  test('a chain over three subgraphs asks one after the other', async () => {
    const { data, asked } = await runBoth(graph, '{ parcels { label } }');
    const first = { label: 'label with price of 0' };
    expect(data).toEqual({ parcels: [first, { label: 'label with price of null' }, null, first] });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['parcels', 'prices', 'labels']);
  });

  test('nested objects are required with their nulls', async () => {
    const { data, asked } = await runBoth(graph, '{ parcels { box } }');
    const first = { box: '3 x 4' };
    expect(data).toEqual({ parcels: [first, { box: '9 x flat' }, null, first] });
    expect(representations(asked, 'labels')).toEqual([
      { __typename: 'Parcel', id: '1', size: { length: 3, inner: { depth: 4 } } },
      { __typename: 'Parcel', id: '2', size: { length: 9, inner: null } },
    ]);
  });

  test('lists are required with the nulls in them, whatever else the client asks of their elements', async () => {
    const { data, asked } = await runBoth(graph, '{ parcels { total lines { name } } }');
    const first = { total: 11, lines: [{ name: 'line 5' }, null, { name: 'line 6' }] };
    expect(data).toEqual({ parcels: [first, { total: 0, lines: [] }, null, first] });
    expect(representations(asked, 'labels')).toEqual([
      { __typename: 'Parcel', id: '1', lines: [{ grams: 5 }, null, { grams: 6 }] },
      { __typename: 'Parcel', id: '2', lines: [] },
    ]);
  });

  test('lists of lists are required as they are', async () => {
    // The stock executor takes an inner list for an object without the field and sends null for it.
    const { data } = await graph.run('{ parcels { rows } }');
    const first = { rows: '[[{"grams":1}],[],[{"grams":2},{"grams":3}]]' };
    expect(data).toEqual({ parcels: [first, { rows: '[]' }, null, first] });
    const stock = await graph.runStock('{ parcels { rows } }');
    expect(stock.data).not.toEqual(data);
  });

  test('a field is required with the arguments that the directive writes', async () => {
    // When the client has another field by that name the plan has one field for both, and no executor can tell.
    const { data, asked } = await runBoth(graph, '{ parcels { dear } }');
    expect(data).toEqual({ parcels: [{ dear: '1000 g' }, { dear: '2000 g' }, null, { dear: '1000 g' }] });
    expect(asked[0]!.query).toContain('in(unit:"g")');
  });

  test('a required field is there when the client asks for it by another name, once or twice', async () => {
    const { data } = await runBoth(graph, '{ parcels { w: weight x: weight price p: price } }');
    expect((data as { parcels: object[] }).parcels[1]).toEqual({
      w: null,
      x: null,
      price: 'price of null',
      p: 'price of null',
    });
  });
});
