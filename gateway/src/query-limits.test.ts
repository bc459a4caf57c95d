import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  executeSync,
  getIntrospectionQuery,
  type IntrospectionOptions,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { composeRepository } from '../../schema/compose.ts';
import { MAX_DEPTH, MAX_FIELDS, MAX_ROOT_FIELDS, MAX_TOKENS, sizeOf, tooLarge } from './query-limits.ts';
import { type Library, startLibrary } from './testing/library.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

const schema = buildSchema(`
  type Query { books(first: Int = 20): BookConnection, book: Book, shelf: [Book!]! }
  type BookConnection { nodes: [Book!]! edges: [BookEdge!]! totalCount: Int! }
  type BookEdge { node: Book! }
  interface Named { name: String! }
  type Book implements Named { name: String! chapters: [Chapter!]! sequel: Book }
  type Chapter { name: String! book: Book! }
`);

const composed = composeRepository();
/** The repository's own. */
const whole = buildSchema(composed.ok ? composed.publicSdl : '');

function measure(source: string, variables: Record<string, unknown> = {}, of = schema) {
  const document = parse(source);
  return sizeOf(of, document, document.definitions[0] as OperationDefinitionNode, variables);
}

const aliases = (count: number, selection: string, prefix = 'a') =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}: ${selection}`).join(' ');

describe("An operation's size", () => {
  test.each<[string, number]>([
    ['{ book { name } }', 2],
    ['{ book { sequel { sequel { name } } } }', 4],
    ['{ book { ... on Named { name } } }', 2],
    ['query { book { ...A } } fragment A on Book { sequel { ...B } } fragment B on Book { name }', 3],
  ])('%s is %i deep', (source, depth) => {
    expect(measure(source).depth).toBe(depth);
  });

  test.each<[string, Record<string, unknown>, number]>([
    ['{ book { name } }', {}, 2],
    ['{ books(first: 50) { nodes { name } } }', {}, 1 + 50 * 2],
    ['{ books { nodes { name } } }', {}, 1 + 20 * 2],
    ['query ($n: Int) { books(first: $n) { nodes { name } } }', { n: 7 }, 1 + 7 * 2],
    ['query ($n: Int) { books(first: $n) { edges { node { name } } } }', {}, 1 + 20 * 3],
    ['query ($n: Int = 100) { books(first: $n) { nodes { name } } }', {}, 1 + 100 * 2],
    ['query ($n: Int = 100) { books(first: $n) { nodes { name } } }', { n: 7 }, 1 + 7 * 2],
    ['query ($n: Int = 100) { books(first: $n) { nodes { name } } }', { n: null }, 1 + 20 * 2],
    ['query ($constructor: Int = 100) { books(first: $constructor) { nodes { name } } }', {}, 1 + 100 * 2],
    ['{ books(first: -5) { totalCount } }', {}, 2],
    ['{ shelf { __typename name } }', {}, 21],
    ['{ shelf { name } }', {}, 11],
    ['{ shelf { chapters { book { chapters { name } } } } }', {}, 1 + 10 * (1 + 10 * (1 + (1 + 10)))],
  ])('%s with %j may answer %i values', (source, variables, values) => {
    expect(measure(source, variables).values).toBe(values);
  });

  test('fragments that double 60 times are measured at once', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Book { a: sequel { ...F${i + 1} } b: sequel { ...F${i + 1} } }`,
    );
    const size = measure(`{ book { ...F0 } } ${doubling.join(' ')} fragment F60 on Book { name }`);
    expect(size.fields).toBeGreaterThan(2 ** 60);
  });

  test('every example operation of the repository is within the limits', () => {
    const folder = new URL('../../schema/operations/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const document = parse(readFileSync(new URL(file, folder), 'utf8'));
      for (const node of document.definitions) {
        if (node.kind !== Kind.OPERATION_DEFINITION) continue;
        expect(tooLarge(whole, sizeOf(whole, document, node, { first: 100 }))).toBeNull();
      }
    }
  });

  test('a __typename is a field and a value', () => {
    const { fields } = measure(
      `{ products(first: 100) { nodes { ${aliases(60, 'variants { ...F }', 'v')} } } }
       fragment F on ProductVariant { ${aliases(1_000, '__typename')} }`,
      {},
      whole,
    );
    expect(fields).toBe(2 + 60 * 1_001);
  });
});

