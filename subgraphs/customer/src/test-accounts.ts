import { generateKeyPairSync } from 'node:crypto';
import type { Role } from '@eci/kit/auth';
import { eventually } from '@eci/kit/testing/eventually';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { sql } from 'kysely';
import type { CustomerTx } from './database.ts';
import { customer } from './subgraph.ts';

export interface CustomerAnswer {
  id: string;
  email: string;
  name: string;
  role: Role;
  addresses: { id: string; name: string; line2: string | null }[];
  createdAt: string;
}
export interface UserErrorAnswer {
  code: string;
  message: string;
  field: string[] | null;
}
export interface SessionPayload {
  session: { accessToken: string; refreshToken: string; expiresAt: string } | null;
  customer: CustomerAnswer | null;
  userErrors: UserErrorAnswer[];
}
export type SignedInAnswer = SessionPayload & { session: object; customer: object };

export const PASSWORD = 'correct horse battery';
export const ERRORS = 'userErrors { code message field }';
export const SESSION_FIELDS = `session { accessToken refreshToken expiresAt } customer { id email name role createdAt addresses { id name } } ${ERRORS}`;

/** A key as JWT_PRIVATE_KEY has it. */
export const signingKey = (): string =>
  Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })).toString(
    'base64',
  );

/**
 * Starts `works` while `lock` holds rows that all of them need, and lets go once all of them wait: they then meet for
 * certain, which parallel requests alone rarely do. At most six, so that the pool has connections left.
 */
export async function meetAt<T>(
  { runtime: { db } }: Shop,
  lock: (tx: CustomerTx) => Promise<unknown>,
  works: readonly (() => Promise<T>)[],
): Promise<T[]> {
  let results: Promise<T[]> | undefined;
  await db.transaction().execute(async (tx) => {
    await lock(tx);
    results = Promise.all(works.map((work) => work()));
    results.catch(() => {});
    await eventually(`${works.length} statements waiting for the lock`, async () => {
      const { rows } = await sql<{ waiting: number }>`
        select count(*)::integer as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        db,
      );
      return rows[0]!.waiting >= works.length;
    });
  });
  return results!;
}

export type Shop = Awaited<ReturnType<typeof startShop>>;

/** The customer context with what tests of accounts do again and again. */
export async function startShop(env: Record<string, string> = {}) {
  const shop = await startTestSubgraph(customer, { JWT_PRIVATE_KEY: signingKey(), ...env });
  let made = 0;

  /** A mutation's payload; throws when the answer has a top-level error. */
  const mutate = async <Payload>(
    name: string,
    parameters: string,
    fields: string,
    variables: object,
    token?: string,
  ): Promise<Payload> => {
    const args = [...parameters.matchAll(/\$(\w+)/g)].map(([, arg]) => `${arg}: $${arg}`).join(', ');
    const { data, errors } = await shop.graphql<Record<string, Payload>>(
      `mutation (${parameters}) { ${name}(${args}) { ${fields} } }`,
      variables,
      { ...(token && { token }) },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name]!;
  };
  const register = (input: object) =>
    mutate<SessionPayload>('customerRegister', '$input: CustomerRegisterInput!', SESSION_FIELDS, { input });
  const login = (email: string, password = PASSWORD) =>
    mutate<SessionPayload>('customerLogin', '$input: CustomerLoginInput!', SESSION_FIELDS, {
      input: { email, password },
    });
  const refresh = (refreshToken: string) =>
    mutate<SessionPayload>('sessionRefresh', '$refreshToken: String!', SESSION_FIELDS, { refreshToken });

  /** A new account with its session and a token of this test's issuer, which the shop trusts. */
  const newAccount = async (role: Role = 'CUSTOMER') => {
    const answer = await register({
      email: `person-${++made}@example.org`,
      password: PASSWORD,
      name: `Person ${made}`,
    });
    if (!answer.session || !answer.customer) throw new Error(JSON.stringify(answer.userErrors));
    const { id } = answer.customer;
    if (role !== 'CUSTOMER')
      await shop.runtime.db.updateTable('customer').set({ role }).where('id', '=', id).execute();
    return {
      ...answer.customer,
      role,
      refreshToken: answer.session.refreshToken,
      token: await shop.identities.user(id, role),
    };
  };
  return { ...shop, mutate, register, login, refresh, newAccount };
}
