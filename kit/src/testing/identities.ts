import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Role, TOKEN_AUDIENCE } from '../auth.ts';
import { sha256 } from '../ids.ts';

/** Signs tokens as the customer and order contexts do, for tests of one subgraph alone. */
export interface Identities {
  /** For JWT_ISSUERS. */
  readonly issuers: string;
  /** For TRUSTED_CALLERS: every sibling, each with `credentialOf(name)`. */
  readonly trustedCallers: string;
  credentialOf(service: string): string;
  user(id: string, role?: Role): Promise<string>;
  guest(subject: string): Promise<string>;
  /** A user's token that expired a minute ago. */
  expired(id: string): Promise<string>;
  close(): Promise<void>;
}

export const SERVICES = [
  'gateway',
  'catalog',
  'customer',
  'inventory',
  'payment',
  'order',
  'shipment',
  'notification',
];

const credentialOf = (service: string) => `test-credential-of-${service}`;

/** Starts a JWKS endpoint with fresh keys for both issuers. */
export async function createIdentities(): Promise<Identities> {
  const users = await generateKeyPair('EdDSA');
  const guests = await generateKeyPair('EdDSA');
  const jwks: Record<string, object> = {
    '/users': { keys: [{ ...(await exportJWK(users.publicKey)), alg: 'EdDSA', kid: 'users' }] },
    '/guests': { keys: [{ ...(await exportJWK(guests.publicKey)), alg: 'EdDSA', kid: 'guests' }] },
  };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks[request.url ?? ''] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const sign = (
    issuer: string,
    kid: string,
    subject: string,
    claims: object,
    key: Parameters<SignJWT['sign']>[0],
    expires: string,
  ) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuer(issuer)
      .setAudience(TOKEN_AUDIENCE)
      .setSubject(subject)
      .setExpirationTime(expires)
      .sign(key);
  return {
    issuers: `eci-customer=http://127.0.0.1:${port}/users,eci-order=http://127.0.0.1:${port}/guests`,
    trustedCallers: SERVICES.map((service) => `${service}:${sha256(credentialOf(service))}`).join(','),
    credentialOf,
    user: (id, role = 'CUSTOMER') => sign('eci-customer', 'users', id, { role }, users.privateKey, '15m'),
    guest: (subject) => sign('eci-order', 'guests', subject, {}, guests.privateKey, '15m'),
    expired: (id) => sign('eci-customer', 'users', id, { role: 'CUSTOMER' }, users.privateKey, '-1m'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