describe("An introspection's size", () => {
  const problem = (source: string, of = whole) => tooLarge(of, measure(source, {}, of));
  const everything: IntrospectionOptions = {
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    experimentalDirectiveDeprecation: true,
    oneOf: true,
  };

  test.each<[string, IntrospectionOptions]>([
    ['without options', {}],
    ['with all options', everything],
    ['of the first servers', { descriptions: false, typeDepth: 3 }],
    ['with a chain of 15', { ...everything, typeDepth: 15 }],
  ])("the tools' query %s is within the limits of any schema", (_, options) => {
    const query = getIntrospectionQuery(options);
    expect(problem(query)).toBeNull();
    expect(problem(query, schema)).toBeNull();
  });

  test("twice the tools' query is within the limits, three times is not", () => {
    const times = (count: number) => {
      const query = getIntrospectionQuery(everything);
      const [start, end] = [query.indexOf('__schema'), query.indexOf('fragment')];
      const root = query.slice(start, query.lastIndexOf('}', end));
      return `{ ${aliases(count, root)} } ${query.slice(end)}`;
    };
    expect(problem(times(2))).toBeNull();
    expect(problem(times(3))).toMatch(/more than the whole schema 2 times/);
  });

  test.each([
    '{ __schema { types { name fields { name type { name fields { name } } } } } }',
    '{ __type(name: "Product") { name description fields { name args { name type { name kind ofType { name } } } type { name enumValues { name } } } } }',
    '{ __typename __schema { queryType { fields { name args { name } } } directives { name locations } } }',
  ])('what a person asks is within the limits: %s', (query) => {
    expect(validate(whole, parse(query))).toEqual([]);
    expect(problem(query)).toBeNull();
  });

  const amplified = (count: number) =>
    `{ __schema { types { ${aliases(count, 'fields { type { ...T } }')} } } }
     fragment T on __Type { ${aliases(count, 'fields { name }', 'b')} }`;
  test.each([
    ['lists of lists by alias', amplified(12)],
    ['many more of them', amplified(125)],
    ['one list by many aliases', `{ __schema { types { ${aliases(500, 'enumValues { name }')} } } }`],
    [
      'the schema by alias',
      `{ ${aliases(25, '__schema { types { ...T } }')} } fragment T on __Type { name fields { name type { name } args { name } } }`,
    ],
    [
      'types by alias',
      `{ ${aliases(25, '__type(name: "Product") { ...T }')} } fragment T on __Type { ${aliases(50, 'fields { type { name } }')} }`,
    ],
    ['a chain', `{ __schema { types ${'{ ofType '.repeat(30)} { name } ${'}'.repeat(30)} } }`],
  ])('%s is refused', (_, query) => {
    expect(validate(whole, parse(query))).toEqual([]);
    expect(problem(query)).not.toBeNull();
  });

  test.each([
    ["the tools' query", getIntrospectionQuery(everything)],
    ['lists of lists', amplified(2)],
    [
      'every list',
      '{ __schema { types { possibleTypes { name } interfaces { name } enumValues { name } inputFields { name } fields { args { name } } } directives { locations args { name } } } }',
    ],
    ['one type', '{ __type(name: "Product") { fields { name args { name type { name } } } } }'],
  ])('is no smaller than the answer: %s', (_, query) => {
    const { data } = executeSync({ schema: whole, document: parse(query) });
    expect(measure(query, {}, whole).schemaValues).toBeGreaterThanOrEqual(valuesIn(data) - 1e-6);
  });
});

/** Fields' values, and what leaves' lists hold. */
function valuesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + valuesIn(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, one) => {
    const leaves = Array.isArray(one) && typeof one[0] === 'string' ? one.length : 1;
    return sum + leaves + valuesIn(one);
  }, 0);
}

