import type { Runtime } from '@eci/kit/subgraph';
import { createTokenSigner, type TokenSigner } from '@eci/kit/token-signer';
import { bootstrapAdmin } from './bootstrap-admin.ts';
import type { CustomerConfig } from './config.ts';
import type { entities } from './database.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createSuccession } from './session.ts';
import { writeDemoAccounts } from './write-demo-accounts.ts';

/** What lives as long as the process. */
export interface CustomerServices {
  readonly signer: TokenSigner;
  readonly passwords: Passwords;
  /** The refresh token that follows another one. */
  readonly successorOf: (refreshToken: string) => string;
  readonly accessTokenSeconds: number;
  /** Whether accounts of the demo may be used. */
  readonly demoMode: boolean;
}

export type CustomerRuntime = Runtime<CustomerConfig, typeof entities>;

/** Makes the services and the accounts that must exist before the first request. */
export async function createServices(runtime: CustomerRuntime): Promise<CustomerServices> {
  const { config } = runtime;
  const services = {
    signer: createTokenSigner({ issuer: 'eci-customer', privateKeyBase64: config.JWT_PRIVATE_KEY }),
    passwords: await createPasswords(config.PASSWORD_HASH_CONCURRENCY),
    successorOf: createSuccession(config.JWT_PRIVATE_KEY),
    accessTokenSeconds: config.ACCESS_TOKEN_SECONDS,
    demoMode: config.ECI_MODE === 'demo',
  };
  await writeDemoAccounts(runtime, services.passwords);
  await bootstrapAdmin(runtime, services.passwords);
  return services;
}
