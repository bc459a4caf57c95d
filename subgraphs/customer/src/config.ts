import { ConfigError, readConfig, subgraphVariables, variable } from '@eci/kit/config';
import { ExpectedError } from '@eci/kit/errors';
import { z } from 'zod';
import { isDemoEmail, normaliseEmail, refuseDemoAccount, requirePassword } from './customer.ts';

const demoAccount = z.strictObject({
  email: z.string().refine(isDemoEmail),
  name: z.string().min(1),
  role: z.enum(['CUSTOMER', 'STAFF', 'ADMIN']),
  password: z.string().min(10),
});
export type DemoAccount = z.output<typeof demoAccount>;

const demoAccounts = z.string().transform((text, ctx): DemoAccount[] => {
  const parsed = z.array(demoAccount).safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  ctx.addIssue({
    code: 'custom',
    message: 'expected a JSON list of { email, name, role, password }, each email of demo.eci.example',
  });
  return z.NEVER;
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused by the schema; the parser's message would quote a password.
    return undefined;
  }
}

const variables = {
  ...subgraphVariables(8082),
  /** Base64 of the PKCS#8 PEM of the Ed25519 key that signs access tokens. */
  JWT_PRIVATE_KEY: variable.secret(),
  /** Life of an access token: how long a sign-out or a change of role takes to reach every subgraph. */
  ACCESS_TOKEN_SECONDS: variable.integer(15 * 60, 30),
  /** How many passwords are hashed at a time; each takes a core and 19 MiB. */
  PASSWORD_HASH_CONCURRENCY: variable.integer(2, 1),
  /** Accounts of the demo, made or corrected at start; demo mode only. */
  DEMO_ACCOUNTS: demoAccounts.optional(),
  /** With the next: the first ADMIN, made at start when there is none. Remove both afterwards. */
  BOOTSTRAP_ADMIN_EMAIL: z.string().optional(),
  BOOTSTRAP_ADMIN_PASSWORD: z.string().optional(),
};

/** The first ADMIN, as configured: address normalised, address and password good enough to register with. */
export interface BootstrapAdmin {
  readonly email: string;
  readonly password: string;
}

/** This service's environment, typed; throws a ConfigError that names what to correct. */
export function readCustomerConfig(env?: Record<string, string | undefined>) {
  const { BOOTSTRAP_ADMIN_EMAIL, BOOTSTRAP_ADMIN_PASSWORD, ...config } = readConfig(
    'customer',
    variables,
    env,
  );
  const demoMode = config.ECI_MODE === 'demo';
  if (config.DEMO_ACCOUNTS && !demoMode) {
    throw new ConfigError(
      'customer can not start: DEMO_ACCOUNTS is set outside demo mode; remove it, since everybody can read demo passwords.',
    );
  }
  return {
    ...config,
    bootstrapAdmin: bootstrapAdminOf(BOOTSTRAP_ADMIN_EMAIL, BOOTSTRAP_ADMIN_PASSWORD, demoMode),
  };
}
export type CustomerConfig = ReturnType<typeof readCustomerConfig>;

function bootstrapAdminOf(
  address: string | undefined,
  password: string | undefined,
  demoMode: boolean,
): BootstrapAdmin | null {
  if (address === undefined && password === undefined) return null;
  if (address === undefined || password === undefined) {
    throw new ConfigError(
      'customer can not start: BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD go together; set both or none.',
    );
  }
  try {
    const email = normaliseEmail(address, ['BOOTSTRAP_ADMIN_EMAIL']);
    refuseDemoAccount(email, demoMode, ['BOOTSTRAP_ADMIN_EMAIL']);
    requirePassword(password, email, ['BOOTSTRAP_ADMIN_PASSWORD']);
    return { email, password };
  } catch (error) {
    throw error instanceof ExpectedError
      ? new ConfigError(`customer can not start: ${error.message}`)
      : error;
  }
}
