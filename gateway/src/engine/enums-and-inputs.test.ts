import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

const told = (_: unknown, args: object): string => JSON.stringify(args);

describe('Enums and inputs that several subgraphs have', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      orders: {
        sdl: `
          type Query { states: [State] orders(filter: Filter): String either(level: Level!): String @shareable }
          enum State { NEW PAID }
          enum Level { LOW HIGH }
          input Filter { state: Level! from: Int ids: [ID!] nested: Inner here: String }
          input Inner { deep: [[Int]] = [[1], null] }
        `,
        resolvers: { Query: { states: () => ['NEW', 'PAID'], orders: told, either: told } },
      },
      parcels: {
        sdl: `
          type Query { moves: [State] parcels(filter: Filter): String either(level: Level!): String @shareable }
          enum State { PAID SENT }
          enum Level { HIGH HIGHEST }
          input Filter { state: Level! from: Int! ids: [ID] nested: Inner there: String }
          input Inner { deep: [[Int]] = [[1], null] }
        `,
        resolvers: { Query: { moves: () => ['SENT', null, 'PAID'], parcels: told, either: told } },
      },
    });
  });

  test('an enum of answers has the values of all', async () => {
    const { data } = await runBoth(graph, '{ states moves __type(name: "State") { enumValues { name } } }');
    expect(data).toEqual({
      states: ['NEW', 'PAID'],
      moves: ['SENT', null, 'PAID'],
      __type: { enumValues: [{ name: 'NEW' }, { name: 'PAID' }, { name: 'SENT' }] },
    });
  });

  test('an enum of arguments has the values that all know', async () => {
    const { data } = await runBoth(graph, 'query ($level: Level!) { either(level: $level) }', {
      level: 'HIGH',
    });
    expect(data).toEqual({ either: '{"level":"HIGH"}' });
    const { errors, asked } = await runBoth(graph, 'query ($level: Level!) { either(level: $level) }', {
      level: 'LOW',
    });
    expect(errors[0]!.message).toContain('Variable "$level" got invalid value "LOW"');
    expect(asked).toEqual([]);
  });

  test('an input has the fields that all have, required where one requires it', async () => {
    const { data } = await runBoth(
      graph,
      'query ($filter: Filter) { orders(filter: $filter) parcels(filter: $filter) }',
      { filter: { state: 'HIGH', from: 0, ids: ['a', '', 'b'], nested: {} } },
    );
    const filter = { state: 'HIGH', from: 0, ids: ['a', '', 'b'], nested: { deep: [[1], null] } };
    const { orders, parcels } = data as { orders: string; parcels: string };
    expect(JSON.parse(orders)).toEqual({ filter });
    expect(JSON.parse(parcels)).toEqual({ filter });
  });

  test('a field of an input that one subgraph lacks is refused, and a missing one that one requires', async () => {
    const query = 'query ($filter: Filter) { orders(filter: $filter) }';
    const { errors } = await runBoth(graph, query, { filter: { from: 1, state: 'HIGH', here: 'x' } });
    expect(errors[0]!.message).toContain('Field "here" is not defined by type "Filter"');
    const { errors: missing } = await runBoth(graph, query, { filter: { state: 'HIGH' } });
    expect(missing[0]!.message).toContain('Field "from" of required type "Int!" was not provided');
  });
});
