import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { viewerReader } from '@eci/kit/auth';
import { createTokenSigner } from '@eci/kit/token-signer';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeProtectedHeader } from 'jose';
import { PASSWORD, type Shop, signingKey, startShop } from './test-accounts.ts';

/** A port nobody listens on, for a process that must know its own URL before it starts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const ed448 = () =>
  Buffer.from(generateKeyPairSync('ed448').privateKey.export({ type: 'pkcs8', format: 'pem' })).toString(
    'base64',
  );

const signIn = async (shop: Shop, email: string) => {
  const { session, customer } = await shop.register({ email, password: PASSWORD, name: 'Token' });
  return { ...session!, id: customer!.id };
};

describe('an access token', () => {
  let shop: Shop;
  let reader: ReturnType<typeof viewerReader>;
  beforeAll(async () => {
    shop = await startShop({ ACCESS_TOKEN_SECONDS: '60' });
    reader = viewerReader(new Map([['eci-customer', `${shop.url}/.well-known/jwks.json`]]));
  });
  afterAll(() => shop.stop());

  test('verifies against the served keys, which name it by its thumbprint', async () => {
    const { accessToken, id, expiresAt } = await signIn(shop, 'verify@example.org');
    expect(await reader(`Bearer ${accessToken}`)).toEqual({ kind: 'user', id, role: 'CUSTOMER' });
    const jwks = await shop.rest<{ keys: object[] }>('GET', '/.well-known/jwks.json');
    expect(jwks.body.keys).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        alg: 'EdDSA',
        use: 'sig',
        kid: expect.any(String),
        x: expect.any(String),
      },
    ]);
    expect(jwks.headers.get('cache-control')).toContain('max-age');
    expect(decodeProtectedHeader(accessToken)).toEqual({
      alg: 'EdDSA',
      typ: 'JWT',
      kid: (jwks.body.keys[0] as { kid: string }).kid,
    });
    const seconds = (Date.parse(expiresAt) - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  test('is refused when it is forged, altered or signed by another key under the same name', async () => {
    const { accessToken, id } = await signIn(shop, 'forge@example.org');
    const [header, , signature] = accessToken.split('.');
    const altered = Buffer.from(
      JSON.stringify({ iss: 'eci-customer', aud: 'eci', sub: id, role: 'ADMIN', exp: 4e9 }),
    ).toString('base64url');
    const stranger = await createTokenSigner({ issuer: 'eci-customer', privateKeyBase64: signingKey() }).sign(
      id,
      { role: 'ADMIN' },
      60,
    );
    for (const token of [`${header}.${altered}.${signature}`, stranger]) {
      await expect(reader(`Bearer ${token}`)).rejects.toThrow(
        'The access token is not valid: sign in again.',
      );
    }
  });
});

test('under a path prefix everything works with the tokens the service signs itself, keys included', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/customer`;
  const shop = await startShop({
    PORT: String(port),
    ROOT_PATH: '/customer',
    JWT_ISSUERS: `eci-customer=${url}/.well-known/jwks.json`,
  });
  try {
    const { id, accessToken: token, refreshToken } = await signIn(shop, 'prefix@example.org');
    expect((await shop.graphql<{ me: { id: string } }>('{ me { id } }', {}, { token })).data.me.id).toBe(id);
    expect((await shop.rest<{ id: string }>('GET', `/v1/users/${id}`, { token })).body.id).toBe(id);
    const { session } = await shop.refresh(refreshToken);
    expect(
      (await shop.graphql<{ me: { id: string } }>('{ me { id } }', {}, { token: session!.accessToken })).data
        .me.id,
    ).toBe(id);
    expect((await fetch(`http://127.0.0.1:${port}/.well-known/jwks.json`)).status).toBe(404);
  } finally {
    await shop.stop();
  }
});

test.each(['', 'no key at all', 'bm90IGEga2V5', ed448()])(
  'a key that can not sign such tokens is refused in one sentence that does not show it',
  (privateKeyBase64) => {
    const attempt = () => createTokenSigner({ issuer: 'eci-customer', privateKeyBase64 });
    expect(attempt).toThrow(
      /^eci-customer can not sign tokens: JWT_PRIVATE_KEY must be the base64 of an Ed25519 key .* `openssl genpkey .*\.$/,
    );
  },
);
