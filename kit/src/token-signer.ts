import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { type JSONWebKeySet, SignJWT } from 'jose';
import { TOKEN_AUDIENCE } from './auth.ts';
import { ConfigError } from './config.ts';
import { sha256 } from './ids.ts';

export interface TokenSigner {
  /** The public key, as served at /.well-known/jwks.json. */
  readonly jwks: JSONWebKeySet;
  /** A signed token for `subject` with `claims`, valid for `seconds` from now. */
  sign(subject: string, claims: Readonly<Record<string, unknown>>, seconds: number): Promise<string>;
}

export interface TokenSignerOptions {
  /** Who vouches, one of JWT_ISSUERS. */
  issuer: string;
  /** Base64 of the PEM of an Ed25519 key in PKCS#8: the value of JWT_PRIVATE_KEY. */
  privateKeyBase64: string;
}

/**
 * Signs the access tokens that kit/src/auth.ts reads: EdDSA over Ed25519 (RFC 8037), the key named by its JWK thumbprint
 * (RFC 7638), so that a new key has a new name. Throws ConfigError, without the value, when the key can not be used.
 */
export function createTokenSigner({ issuer, privateKeyBase64 }: TokenSignerOptions): TokenSigner {
  const privateKey = readPrivateKey(issuer, privateKeyBase64);
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  // The thumbprint's input: the required members in lexical order, nothing else.
  const required = { crv: 'Ed25519', kty: 'OKP', x: x! };
  const kid = Buffer.from(sha256(JSON.stringify(required)), 'hex').toString('base64url');
  return {
    jwks: { keys: [{ ...required, kid, alg: 'EdDSA', use: 'sig' }] },
    sign: (subject, claims, seconds) => {
      const issuedAt = Math.floor(Date.now() / 1_000);
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid })
        .setIssuer(issuer)
        .setAudience(TOKEN_AUDIENCE)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(privateKey);
    },
  };
}

function readPrivateKey(issuer: string, privateKeyBase64: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(Buffer.from(privateKeyBase64, 'base64').toString());
  } catch {
    // OpenSSL's message names nothing an operator could act on.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new ConfigError(
    `${issuer} can not sign tokens: JWT_PRIVATE_KEY must be the base64 of an Ed25519 key as PKCS#8 PEM; make one with \`openssl genpkey -algorithm ed25519 | base64 -w0\`.`,
  );
}
