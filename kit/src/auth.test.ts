import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  ANONYMOUS,
  callerReader,
  isStaff,
  maySee,
  requireStaff,
  requireUser,
  type Viewer,
  viewerReader,
} from './auth.ts';
import { sha256 } from './ids.ts';

interface Claims {
  issuer?: string;
  audience?: string;
  subject?: string | null;
  expires?: string | null;
  role?: unknown;
}

let users: Awaited<ReturnType<typeof generateKeyPair>>;
let guests: typeof users;
let server: Server;
let base: string;
let asked = 0;
let isDown = false;
const open: Server[] = [];

beforeAll(async () => {
  users = await generateKeyPair('EdDSA', { extractable: true });
  guests = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = async (pair: typeof users, kid: string) => ({
    keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'EdDSA', kid }],
  });
  const sets: Record<string, object> = {
    '/users': await jwk(users, 'users'),
    '/guests': await jwk(guests, 'guests'),
  };
  server = createServer((request, response) => {
    asked++;
    if (isDown) response.writeHead(500).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(sets[request.url ?? '']));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => Promise.all(open.map((one) => new Promise((resolve) => one.close(resolve)))));

const reader = () =>
  viewerReader(
    new Map([
      ['eci-customer', `${base}/users`],
      ['eci-order', `${base}/guests`],
    ]),
  );

async function token(
  {
    issuer = 'eci-customer',
    audience = 'eci',
    subject = 'cus_1',
    expires = '5m',
    role = 'CUSTOMER',
  }: Claims = {},
  key = users.privateKey,
  kid = 'users',
) {
  const jwt = new SignJWT({ ...(role !== undefined && { role }) })
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setIssuer(issuer)
    .setAudience(audience);
  if (subject !== null) jwt.setSubject(subject);
  if (expires !== null) jwt.setExpirationTime(expires);
  return `Bearer ${await jwt.sign(key)}`;
}

const unauthenticated = expect.objectContaining({ code: 'UNAUTHENTICATED', status: 401 });

describe('the reader of viewers', () => {
  test('knows users by their token, guests by theirs, and nobody without one', async () => {
    const read = reader();
    expect(await read(undefined)).toBe(ANONYMOUS);
    expect(await read('')).toBe(ANONYMOUS);
    expect(await read(await token({ role: 'ADMIN' }))).toEqual({ kind: 'user', id: 'cus_1', role: 'ADMIN' });
    expect(
      await read(await token({ issuer: 'eci-order', subject: 'ord_1' }, guests.privateKey, 'guests')),
    ).toEqual({ kind: 'guest', subject: 'ord_1' });
  });

  test('takes no role from an issuer that vouches for guests only', async () => {
    const viewer = await reader()(
      await token({ issuer: 'eci-order', subject: 'cus_1', role: 'ADMIN' }, guests.privateKey, 'guests'),
    );
    expect(viewer).toEqual({ kind: 'guest', subject: 'cus_1' });
    expect(isStaff(viewer)).toBe(false);
    expect(maySee(viewer, 'cus_1', 'ord_1')).toBe(false);
  });

  test('takes nobody from an issuer that may vouch for nothing, though it is configured', async () => {
    const read = viewerReader(new Map([['eci-other', `${base}/users`]]));
    await expect(read(await token({ issuer: 'eci-other', role: 'ADMIN' }))).rejects.toEqual(unauthenticated);
  });

  test('refuses a user token that the issuer of guests signed', async () => {
    for (const kid of ['guests', 'users'])
      await expect(reader()(await token({ role: 'ADMIN' }, guests.privateKey, kid))).rejects.toEqual(
        unauthenticated,
      );
  });

  test.each([
    ['of an unknown issuer', { issuer: 'eci-evil' }],
    ['for another audience', { audience: 'elsewhere' }],
    ['without a subject', { subject: null }],
    ['that never expires', { expires: null }],
    ['with an unknown role', { role: 'ROOT' }],
    ['with a list of roles', { role: ['ADMIN'] }],
    ['without a role', { role: null }],
  ] satisfies [string, Claims][])('refuses a token %s', async (_what, claims) => {
    await expect(reader()(await token(claims))).rejects.toEqual(unauthenticated);
  });

  test('says of an expired token that it has expired', async () => {
    await expect(reader()(await token({ expires: '-1m' }))).rejects.toThrow(
      'The access token has expired: refresh the session.',
    );
  });

  test.each([
    'Bearer',
    'Bearer x',
    'Basic YTpi',
    'Bearer a.b.c',
    'Bearer ..',
    `Bearer ${'x'.repeat(10_000)}`,
  ])('refuses the header %s', async (header) => {
    await expect(reader()(header)).rejects.toEqual(unauthenticated);
  });

  test('refuses a token that was tampered with, or that claims to need no signature', async () => {
    const [header, , signature] = (await token()).split('.');
    const forged = Buffer.from(
      JSON.stringify({ iss: 'eci-customer', aud: 'eci', sub: 'cus_2', role: 'ADMIN', exp: 4e9 }),
    ).toString('base64url');
    await expect(reader()(`${header}.${forged}.${signature}`)).rejects.toEqual(unauthenticated);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    await expect(reader()(`Bearer ${none}.${forged}.x`)).rejects.toEqual(unauthenticated);
  });

  test('asks for keys once and verifies a token once', async () => {
    const read = reader();
    const bearer = await token();
    const before = asked;
    const first = await read(bearer);
    expect(await read(bearer)).toBe(first);
    await read(await token({ subject: 'cus_2' }));
    expect(asked - before).toBe(1);
  });

  test('says SERVICE_UNAVAILABLE while the keys can not be had, and recovers', async () => {
    const read = reader();
    const known = await token();
    isDown = true;
    await expect(read(known)).rejects.toEqual(
      expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', status: 503 }),
    );
    isDown = false;
    expect(await read(known)).toMatchObject({ id: 'cus_1' });
    isDown = true;
    expect(await read(known)).toMatchObject({ id: 'cus_1' });
    isDown = false;
    const nowhere = viewerReader(new Map([['eci-customer', 'http://127.0.0.1:9/users']]));
    await expect(nowhere(known)).rejects.toEqual(expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }));
  });
});

