import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

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

const get = async (path: string) => {
  const response = await fetch(gateway.url + path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const degraded = () =>
  eventually('a degraded gateway', async () => {
    const health = await get('/health');
    return health.body.status === 'degraded' ? health : null;
  });
const healthy = () =>
  eventually('a healthy gateway', async () => (await get('/health')).body.status === 'ok');

test('/health tells of every subgraph', async () => {
  expect(await get('/health')).toEqual({
    status: 200,
    body: {
      status: 'ok',
      service: 'gateway',
      services: [
        { name: 'books', status: 'ok' },
        { name: 'loans', status: 'ok' },
      ],
    },
  });
});

test('a subgraph that is not ready degrades the gateway, which stays ready', async () => {
  await healthy();
  library.loans.ready = false;
  expect(await degraded()).toEqual({
    status: 200,
    body: {
      status: 'degraded',
      service: 'gateway',
      services: [
        { name: 'books', status: 'ok' },
        { name: 'loans', status: 'unavailable' },
      ],
    },
  });
  expect(await get('/health/ready')).toEqual({ status: 200, body: { status: 'ok', service: 'gateway' } });
  expect(await get('/health/live')).toEqual({ status: 200, body: { status: 'ok', service: 'gateway' } });
  library.loans.ready = true;
  await healthy();
});

test('a subgraph that is gone degrades the gateway until it is back', async () => {
  await library.books.stop();
  expect((await degraded()).body.services).toContainEqual({ name: 'books', status: 'unavailable' });
  await library.books.restart();
  await healthy();
});

test('/metrics counts operations and requests to subgraphs', async () => {
  await gateway.query('{ book(id: "b1") { title } }');
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  expect(text).toMatch(/^graphql_operations_total\{kind="query",outcome="ok"\} \d+$/m);
  expect(text).toMatch(/^subgraph_requests_total\{subgraph="books",outcome="ok"\} \d+$/m);
  expect(text).toMatch(/^http_requests_total\{method="POST",route="\/graphql",status="200"\} \d+$/m);
});
