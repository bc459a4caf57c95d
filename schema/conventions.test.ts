import { describe, expect, test } from '@jest/globals';
import { conventionProblems } from './conventions.ts';
import { commonSdl, ownSdl, SUBGRAPH_NAMES } from './subgraph-sdl.ts';

describe('The conventions of the graph', () => {
  test('hold in what all subgraphs share', () => {
    expect(conventionProblems([{ name: 'common', sdl: commonSdl() }])).toEqual([]);
  });

  test.each(SUBGRAPH_NAMES)('hold in %s', (name) => {
    expect(conventionProblems([{ name, sdl: ownSdl(name) }])).toEqual([]);
  });
});

describe('The check of the conventions', () => {
  /** SDL whose every part is described, so that only what a test is about is wrong. */
  const check = (sdl: string, name = 'order') => conventionProblems([{ name, sdl }]);

  test.each<[string, string]>([
    ['type A { "a" a: Int }', 'order: A has no description.'],
    ['"A" type A { a: Int }', 'order: A.a has no description.'],
    ['"A" type A { "a" a(x: Int): Int }', 'order: A.a.x has no description.'],
    ['"A" type A { " " a: Int }', 'order: A.a has no description.'],
    ['"A" enum A { B }', 'order: A.B has no description.'],
    ['"A" input A { b: Int }', 'order: A.b has no description.'],
    ['scalar A', 'order: A has no description.'],
    ['"A" interface A { b: Int }', 'order: A.b has no description.'],
    ['"A" type A { "a" a: Float }', 'order: A.a is a Float: money is Money, a rate is whole basis points.'],
    [
      '"A" input A { "a" a: [Float!] }',
      'order: A.a is a Float: money is Money, a rate is whole basis points.',
    ],
    [
      '"A" type A { "a" a: Int @deprecated(reason: "old") }',
      'order: A.a is deprecated without "Use X. Removed after YYYY-MM-DD" as its reason.',
    ],
    [
      '"A" type A { "a" a: [B!] }',
      'order: A.a is a list that may grow: make it a connection, or name its bound in schema/conventions.ts.',
    ],
    [
      '"Q" type Query { "a" a: Int! }',
      'order: Query.a is not nullable, so its failure would take the other root fields along.',
    ],
    ['"M" type Mutation { "a" a: Int }', 'order: Mutation.a does not answer a ...Payload.'],
    ['"P" type APayload { "a" a: A }', 'order: APayload.userErrors is not [...UserError!]!.'],
    [
      '"P" type APayload { "a" a: A! "errors" userErrors: [AUserError!]! }',
      'order: APayload.a is not nullable, so a refusal would have no place.',
    ],
    [
      '"E" type AUserError implements UserError { "code" code: String! }',
      'order: AUserError.code is not a ...ErrorCode!.',
    ],
    ['"Q" type Query { "a" a(first: Int): AConnection }', 'order: Query.a.first has no description.'],
    [
      '"Q" type Query { "a" a: AConnection }',
      'order: Query.a is a connection and does not take (first: Int = 20, after: String).',
    ],
    [
      '"C" type AConnection { "e" edges: [AEdge!]! "n" nodes: [A!]! "p" pageInfo: PageInfo! }',
      'order: AConnection.totalCount is not Int!.',
    ],
    [
      '"T" type Thing @key(fields: "id") { "id" id: ID! }',
      'order: Thing is an entity without an owner: name it in schema/ownership.ts.',
    ],
    [
      '"P" type Product @key(fields: "id") { "id" id: ID! }',
      `order: Product is catalog's and nothing is added to it: say @key(fields: "id", resolvable: false).`,
    ],
    [
      '"P" type Product @key(fields: "id") { "id" id: ID! "n" n: Int! }',
      `order: Product.n is added to catalog's Product and is not nullable.`,
    ],
    [
      '"L" type Line { "p" product: Product! }',
      `order: Line.product is catalog's and is not nullable: null it while that subgraph is down.`,
    ],
  ])('%s is refused', (sdl, problem) => {
    expect(check(sdl)).toContain(problem);
  });

  test.each([
    '"A" type A { "a" a: Int @deprecated(reason: "Use b. Removed after 2027-01-31") }',
    '"Q" type Query { "a" a("f" first: Int = 20, "a" after: String): AConnection }',
    '"P" type Product @key(fields: "id", resolvable: false) { "id" id: ID! }',
    '"L" type Line { "p" product: Product "names" names: [String!] }',
  ])('%s is fine', (sdl) => {
    expect(check(sdl)).toEqual([]);
  });
});
