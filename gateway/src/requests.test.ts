import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { answerOf, startTestGateway, type TestGateway } from './testing/test-gateway.ts';

const ONE_BOOK = '{ book(id: "b1") { title } }';

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

describe('Requests', () => {
  test('GET runs queries and no mutations', async () => {
    const get = (query: string) =>
      fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { 'apollo-require-preflight': 'true' },
      });
    expect((await answerOf(await get(ONE_BOOK))).data).toEqual({ book: { title: 'Middlemarch' } });
    expect((await get('mutation { bookRename(id: "b1", title: "x") { id } }')).status).toBe(405);
  });

  test('a body over 1 MiB is refused with 413', async () => {
    const { status, errors } = await gateway.query(`{ book(id: "${'x'.repeat(1024 * 1024)}") { title } }`);
    expect(status).toBe(413);
    expect(errors![0]).toEqual({
      message: 'The request body is larger than 1 MiB.',
      extensions: { code: 'BODY_TOO_LARGE', traceId: expect.any(String) },
    });
  });

  test.each(['{', '', 'null', '[]', '{}', '{"query":1}', '{"query":""}'])(
    'the body %j is refused with 400 and an error',
    async (body) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(response.status).toBe(400);
      expect((await answerOf(response)).errors).toHaveLength(1);
    },
  );

  test('a batch of operations is refused', async () => {
    const body = JSON.stringify([{ query: ONE_BOOK }, { query: ONE_BOOK }]);
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
  });

  test('a value of the wrong type is refused with 400 and names the variable', async () => {
    const { status, errors } = await gateway.query('query ($id: ID!) { book(id: $id) { title } }', {
      variables: { id: {} },
    });
    expect(status).toBe(400);
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors![0]!.message).toContain('$id');
  });

  test.each<[string, string, object?]>([
    ['a literal', '{ priced(below: { amountMinor: 1.5, currency: "EUR" }) { title } }'],
    [
      'a variable',
      'query ($below: MoneyInput) { priced(below: $below) { title } }',
      { below: { amountMinor: 1.5, currency: 'EUR' } },
    ],
    ['an unknown currency', '{ priced(below: { amountMinor: 1, currency: "Eur" }) { title } }'],
    [
      'an instant without an offset',
      'query ($since: DateTime) { priced(since: $since) { title } }',
      { since: '2026-01-01' },
    ],
  ])(
    'a value that its scalar does not allow is refused with 400 by the gateway: %s',
    async (_, query, variables = {}) => {
      library.books.received.length = 0;
      const { status, errors } = await gateway.query(query, { variables });
      expect(status).toBe(400);
      expect(errors![0]!.message).toMatch(/expected an? /);
      expect(library.books.received).toHaveLength(0);
    },
  );

  test('a value that its scalar allows arrives as it was sent', async () => {
    library.books.received.length = 0;
    const variables = { below: { amountMinor: 1, currency: 'EUR' }, since: '2026-01-01T00:00:00+01:00' };
    const query =
      'query ($below: MoneyInput, $since: DateTime) { priced(below: $below, since: $since) { title } }';
    expect((await gateway.query(query, { variables })).data).toEqual({ priced: { title: 'Middlemarch' } });
    expect(library.books.received[0]!.variables).toEqual(variables);
  });

  test('a strange Host header does no harm', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', host: '[' };
      const request = httpRequest(`${gateway.url}/graphql`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject).end(JSON.stringify({ query: ONE_BOOK }));
    });
    expect(status).toBe(200);
  });

  test('introspection is answered', async () => {
    const { data } = await gateway.query(
      '{ __schema { queryType { name } } __type(name: "Book") { fields { name } } }',
    );
    expect(data).toEqual({
      __schema: { queryType: { name: 'Query' } },
      __type: { fields: expect.arrayContaining([{ name: 'title' }, { name: 'onShelf' }]) },
    });
  });

  test('a plan is never shown, whoever asks', async () => {
    const { text } = await gateway.query(ONE_BOOK, { headers: { 'apollo-query-plan-experimental': '1' } });
    expect(JSON.parse(text)).toEqual({ data: { book: { title: 'Middlemarch' } } });
  });
});
