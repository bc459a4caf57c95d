import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { answerOf, supergraphOf } from './testing/test-gateway.ts';

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));

let library: Library;
let folder: string;
let supergraphPath: string;

beforeAll(async () => {
  library = await startLibrary();
  folder = mkdtempSync(path.join(tmpdir(), 'eci-gateway-process-'));
  supergraphPath = path.join(folder, 'supergraph.graphql');
  writeFileSync(supergraphPath, supergraphOf(library.all));
});
afterAll(async () => {
  await library.stop();
  rmSync(folder, { recursive: true });
});

interface GatewayProcess {
  readonly child: ChildProcess;
  readonly ready: Promise<string>;
  readonly ended: Promise<number | null>;
  stdout: string;
  stderr: string;
}

function start(env: Record<string, string>): GatewayProcess {
  const child = spawn(process.execPath, [SERVER], {
    env: {
      PORT: '0',
      SERVICE_CREDENTIAL: 'secret-of-the-gateway',
      JWT_ISSUERS: 'eci-customer=http://127.0.0.1:1/jwks.json',
      SUPERGRAPH_PATH: supergraphPath,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const gateway: GatewayProcess = {
    child,
    ready: new Promise((resolve) =>
      child.on('message', (message: { type: string; url: string }) => resolve(message.url)),
    ),
    ended: new Promise((resolve) => child.on('exit', resolve)),
    stdout: '',
    stderr: '',
  };
  child.stdout!.on('data', (text) => {
    gateway.stdout += text;
  });
  child.stderr!.on('data', (text) => {
    gateway.stderr += text;
  });
  return gateway;
}

const query = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('one log line per request names the operation and never its variables', async () => {
  const gateway = start({});
  const url = await gateway.ready;
  const body = {
    query: 'query FindBook($id: ID!) { book(id: $id) { title } }',
    variables: { id: 'a-secret-value' },
  };
  await answerOf(await query(url, body, { 'x-request-id': 'request-1' }));
  gateway.child.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  const lines = gateway.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const requests = lines.filter(({ requestId }) => requestId === 'request-1');
  expect(requests).toEqual([
    {
      level: 'info',
      time: expect.any(String),
      service: 'gateway',
      requestId: 'request-1',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      method: 'POST',
      route: '/graphql',
      status: 200,
      ms: expect.any(Number),
      operation: 'FindBook',
      kind: 'query',
      msg: 'request',
    },
  ]);
  expect(gateway.stdout + gateway.stderr).not.toContain('a-secret-value');
  expect(gateway.stderr).toBe('');
});

test('any supergraph is served with nothing but its file and a port', async () => {
  const gateway = start({ SERVICE_CREDENTIAL: '', JWT_ISSUERS: '' });
  library.books.received.length = 0;
  const headers = { authorization: 'Bearer a-token-of-another-world' };
  const answer = await query(await gateway.ready, { query: '{ book(id: "b1") { title onShelf } }' }, headers);
  expect((await answerOf(answer)).data).toEqual({ book: { title: 'Middlemarch', onShelf: 3 } });
  // Nothing here can check a token of a foreign issuer; the subgraph gets it as it is.
  expect(library.books.received[0]!.headers).toMatchObject(headers);
  expect(library.books.received[0]!.headers).not.toHaveProperty('x-service-credential');
  gateway.child.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
});

test('SIGTERM lets the running request finish and takes no new one', async () => {
  const gateway = start({ LOG_LEVEL: 'silent' });
  const url = await gateway.ready;
  let held: ServerResponse | null = null;
  library.books.behaviour = (_, response) => {
    held = response;
  };
  const answer = query(url, { query: '{ book(id: "b1") { title } }' });
  await eventually('the request at the subgraph', async () => held);
  gateway.child.kill('SIGTERM');
  await eventually('a closed door', () =>
    fetch(`${url}/health/live`).then(
      () => false,
      () => true,
    ),
  );
  held!.writeHead(200).end('{"data":{"book":{"title":"Middlemarch"}}}');
  expect((await answerOf(await answer)).data).toEqual({ book: { title: 'Middlemarch' } });
  expect(await gateway.ended).toBe(0);
  library.books.behaviour = null;
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'variables that are not valid',
    { SERVICE_CREDENTIAL: 'short', SUBGRAPH_URLS: 'books=ftp://127.0.0.1', ENGINE: 'fast' },
    /^gateway can not start: SERVICE_CREDENTIAL is not valid: expected at least 16 characters\. SUBGRAPH_URLS is not valid: expected an http\(s\) URL\. ENGINE is not valid: expected compiled or stock\. See \.env\.example\.\n$/,
  ],
  [
    'a missing supergraph',
    { SUPERGRAPH_PATH: '/nowhere.graphql' },
    /^gateway can not start: the supergraph \/nowhere\.graphql can not be read\. .*npm run supergraph.*\n$/,
  ],
  [
    'an address of a subgraph that there is none',
    { SUBGRAPH_URLS: 'boks=http://127.0.0.1:1' },
    /^gateway can not start: SUBGRAPH_URLS names boks, which the supergraph does not have\.\n$/,
  ],
  [
    'a file that is no supergraph',
    { SUPERGRAPH_PATH: SERVER },
    /^gateway can not start: the supergraph .*server\.ts is not valid: Syntax Error: .*\n$/,
  ],
])('%s is told in one sentence and ends with 1', async (_, env, sentence) => {
  const gateway = start({ LOG_LEVEL: 'silent', ...env });
  expect(await gateway.ended).toBe(1);
  expect(gateway.stderr).toMatch(sentence);
  expect(gateway.stdout).toBe('');
});
