import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { GATEWAY_SECRET, startTestGateway, type TestGateway } from './testing/test-gateway.ts';

describe('What the gateway sends to subgraphs', () => {
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
  beforeEach(() => {
    library.books.received.length = 0;
    library.loans.received.length = 0;
  });

  test('an operation over two subgraphs is answered as one', async () => {
    const { data, errors, text } = await gateway.query('{ books { nodes { title onShelf } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      books: {
        nodes: [
          { title: 'Middlemarch', onShelf: 3 },
          { title: 'Emma', onShelf: 0 },
        ],
      },
    });
    expect(text).not.toMatch(/\n|": /);
    expect(library.loans.received).toHaveLength(1);
  });

  test('the access token, the request id and the trace go to every subgraph', async () => {
    const token = await gateway.identities.user('cus_1');
    const traceId = 'a'.repeat(32);
    const headers = {
      authorization: `Bearer ${token}`,
      'x-request-id': 'my-request',
      traceparent: `00-${traceId}-${'b'.repeat(16)}-01`,
    };
    const answer = await gateway.query('{ book(id: "b1") { title onShelf } }', { headers });
    expect(answer.headers.get('x-request-id')).toBe('my-request');
    for (const { received } of library.all) {
      expect(received).toHaveLength(1);
      expect(received[0]!.headers.authorization).toBe(`Bearer ${token}`);
      expect(received[0]!.headers['x-request-id']).toBe('my-request');
      expect(received[0]!.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    }
  });

  test('a request without id and trace gets its own', async () => {
    const answer = await gateway.query('{ book(id: "b1") { title } }');
    const { headers } = library.books.received[0]!;
    expect(headers['x-request-id']).toBe(answer.headers.get('x-request-id'));
    expect(headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(headers.authorization).toBeUndefined();
  });

  test('the gateway speaks with its own credential, and internal headers of clients do not pass', async () => {
    const headers = {
      'x-service-credential': 'gateway.forged',
      'apollo-federation-include-trace': 'ftv1',
      cookie: 'session=1',
      'x-forwarded-user': 'admin',
    };
    await gateway.query('{ book(id: "b1") { title } }', { headers });
    const received = library.books.received[0]!.headers;
    expect(received['x-service-credential']).toBe(`gateway.${GATEWAY_SECRET}`);
    expect(received['apollo-federation-include-trace']).toBeUndefined();
    expect(received.cookie).toBeUndefined();
    expect(received['x-forwarded-user']).toBeUndefined();
  });

  test('variables travel as variables', async () => {
    const { data } = await gateway.query('query ($id: ID!) { book(id: $id) { title } }', {
      variables: { id: 'b2' },
    });
    expect(data).toEqual({ book: { title: 'Emma' } });
    expect(library.books.received[0]!.variables).toEqual({ id: 'b2' });
  });
});

test('SUBGRAPH_URLS replaces routing URLs of the supergraph', async () => {
  const library = await startLibrary();
  const elsewhere = { ...library.books, name: 'catalog', url: 'http://127.0.0.1:1' };
  const gateway = await startTestGateway([elsewhere], {
    SUBGRAPH_URLS: `catalog=${library.books.url}/`,
  });
  expect((await gateway.query('{ book(id: "b1") { title } }')).data).toEqual({
    book: { title: 'Middlemarch' },
  });
  await gateway.stop();
  await library.stop();
});
