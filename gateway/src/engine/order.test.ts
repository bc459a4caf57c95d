import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

describe('The order of requests', () => {
  let graph: Federation;
  /** What mutations have done, in order. */
  let log: string[] = [];

  const does =
    (name: string) =>
    (_: unknown, { to }: { to: string }) => {
      log.push(`${name} ${to}`);
      return { id: to, log: log.join() };
    };

  beforeAll(async () => {
    graph = await federate({
      carts: {
        sdl: `
          type Query { carts: [Cart] top: Cart }
          type Mutation { add(to: String): Cart remove(to: String): Cart! }
          type Cart @key(fields: "id") { id: ID! log: String parent: Cart }
        `,
        resolvers: {
          Query: { carts: () => [{ id: '1' }, { id: '2' }], top: () => ({ id: '1' }) },
          Mutation: {
            add: does('add'),
            remove: (_: unknown, { to }: { to: string }) =>
              to === 'none' ? null : does('remove')(_, { to }),
          },
          Cart: { parent: () => ({ id: '3' }) },
        },
      },
      orders: {
        sdl: `
          type Query { orders: Int }
          type Mutation { order(to: String): Order }
          type Order { id: ID! log: String cart: Cart }
          type Cart @key(fields: "id") { id: ID! total(in: String = "EUR"): String owner: Owner }
          type Owner @key(fields: "id") { id: ID! }
        `,
        resolvers: {
          Query: { orders: () => 0 },
          Mutation: { order: does('order') },
          Order: { cart: ({ id }: { id: string }) => ({ id }) },
          Cart: {
            total: ({ id }: { id: string }, { in: unit }: { in: string }) => `${id} ${unit}`,
            owner: ({ id }: { id: string }) => ({ id: `o${id}` }),
          },
        },
      },
      people: {
        sdl: 'type Owner @key(fields: "id") { id: ID! name: String }',
        resolvers: { Owner: { name: ({ id }: { id: string }) => `name of ${id}` } },
      },
    });
  });
  beforeEach(() => {
    log = [];
  });

  test('mutations are made one after the other, as the client wrote them, over subgraphs', async () => {
    const query =
      'mutation { a: add(to: "x") { log } order(to: "y") { log } b: add(to: "z") { log } remove(to: "x") { id } }';
    const { text, asked } = await graph.run(query);
    expect(log).toEqual(['add x', 'order y', 'add z', 'remove x']);
    expect(text).toBe(
      '{"data":{"a":{"log":"add x"},"order":{"log":"add x,order y"},"b":{"log":"add x,order y,add z"},"remove":{"id":"x"}}}',
    );
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['carts', 'orders', 'carts']);
    log = [];
    expect((await graph.runStock(query)).text).toBe(text);
  });

  test('what a mutation answers is completed before the next is made', async () => {
    const { data, asked } = await graph.run(
      'mutation { add(to: "x") { total } order(to: "y") { cart { log parent { id } } } }',
    );
    expect(data).toEqual({ add: { total: 'x EUR' }, order: { cart: { log: null, parent: { id: '3' } } } });
    expect(asked.map(({ subgraph, query }) => `${subgraph} ${query.startsWith('mutation')}`)).toEqual([
      'carts true',
      'orders false',
      'orders true',
      'carts false',
    ]);
  });

  test('a mutation that fails does not keep the next from being made', async () => {
    const query = 'mutation { remove(to: "none") { id } order(to: "y") { id } }';
    const { data, errors } = await graph.run(query);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['remove'] }]);
    expect(log).toEqual(['order y']);
  });

  test('fetches of one moment from one subgraph are one request, with a name for each', async () => {
    const { data, asked } = await runBoth(
      graph,
      'query ($unit: String) { carts { total(in: $unit) } top { parent { owner { id } total(in: $unit) } } }',
      { unit: 'CHF' },
    );
    expect(data).toEqual({
      carts: [{ total: '1 CHF' }, { total: '2 CHF' }],
      top: { parent: { owner: { id: 'o3' }, total: '3 CHF' } },
    });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['carts', 'orders']);
    expect(asked[1]!.query).toMatch(/_entities_0: _entities\(representations: \$representations_0\)/);
    expect(asked[1]!.query).toMatch(/_entities_1: _entities\(representations: \$representations_1\)/);
    const carts = [
      [
        { __typename: 'Cart', id: '1' },
        { __typename: 'Cart', id: '2' },
      ],
      [{ __typename: 'Cart', id: '3' }],
    ];
    const { unit, representations_0, representations_1 } = asked[1]!.variables;
    expect(unit).toBe('CHF');
    expect([representations_0, representations_1].sort((a, b) => lengthOf(b) - lengthOf(a))).toEqual(carts);
  });

  test('the next wave is joined too', async () => {
    const { data, asked } = await runBoth(
      graph,
      '{ carts { owner { name } } top { parent { owner { name } } } }',
    );
    expect(data).toEqual({
      carts: [{ owner: { name: 'name of o1' } }, { owner: { name: 'name of o2' } }],
      top: { parent: { owner: { name: 'name of o3' } } },
    });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['carts', 'orders', 'people']);
  });

  test('the same documents are joined again for other variables', async () => {
    const query = 'query ($unit: String) { carts { total(in: $unit) } top { total(in: $unit) t: total } }';
    for (const unit of ['USD', 'GBP', null]) {
      const { data } = await runBoth(graph, query, { unit });
      expect(data).toEqual({
        carts: [{ total: `1 ${unit}` }, { total: `2 ${unit}` }],
        top: { total: `1 ${unit}`, t: '1 EUR' },
      });
    }
  });

  test.each(['representations_0', 'representations_1'])(
    "a client's variable may be called %s where several fetches are joined",
    async (name) => {
      const { data } = await graph.run(
        `query ($${name}: String) { carts { total(in: $${name}) } top { total(in: $${name}) } }`,
        { [name]: 'CHF' },
      );
      expect(data).toEqual({ carts: [{ total: '1 CHF' }, { total: '2 CHF' }], top: { total: '1 CHF' } });
    },
  );
});

const lengthOf = (list: unknown): number => (list as unknown[]).length;
