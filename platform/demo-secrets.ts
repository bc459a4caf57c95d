import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createPrivateFile, readJsonFile } from './private-file.ts';
import { SERVICES, type ServiceName } from './topology.ts';

/** A person of the demo shop who can log in. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: 'CUSTOMER' | 'STAFF' | 'ADMIN';
  readonly password: string;
}

/** Everything secret that a platform in demo mode needs. */
export interface DemoSecrets {
  /** What each service proves its identity with. */
  readonly credentials: Readonly<Record<ServiceName, string>>;
  /** Ed25519 keys in base64 of their PKCS8 PEM: the signers of customers' and of guests' tokens. */
  readonly signingKeys: { readonly customer: string; readonly order: string };
  /** Base64 of 32 bytes: encrypts payment tokens at rest. */
  readonly paymentTokenKey: string;
  readonly accounts: readonly DemoAccount[];
}

/** The secrets of `dataDir`: made once, private to the owner of the file, the same after every restart. */
export function loadDemoSecrets(dataDir: string): DemoSecrets {
  const file = path.join(dataDir, 'secrets.json');
  const remedy = 'run npm run reset, which starts anew.';
  const known = readJsonFile<DemoSecrets>(file, remedy);
  if (known) return known;
  mkdirSync(dataDir, { recursive: true });
  createPrivateFile(file, `${JSON.stringify(generateSecrets(), null, 2)}\n`);
  return readJsonFile<DemoSecrets>(file, remedy)!;
}

function generateSecrets(): DemoSecrets {
  return {
    credentials: Object.fromEntries(SERVICES.map((name) => [name, randomText(32)])) as Record<
      ServiceName,
      string
    >,
    signingKeys: { customer: signingKey(), order: signingKey() },
    paymentTokenKey: randomBytes(32).toString('base64'),
    accounts: [
      account('customer', 'Carla Customer', 'CUSTOMER'),
      account('staff', 'Stefan Staff', 'STAFF'),
      account('admin', 'Ada Admin', 'ADMIN'),
    ],
  };
}

function account(mailbox: string, name: string, role: DemoAccount['role']): DemoAccount {
  return { email: `${mailbox}@demo.eci.example`, name, role, password: randomText(12) };
}

function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function signingKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })).toString('base64');
}
