import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRemote, type Remote, RemoteUnknown } from './remote.ts';
import { newTrace } from './trace.ts';

let respond: RequestListener;
const server = createServer((request, response) => respond(request, response));
let remote: Remote;

beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  remote = createRemote('sibling', `http://127.0.0.1:${port}/base`, 'self', 'secret');
});
afterEach(async () => {
  await remote.close();
  server.closeAllConnections();
  server.close();
});

const ask = (timeoutMs?: number) =>
  remote.request({ method: 'GET', path: '/v1/things', trace: newTrace(), ...(timeoutMs && { timeoutMs }) });

test('an answer in many parts, cut within a character, is read whole', async () => {
  const bytes = Buffer.from(JSON.stringify({ name: 'ü'.repeat(50_000) }));
  respond = (request, response) => {
    response.writeHead(201, { 'x-path': request.url });
    response.write(bytes.subarray(0, 1_234));
    setImmediate(() => response.end(bytes.subarray(1_234)));
  };
  const { status, headers, body } = await ask();
  expect([status, headers['x-path']]).toEqual([201, '/base/v1/things']);
  expect(body).toEqual({ name: 'ü'.repeat(50_000) });
});

test.each([
  ['has not begun', () => {}],
  [
    'stops in the middle',
    ((_request, response) => {
      response.writeHead(200);
      response.write('{');
    }) as RequestListener,
  ],
] as [string, RequestListener][])(
  'an answer that %s in time is unknown, and its connection is given up',
  async (_, listener) => {
    const gone = Promise.withResolvers<void>();
    respond = (request, response) => {
      request.socket.once('close', gone.resolve);
      listener(request, response);
    };
    await expect(ask(100)).rejects.toThrow('sibling did not answer within 100 ms: GET /v1/things.');
    await gone.promise;
  },
);

test('an answer that is cut off, and a sibling that is away, are unknown', async () => {
  respond = (_request, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('{', () => response.destroy());
  };
  await expect(ask()).rejects.toThrow(RemoteUnknown);
  server.closeAllConnections();
  server.close();
  await expect(ask()).rejects.toThrow('sibling can not be reached: GET /v1/things.');
});
