import { createHash, timingSafeEqual } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { forbidden, unauthenticated, unavailable } from './errors.ts';

/** Who a request speaks for. A guest holds a token for one object, named by its id. */
export type Viewer =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly id: string; readonly role: Role }
  | { readonly kind: 'guest'; readonly subject: string };

export type Role = 'CUSTOMER' | 'STAFF' | 'ADMIN';
const ROLES: readonly string[] = ['CUSTOMER', 'STAFF', 'ADMIN'];

export const ANONYMOUS: Viewer = { kind: 'anonymous' };

/** Every access token's audience. */
export const TOKEN_AUDIENCE = 'eci';

/**
 * What each issuer may vouch for. An issuer of guest tokens that could also sign `role: ADMIN` would be a second
 * owner of identities.
 */
const ISSUER_KIND: Readonly<Record<string, 'user' | 'guest'>> = {
  'eci-customer': 'user',
  'eci-order': 'guest',
};

const CACHED_TOKENS = 10_000;
/** Keys outlive an outage of their issuer; a key that is not known is asked for at once, so rotation needs no expiry. */
const KEYS_KEPT_MS = 24 * 60 * 60 * 1_000;
const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Makes the function that turns an Authorization header into a Viewer. Keys come from the issuers' JWKS on first
 * use, so a process starts while they are down; a verified token is remembered until it expires.
 * Throws UNAUTHENTICATED for a bad token and SERVICE_UNAVAILABLE when the issuer's keys can not be had.
 */
export function viewerReader(
  issuers: ReadonlyMap<string, string>,
): (authorization: string | undefined) => Promise<Viewer> {
  const keys = new Map<string, JWTVerifyGetKey>(
    [...issuers].map(([issuer, url]) => [
      issuer,
      createRemoteJWKSet(new URL(url), {
        timeoutDuration: 3_000,
        cooldownDuration: 1_000,
        cacheMaxAge: KEYS_KEPT_MS,
      }),
    ]),
  );
  const cache = new Map<string, { viewer: Viewer; expiresAt: number }>();

  return async (authorization) => {
    if (authorization === undefined || authorization === '') return ANONYMOUS;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (!token) throw unauthenticated('The Authorization header must be "Bearer" and an access token.');
    const cached = cache.get(token);
    if (cached && cached.expiresAt > Date.now()) return cached.viewer;
    const payload = await verify(token, keys);
    const viewer = viewerOf(payload);
    if (cache.size >= CACHED_TOKENS) cache.delete(cache.keys().next().value!);
    cache.set(token, { viewer, expiresAt: payload.exp! * 1_000 });
    return viewer;
  };
}

async function verify(token: string, keys: ReadonlyMap<string, JWTVerifyGetKey>): Promise<JWTPayload> {
  const issuer = claimedIssuer(token);
  const key = issuer === undefined ? undefined : keys.get(issuer);
  if (!key) throw unauthenticated('The access token is not valid: sign in again.');
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience: TOKEN_AUDIENCE,
      algorithms: ['EdDSA'],
      requiredClaims: ['sub', 'exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw unauthenticated('The access token has expired: refresh the session.');
    const aboutToken =
      error instanceof errors.JWTInvalid ||
      error instanceof errors.JWTClaimValidationFailed ||
      error instanceof errors.JWSInvalid ||
      error instanceof errors.JWSSignatureVerificationFailed ||
      error instanceof errors.JOSEAlgNotAllowed ||
      error instanceof errors.JWKSNoMatchingKey;
    if (aboutToken) throw unauthenticated('The access token is not valid: sign in again.');
    throw unavailable(`The keys of ${issuer} can not be had at the moment: try again.`);
  }
}

function claimedIssuer(token: string): string | undefined {
  try {
    const { iss } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {
      iss?: unknown;
    };
    return typeof iss === 'string' ? iss : undefined;
  } catch {
    // Not JSON: as unknown as a token of an issuer nobody configured.
    return undefined;
  }
}

function viewerOf({ iss, sub, role }: JWTPayload): Viewer {
  if (ISSUER_KIND[iss!] === 'guest') return { kind: 'guest', subject: sub! };
  if (ISSUER_KIND[iss!] === 'user' && typeof role === 'string' && ROLES.includes(role)) {
    return { kind: 'user', id: sub!, role: role as Role };
  }
  throw unauthenticated('The access token is not valid: sign in again.');
}

export const isStaff = (viewer: Viewer): boolean => viewer.kind === 'user' && viewer.role !== 'CUSTOMER';

/** Throws UNAUTHENTICATED or FORBIDDEN unless the viewer is staff (an ADMIN is staff too). */
export function requireStaff(viewer: Viewer): void {
  if (viewer.kind === 'anonymous') throw unauthenticated();
  if (!isStaff(viewer)) throw forbidden('This needs the role STAFF.');
}

/** The signed-in user; throws UNAUTHENTICATED for anyone else. */
export function requireUser(viewer: Viewer): { id: string; role: Role } {
  if (viewer.kind !== 'user') throw unauthenticated();
  return viewer;
}

/**
 * Whether the viewer may see an object that belongs to `ownerId` (null for a guest's) and is, or hangs on, the
 * object `subject` a guest token may be for.
 */
export function maySee(viewer: Viewer, ownerId: string | null, subject: string): boolean {
  if (viewer.kind === 'user') return isStaff(viewer) || viewer.id === ownerId;
  return viewer.kind === 'guest' && viewer.subject === subject;
}

/** Sent by siblings and the gateway: their name and secret, joined by a dot. */
export const SERVICE_CREDENTIAL_HEADER = 'x-service-credential';

/**
 * Makes the function that tells which sibling calls, or null. Receivers hold digests only, so one that leaks can not
 * be used to speak as another.
 */
export function callerReader(
  trusted: ReadonlyMap<string, string>,
): (header: string | undefined) => string | null {
  const digests = new Map([...trusted].map(([name, hex]) => [name, Buffer.from(hex, 'hex')]));
  return (header) => {
    const dot = header?.indexOf('.') ?? -1;
    if (!header || dot < 1) return null;
    const name = header.slice(0, dot);
    const expected = digests.get(name);
    const given = createHash('sha256')
      .update(header.slice(dot + 1))
      .digest();
    return expected && expected.length === given.length && timingSafeEqual(expected, given) ? name : null;
  };
}

/** Throws FORBIDDEN unless the sibling `name` calls, with its credential. */
export function requireCaller(caller: string | null, name: string): void {
  if (caller !== name) throw forbidden(`Only the ${name} service may call this.`);
}
