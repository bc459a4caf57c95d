import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';
import type { Behaviour } from './testing/test-subgraph.ts';

const problem =
  (status: number, body: object): Behaviour =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));

describe.each(['compiled', 'stock'])('When a subgraph fails and the engine is %s', (ENGINE) => {
  let library: Library;
  let gateway: TestGateway;
  /** Gives subgraphs a second only. */
  let hasty: TestGateway;

  beforeAll(async () => {
    library = await startLibrary();
    gateway = await startTestGateway(library.all, { ENGINE });
    hasty = await startTestGateway(
      library.all,
      { ENGINE },
      { timeouts: { queryMs: 1_000, mutationMs: 1_000 } },
    );
  });
  afterEach(() => {
    for (const subgraph of library.all) {
      subgraph.behaviour = null;
      subgraph.received.length = 0;
    }
  });
  afterAll(async () => {
    await gateway.stop();
    await hasty.stop();
    await library.stop();
  });

  test('its own errors keep message, path, code, field and facts, and lose what is internal', async () => {
    const { data, errors, status } = await gateway.query(
      '{ mine: fails(how: "forbidden") { title } openingHours }',
    );
    expect(status).toBe(200);
    expect(data).toEqual({ mine: null, openingHours: '9 to 5' });
    expect(errors).toEqual([
      {
        message: 'This needs the role STAFF.',
        path: ['mine'],
        extensions: { code: 'FORBIDDEN', field: ['id'], role: 'STAFF' },
      },
    ]);
  });

  test('an error it masked passes with its trace id', async () => {
    const { errors } = await gateway.query('{ fails(how: "masked") { title } }');
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: ['fails'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: 'abc' },
      },
    ]);
  });

  test.each(['drift', 'an error without a code'])('what no client can mend is masked: %s', async (how) => {
    const { errors, text } = await gateway.query('query ($how: String!) { fails(how: $how) { title } }', {
      variables: { how },
    });
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: ['fails'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
      },
    ]);
    expect(text).not.toContain('books');
  });

  test.each([
    [401, 'UNAUTHENTICATED', 'The access token has expired: refresh the session.'],
    [503, 'SERVICE_UNAVAILABLE', 'The keys can not be had at the moment: try again.'],
  ])('a problem document of status %i becomes an error with its code', async (status, code, title) => {
    library.books.behaviour = problem(status, { type: 'about:blank', title, status, code, traceId: 'abc' });
    const { data, errors } = await gateway.query('{ book(id: "b1") { title } openingHours }');
    expect(data).toEqual({ book: null, openingHours: '9 to 5' });
    expect(errors).toEqual([{ message: title, path: ['book'], extensions: { code, traceId: 'abc' } }]);
  });

  test.each<[string, Behaviour]>([
    [
      'it refuses the gateway itself',
      problem(403, { title: 'This graph answers the gateway only.', code: 'FORBIDDEN' }),
    ],
    [
      'a proxy answers for it',
      (_, response) => response.writeHead(502).end('<html>upstream http://10.0.0.7:8081 failed</html>'),
    ],
    ['it answers something that is not GraphQL', (_, response) => response.writeHead(200).end('[1]')],
  ])('clients hear no more than that it could not answer when %s', async (_, behaviour) => {
    library.books.behaviour = behaviour;
    const { errors } = await gateway.query('{ book(id: "b1") { title } }');
    const message = 'The books service could not answer: try again, and tell us if it stays so.';
    expect(errors).toEqual([{ message, path: ['book'], extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
  });

  test('one that is gone nulls its fields with an error at each, and the rest comes', async () => {
    await library.loans.stop();
    const { data, errors, text } = await gateway.query(
      '{ book(id: "b1") { title left: onShelf } openingHours }',
    );
    expect(data).toEqual({ book: { title: 'Middlemarch', left: null }, openingHours: null });
    const error = {
      message: 'The loans service can not be reached at the moment: try again.',
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    };
    expect(errors).toHaveLength(2);
    expect(errors).toEqual(
      expect.arrayContaining([
        { ...error, path: ['openingHours'] },
        { ...error, path: ['book', 'left'] },
      ]),
    );
    expect(text).not.toMatch(/127\.0\.0\.1|ECONN|localhost/);
    await library.loans.restart();
    const again = await eventually('the loans service answering again', async () => {
      const answer = await gateway.query('{ openingHours }');
      return answer.errors ? null : answer;
    });
    expect(again.data).toEqual({ openingHours: '9 to 5' });
  });

  test('one that is silent is given up after the time-out, and the rest comes', async () => {
    library.books.behaviour = () => {};
    const { data, errors } = await hasty.query('{ book(id: "b1") { title } openingHours }');
    expect(data).toEqual({ book: null, openingHours: '9 to 5' });
    expect(errors).toEqual([
      {
        message: 'The books service did not answer in time: try again.',
        path: ['book'],
        extensions: { code: 'SERVICE_TIMEOUT' },
      },
    ]);
  });

  test('one that stops half way through its answer is given up as well', async () => {
    library.books.behaviour = (_, response) => void response.writeHead(200).write('{"data":');
    const { errors } = await hasty.query('{ book(id: "b1") { title } }');
    expect(errors![0]!.extensions.code).toBe('SERVICE_TIMEOUT');
  });

  test('a mutation that times out says that its outcome is not known, and is not sent again', async () => {
    library.books.behaviour = () => {};
    const { errors } = await hasty.query('mutation { bookRename(id: "b1", title: "x") { title } }');
    expect(errors![0]!.extensions.code).toBe('SERVICE_TIMEOUT');
    expect(errors![0]!.message).toMatch(/whether the change was made is not known/);
    expect(library.books.received).toHaveLength(1);
  });

  test('a query whose connection breaks is sent once more, a mutation is not', async () => {
    library.books.behaviour = (request) => {
      library.books.behaviour = null;
      request.socket.destroy();
    };
    expect((await gateway.query('{ book(id: "b1") { title } }')).data).toEqual({
      book: { title: 'Middlemarch' },
    });
    expect(library.books.received).toHaveLength(2);

    library.books.received.length = 0;
    library.books.behaviour = (request) => void request.socket.destroy();
    const { errors } = await gateway.query('mutation { bookRename(id: "b1", title: "x") { title } }');
    expect(errors![0]!.extensions.code).toBe('SERVICE_UNAVAILABLE');
    expect(library.books.received).toHaveLength(1);
  });
});