describe('The gateway', () => {
  let library: Library;
  let gateway: TestGateway;

  beforeAll(async () => {
    library = await startLibrary();
    gateway = await startTestGateway(library.all);
  });
  afterAll(async () => {
    await gateway.stop();
    await library.stop();
  });

  const nested = (depth: number) =>
    `{ book(id: "b1") ${'{ sequel '.repeat(depth - 2)} { title } ${'}'.repeat(depth - 2)} }`;
  const wide = (fields: number) =>
    `{ ${Array.from({ length: fields }, (_, i) => `f${i}: openingHours`).join(' ')} }`;

  test(`answers what is ${MAX_DEPTH} deep and not what is deeper`, async () => {
    expect((await gateway.query(nested(MAX_DEPTH))).status).toBe(200);
    const { status, errors } = await gateway.query(nested(MAX_DEPTH + 1));
    expect(status).toBe(400);
    expect(errors).toEqual([
      {
        message: 'The operation nests 16 fields deep: at most 15 are answered.',
        extensions: { code: 'QUERY_TOO_COMPLEX' },
      },
    ]);
  });

  test(`answers ${MAX_ROOT_FIELDS} root fields and not more`, async () => {
    expect((await gateway.query(wide(MAX_ROOT_FIELDS))).status).toBe(200);
    const { status, errors } = await gateway.query(wide(MAX_ROOT_FIELDS + 1));
    expect(status).toBe(400);
    expect(errors![0]!.extensions.code).toBe('QUERY_TOO_COMPLEX');
  });

  test('does not plan a small document that unfolds to a huge one', async () => {
    const doubling = Array.from(
      { length: 12 },
      (_, i) => `fragment F${i} on Book { a: sequel { ...F${i + 1} } b: sequel { ...F${i + 1} } }`,
    );
    const { status, errors } = await gateway.query(
      `{ book(id: "b1") { ...F0 } } ${doubling.join(' ')} fragment F12 on Book { title }`,
    );
    expect(status).toBe(400);
    expect(errors![0]!.message).toBe(
      `The operation asks for more than ${MAX_FIELDS} fields, fragments spread: ask in several requests.`,
    );
  });

  /** Small documents that would make the planner or introspection work for seconds. */
  const amplified: [string, string][] = [
    [
      '__typename many times',
      `{ books(first: 100) { nodes { ${aliases(60, 'sequel { ...F }', 'v')} } } } fragment F on Book { ${aliases(1_000, '__typename')} }`,
    ],
    [
      'introspection that repeats lists within lists',
      `{ __schema { types { ${aliases(12, 'fields { type { ...T } }')} } } } fragment T on __Type { ${aliases(12, 'fields { name }', 'b')} }`,
    ],
  ];
  test.each(amplified)('refuses %s before it is planned', async (_, query) => {
    const { status, errors } = await gateway.query(query);
    expect(status).toBe(400);
    expect(errors![0]!.extensions.code).toBe('QUERY_TOO_COMPLEX');
  });

  test('does not pass on lists within lists without end', async () => {
    const { status, errors } = await gateway.query(
      'query ($n: Int) { books(first: $n) { nodes { chapters { book { chapters { book { chapters { book { title } } } } } } } } }',
      { variables: { n: 100 } },
    );
    expect(status).toBe(400);
    expect(errors![0]!.message).toMatch(/could answer more than 200000 values/);
  });

  test(`stops reading after ${MAX_TOKENS} tokens`, async () => {
    const { status, errors } = await gateway.query(`{ ${'__typename '.repeat(MAX_TOKENS)} }`);
    expect(status).toBe(400);
    expect(errors![0]!.message).toContain(`more that ${MAX_TOKENS} tokens`);
  });

  test.each([
    ['one field many times', `{ ${'openingHours '.repeat(MAX_TOKENS - 10)} }`],
    ['one alias for many fields', `{ ${'a:openingHours '.repeat((MAX_TOKENS - 10) / 3)} }`],
    [
      'many fragments',
      `{ ...F0 } ${Array.from({ length: 300 }, (_, i) => `fragment F${i} on Query { openingHours ...F${i + 1} }`).join(' ')} fragment F300 on Query { openingHours }`,
    ],
    ...amplified,
  ])('spends less than two seconds of CPU on %s', async (_, query) => {
    const before = process.cpuUsage();
    await gateway.query(query);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  test('answers the introspection of tools', async () => {
    const { status, errors } = await gateway.query(
      getIntrospectionQuery({
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        inputValueDeprecation: true,
        schemaDescription: true,
        experimentalDirectiveDeprecation: true,
        oneOf: true,
      }),
    );
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
  });
});