describe('ownership', () => {
  const customer: Viewer = { kind: 'user', id: 'cus_1', role: 'CUSTOMER' };
  const staff: Viewer = { kind: 'user', id: 'cus_9', role: 'STAFF' };
  const guest: Viewer = { kind: 'guest', subject: 'ord_1' };

  test.each([
    [ANONYMOUS, 'cus_1', 'ord_1', false],
    [ANONYMOUS, null, 'ord_1', false],
    [customer, 'cus_1', 'ord_1', true],
    [customer, 'cus_2', 'ord_1', false],
    [customer, null, 'ord_1', false],
    [guest, null, 'ord_1', true],
    [guest, null, 'ord_2', false],
    [staff, 'cus_1', 'ord_1', true],
    [staff, null, 'ord_2', true],
  ] as const)('%j may see what belongs to %j and hangs on %s: %p', (viewer, owner, subject, expected) => {
    expect(maySee(viewer, owner, subject)).toBe(expected);
  });

  test('tells a missing login from a missing role', () => {
    expect(() => requireStaff(ANONYMOUS)).toThrow(unauthenticated);
    for (const viewer of [customer, guest])
      expect(() => requireStaff(viewer)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(() => requireStaff({ kind: 'user', id: 'cus_1', role: 'ADMIN' })).not.toThrow();
    expect(() => requireUser(guest)).toThrow(unauthenticated);
    expect(requireUser(customer).id).toBe('cus_1');
  });
});

test('a calling sibling is known by its name and secret, and by nothing less', () => {
  const read = callerReader(
    new Map([
      ['order', sha256('the.secret')],
      ['broken', 'zz'],
    ]),
  );
  expect(read('order.the.secret')).toBe('order');
  for (const header of [
    undefined,
    '',
    'order',
    'order.',
    '.the.secret',
    'order.the',
    'order.The.secret',
    'gateway.the.secret',
    `order.${sha256('the.secret')}`,
    'broken.',
    'broken.zz',
    'toString.x',
  ]) {
    expect(read(header)).toBeNull();
  }
});
