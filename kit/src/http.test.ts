import { once } from 'node:events';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { ExpectedError, unavailable } from './errors.ts';
import { createHttpServer } from './http.ts';
import { describeError } from './log.ts';
import { problems } from './problem.ts';
import type { App } from './subgraph.ts';

const lines: Record<string, unknown>[] = [];
const sink = new Writable({
  write(chunk, _encoding, done) {
    lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
    done();
  },
});
const log = pino({ serializers: { err: describeError } }, sink);

const body = z.strictObject({
  name: z.string('must be a text'),
  tags: z.array(z.string('must be a text')).optional(),
});

function mount(app: App): void {
  app.post(
    '/v1/things',
    { schema: { summary: 'Make a thing', body, response: { 201: body, ...problems } } },
    async (request, reply) => reply.status(201).send(request.body),
  );
  app.get('/v1/refused', async () => {
    throw new ExpectedError('THING_REFUSED', 'Not today.', {
      status: 409,
      field: ['name'],
      details: { until: 'tomorrow' },
    });
  });
  app.get('/v1/busy', async () => {
    throw new ExpectedError('IDEMPOTENCY_IN_PROGRESS', 'Wait.', {
      status: 409,
      details: { retryAfterSeconds: 1 },
    });
  });
  app.get('/v1/away', async () => {
    throw unavailable('Try again.');
  });
  app.get('/v1/bug', async () => {
    throw Object.assign(new Error('select hunter2'), {
      sql: 'select hunter2',
      detail: 'Key (password)=(hunter2)',
      severity: 'ERROR',
      code: '23505',
    });
  });
  app.get(
    '/v1/wrong-answer',
    { schema: { response: { 200: z.object({ count: z.int() }) } } },
    async () => ({ count: 'hunter2' }) as never,
  );
}

