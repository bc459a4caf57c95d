import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

const ONE_BOOK = '{ book(id: "b1") { title } }';
const SHOP = 'https://shop.example.com';
const SANDBOX = 'https://studio.apollographql.com';

let library: Library;
let gateway: TestGateway;

beforeAll(async () => {
  library = await startLibrary();
  gateway = await startTestGateway(library.all, { CORS_ORIGINS: SHOP });
});
afterAll(async () => {
  await gateway.stop();
  await library.stop();
});

describe('Access tokens', () => {
  test('a request without one is anonymous and answered', async () => {
    expect((await gateway.query(ONE_BOOK)).data).toEqual({ book: { title: 'Middlemarch' } });
  });

  test.each<[string, () => Promise<string>]>([
    ['has expired', async () => `Bearer ${await gateway.identities.expired('cus_1')}`],
    [
      'is signed by a stranger',
      async () => `Bearer ${(await gateway.identities.user('cus_1')).slice(0, -8)}AAAAAAAA`,
    ],
    ['is not a token', async () => 'Bearer nonsense'],
    ['is of another scheme', async () => 'Basic YTpi'],
  ])('one that %s is refused with 401 before a subgraph hears of it', async (_, authorization) => {
    library.books.received.length = 0;
    const { status, data, errors, headers } = await gateway.query(ONE_BOOK, {
      headers: { authorization: await authorization() },
    });
    expect(status).toBe(401);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions).toEqual({ code: 'UNAUTHENTICATED', traceId: expect.any(String) });
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(library.books.received).toHaveLength(0);
  });

  test('one that can not be checked, since its issuer is down, is refused with 503', async () => {
    const alone = await startTestGateway(library.all, {
      JWT_ISSUERS: 'eci-customer=http://127.0.0.1:1/jwks.json',
    });
    const authorization = `Bearer ${await alone.identities.user('cus_1')}`;
    const { status, errors } = await alone.query(ONE_BOOK, { headers: { authorization } });
    expect(status).toBe(503);
    expect(errors![0]!.extensions.code).toBe('SERVICE_UNAVAILABLE');
    await alone.stop();
  });

  test('a guest token is as good as a user token', async () => {
    const authorization = `Bearer ${await gateway.identities.guest('ord_1')}`;
    expect((await gateway.query(ONE_BOOK, { headers: { authorization } })).status).toBe(200);
  });
});

describe('Pages of other origins', () => {
  const preflight = (origin: string, url = gateway.url) =>
    fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
        'access-control-request-private-network': 'true',
      },
    });

  test('an origin in CORS_ORIGINS may ask and read, with an access token', async () => {
    const { status, headers } = await preflight(SHOP);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(headers.get('access-control-allow-headers')).toBe('content-type,authorization');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await gateway.query(ONE_BOOK, { headers: { origin: SHOP } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(answer.headers.get('access-control-expose-headers')).toBe('x-request-id');
  });

  test('it may read the refusal of its token too', async () => {
    const answer = await gateway.query(ONE_BOOK, {
      headers: { origin: SHOP, authorization: 'Bearer nonsense' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
  });

  test.each(['https://evil.example.com', SANDBOX])('%s may not', async (origin) => {
    const { headers } = await preflight(origin);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('access-control-allow-private-network')).toBeNull();
  });

  test('the demo lets Apollo Sandbox in, also from the public site to this machine', async () => {
    const demo = await startTestGateway(library.all, { ECI_MODE: 'demo' });
    const { headers } = await preflight(SANDBOX, demo.url);
    expect(headers.get('access-control-allow-origin')).toBe(SANDBOX);
    expect(headers.get('access-control-allow-private-network')).toBe('true');
    expect((await preflight(SHOP, demo.url)).headers.get('access-control-allow-origin')).toBeNull();
    await demo.stop();
  });

  test('* lets anyone in', async () => {
    const open = await startTestGateway(library.all, { CORS_ORIGINS: '*' });
    expect(
      (await preflight('https://any.example.com', open.url)).headers.get('access-control-allow-origin'),
    ).toBe('*');
    await open.stop();
  });

  test('a form or a link can not run an operation', async () => {
    const query = encodeURIComponent(ONE_BOOK);
    expect((await fetch(`${gateway.url}/graphql?query=${query}`)).status).toBe(400);
    const body = JSON.stringify({ query: ONE_BOOK });
    expect(
      (
        await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body,
        })
      ).status,
    ).toBe(400);
  });
});