describe.each(['', '/prefix/things'])('an HTTP server under %j', (rootPath) => {
  let app: App;
  let url: string;
  let isReady = true;
  beforeAll(async () => {
    app = await createHttpServer({ name: 'things', rootPath, log, isReady: async () => isReady }, mount);
    url = (await app.listen({ host: '127.0.0.1', port: 0 })) + rootPath;
  });
  afterAll(() => app.close());

  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(url + path, init);
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: JSON.parse(text) as Record<string, unknown>,
    };
  };
  const post = (sent: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    ask('/v1/things', { method: 'POST', body: sent, headers });

  test('answers an expected error as a problem document', async () => {
    const { status, headers, body: problem } = await ask('/v1/refused');
    expect([status, headers.get('content-type')]).toEqual([409, 'application/problem+json']);
    expect(problem).toEqual({
      type: 'urn:eci:problem:thing-refused',
      title: 'Not today.',
      status: 409,
      code: 'THING_REFUSED',
      field: ['name'],
      details: { until: 'tomorrow' },
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect((await ask('/v1/busy')).headers.get('retry-after')).toBe('1');
    expect((await ask('/v1/away')).status).toBe(503);
  });

  test('answers a bug without a word of it, and logs it with the trace id and no row values', async () => {
    for (const path of ['/v1/bug', '/v1/wrong-answer']) {
      const { status, text, body: problem } = await ask(path);
      expect([status, problem.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
      expect(text).not.toContain('hunter2');
      const logged = lines.filter((row) => row.msg === 'request failed').at(-1)!;
      expect(logged.traceId).toBe(problem.traceId);
      expect(String(problem.title)).toContain(String(problem.traceId));
    }
    expect(JSON.stringify(lines)).not.toContain('hunter2');
    expect(lines.find((row) => (row.err as { code?: string } | undefined)?.code === '23505')).toMatchObject({
      err: { message: 'The database refused a statement.' },
    });
  });

  test.each([
    ['a missing member', '{}', 400, 'INPUT_INVALID', ['name']],
    ['a wrong type', '{"name":7}', 400, 'INPUT_INVALID', ['name']],
    ['a wrong type deep inside', '{"name":"a","tags":["b",7]}', 400, 'INPUT_INVALID', ['tags', '1']],
    ['an unknown member', '{"name":"a","surprise":1}', 400, 'INPUT_INVALID', ['surprise']],
    ['a list', '[]', 400, 'INPUT_INVALID', undefined],
    ['null', 'null', 400, 'INPUT_INVALID', undefined],
    ['half of JSON', '{"name":', 400, 'INPUT_INVALID', undefined],
    ['nothing', '', 400, 'INPUT_INVALID', undefined],
    ['a poisoned prototype', '{"__proto__":{"name":"a"}}', 400, 'INPUT_INVALID', undefined],
    ['two megabytes', JSON.stringify({ name: 'x'.repeat(2 ** 21) }), 413, 'BODY_TOO_LARGE', undefined],
  ])('refuses a body that is or has %s', async (_name, sent, status, code, field) => {
    const answer = await post(sent);
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([status, code, field]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('refuses media types it does not take and endpoints it does not have', async () => {
    const xml = await post('<name/>', { 'content-type': 'application/xml' });
    expect([xml.status, xml.body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
    for (const path of ['/v1/nothing', '/', '/v1/refused/more']) {
      const missing = await ask(path);
      expect([missing.status, missing.body.code, missing.headers.get('content-type')]).toEqual([
        404,
        'NOT_FOUND',
        'application/problem+json',
      ]);
    }
    expect((await ask('/v1/refused', { method: 'DELETE' })).status).toBe(404);
  });

  test('takes over the request id and trace of its caller, or makes them', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const given = await ask('/v1/refused', { headers: { 'x-request-id': 'mine-1', traceparent } });
    expect([given.headers.get('x-request-id'), given.body.traceId]).toEqual([
      'mine-1',
      '4bf92f3577b34da6a3ce929d0e0e4736',
    ]);
    for (const headers of [
      {},
      { 'x-request-id': 'x'.repeat(129), traceparent: 'nonsense' },
      { 'x-request-id': 'a b', traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` },
    ]) {
      const made = await ask('/v1/refused', { headers });
      expect(made.headers.get('x-request-id')).toMatch(/^req_/);
      expect(made.body.traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    }
  });

  test('writes one line per request, with its route and no path of its own', async () => {
    const before = lines.length;
    await ask('/v1/refused?token=hunter2', { headers: { 'x-request-id': 'logged-once' } });
    const own = lines.slice(before).filter((row) => row.requestId === 'logged-once');
    expect(own).toMatchObject([
      { msg: 'request', method: 'GET', route: `${rootPath}/v1/refused`, status: 409 },
    ]);
    expect(JSON.stringify(own)).not.toContain('hunter2');
  });

  test('documents itself at /openapi.json and /docs', async () => {
    const { body: openapi } = await ask('/openapi.json');
    expect(openapi).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'ECI things' },
      ...(rootPath && { servers: [{ url: rootPath }] }),
    });
    expect(Object.keys(openapi.paths as object)).toContain('/v1/things');
    const page = await fetch(`${url}/docs`);
    const html = await page.text();
    expect([page.status, html]).toEqual([200, expect.stringContaining('swagger-ui')]);
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      (match) => new URL(match[1]!, page.url).href,
    );
    expect(assets.length).toBeGreaterThan(0);
    for (const asset of assets) expect([asset, (await fetch(asset)).status]).toEqual([asset, 200]);
  });

  test('tells whether it is alive and ready, and what it counts', async () => {
    for (const path of ['/health', '/health/ready', '/v1/health', '/health/live'])
      expect((await ask(path)).body).toEqual({ status: 'ok', service: 'things' });
    isReady = false;
    expect((await ask('/health/ready')).status).toBe(503);
    expect((await ask('/health/live')).status).toBe(200);
    isReady = true;
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(
      `http_requests_total{method="GET",route="${rootPath}/v1/refused",status="409"}`,
    );
    expect(metrics).toContain('http_request_duration_seconds_bucket');
  });
});

test('a connection on which nothing was asked does not hold up the end', async () => {
  const app = await createHttpServer({ name: 'things', rootPath: '', log, isReady: async () => true }, mount);
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const accepted = once(app.server, 'connection');
  const socket = connect(Number(port), '127.0.0.1');
  await accepted;
  const closed = once(socket, 'close');
  await app.close();
  await closed;
});
