import type { ConfigError } from '@eci/kit/config';
import { openSubgraph } from '@eci/kit/server';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { readCustomerConfig } from './config.ts';
import type { CustomerTx } from './database.ts';
import { customer } from './subgraph.ts';
import { meetAt, PASSWORD, type Shop, signingKey, startShop } from './test-accounts.ts';

const shops: Shop[] = [];
const start = async (env: Record<string, string> = {}) => {
  const shop = await startShop(env);
  shops.push(shop);
  return shop;
};
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.stop();
});

/** A second start of the same service on the same database, with other settings; the caller stops it. */
const startAgain = ({ runtime }: Shop, change: Partial<typeof runtime.config>) =>
  openSubgraph(customer, { ...runtime.config, ...change });
const rowsOf = (shop: Shop) => shop.runtime.db.selectFrom('customer').selectAll().orderBy('email').execute();
const codes = async (answer: Promise<{ userErrors: { code: string }[] }>) =>
  (await answer).userErrors.map(({ code }) => code);

const DEMO = [
  {
    email: 'admin@demo.eci.example',
    name: 'Ada Admin',
    role: 'ADMIN' as const,
    password: 'generated-for-demo-1',
  },
  {
    email: 'customer@demo.eci.example',
    name: 'Carla Customer',
    role: 'CUSTOMER' as const,
    password: 'generated-for-demo-2',
  },
];
const demoMode = { ECI_MODE: 'demo', DEMO_ACCOUNTS: JSON.stringify(DEMO) };

describe('demo accounts', () => {
  test('are made at start and can sign in', async () => {
    const shop = await start(demoMode);
    for (const { email, password, name, role } of DEMO)
      expect((await shop.login(email, password)).customer).toMatchObject({ name, role });
    const events = await shop.runtime.db.selectFrom('outbox_event').select('type').execute();
    expect(events).toEqual([{ type: 'eci.customer.registered.v1' }, { type: 'eci.customer.registered.v1' }]);
  });

  test('are the same accounts after a restart, with what is configured then', async () => {
    const shop = await start(demoMode);
    const before = await rowsOf(shop);
    await (await startAgain(shop, {})).stop();
    expect(await rowsOf(shop)).toEqual(before);
    const changed = [{ ...DEMO[0]!, name: 'Renamed', password: 'generated-again-1' }];
    await (await startAgain(shop, { DEMO_ACCOUNTS: changed })).stop();
    expect((await rowsOf(shop)).map(({ id, name }) => [id, name])).toEqual([
      [before[0]!.id, 'Renamed'],
      [before[1]!.id, 'Carla Customer'],
    ]);
    expect(await codes(shop.login(DEMO[0]!.email, 'generated-again-1'))).toEqual([]);
    expect(await codes(shop.login(DEMO[0]!.email, DEMO[0]!.password))).toEqual(['CREDENTIALS_INVALID']);
  });

  test('that were left in a database are refused outside demo mode: at sign-in and refresh', async () => {
    const shop = await start(demoMode);
    const { session } = await shop.login(DEMO[0]!.email, DEMO[0]!.password);
    const production = await startAgain(shop, { ECI_MODE: 'production', DEMO_ACCOUNTS: undefined });
    const post = async (path: string, body: object) => {
      const answer = await fetch(production.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    expect(await post('/v1/users/login', { email: DEMO[0]!.email, password: DEMO[0]!.password })).toEqual([
      403,
      'DEMO_ACCOUNT_REFUSED',
    ]);
    expect(await post('/v1/users/refresh', { refreshToken: session!.refreshToken })).toEqual([
      401,
      'SESSION_INVALID',
    ]);
    await production.stop();
  });

  test('are not registered or moved to outside demo mode, in whatever spelling', async () => {
    const shop = await start();
    const registration = { email: ' Me@DEMO.eci.example', password: PASSWORD, name: 'Me' };
    expect(await codes(shop.register(registration))).toEqual(['DEMO_ACCOUNT_REFUSED']);
    expect(await codes(shop.login(DEMO[0]!.email, DEMO[0]!.password))).toEqual(['DEMO_ACCOUNT_REFUSED']);
    const { id, token } = await shop.newAccount();
    const moved = await shop.rest<{ code: string }>('PUT', `/v1/users/${id}`, {
      token,
      body: { email: 'me@demo.eci.example', currentPassword: PASSWORD },
    });
    expect([moved.status, moved.body.code]).toEqual([403, 'DEMO_ACCOUNT_REFUSED']);
  });
});

describe('the first ADMIN', () => {
  const ADMIN = { email: 'root@example.org', password: 'chosen by the operator' };
  const adminsOf = async (shop: Shop) =>
    (await rowsOf(shop)).filter(({ role }) => role === 'ADMIN').map(({ email }) => email);

  test('is made from the configuration when there is none, once', async () => {
    const shop = await start({
      BOOTSTRAP_ADMIN_EMAIL: ' Root@Example.org',
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    });
    expect((await shop.login(ADMIN.email, ADMIN.password)).customer?.role).toBe('ADMIN');
    await (await startAgain(shop, { bootstrapAdmin: { ...ADMIN, email: 'second@example.org' } })).stop();
    expect(await adminsOf(shop)).toEqual(['root@example.org']);
  });

  test('is one, whoever starts first of several replicas', async () => {
    const shop = await start();
    const startAs = (name: string) => () =>
      startAgain(shop, { bootstrapAdmin: { ...ADMIN, email: `${name}@example.org` } });
    const lock = (tx: CustomerTx) => sql`lock table customer in share row exclusive mode`.execute(tx);
    const replicas = await meetAt(shop, lock, [startAs('a'), startAs('b'), startAs('c')]);
    for (const replica of replicas) await replica.stop();
    expect(await adminsOf(shop)).toHaveLength(1);
  });

  test('is not the stranger who registered the address before: password and sessions are replaced', async () => {
    const shop = await start();
    const squatter = await shop.register({ email: 'root@example.org', password: PASSWORD, name: 'Squatter' });
    await (await startAgain(shop, { bootstrapAdmin: ADMIN })).stop();
    expect(await adminsOf(shop)).toEqual(['root@example.org']);
    expect(await codes(shop.login('root@example.org', PASSWORD))).toEqual(['CREDENTIALS_INVALID']);
    expect(await codes(shop.refresh(squatter.session!.refreshToken))).toEqual(['SESSION_INVALID']);
    expect(await codes(shop.login(ADMIN.email, ADMIN.password))).toEqual([]);
  });

  test('is made in production although the demo left its admin behind', async () => {
    const shop = await start(demoMode);
    await (
      await startAgain(shop, { bootstrapAdmin: ADMIN, ECI_MODE: 'production', DEMO_ACCOUNTS: undefined })
    ).stop();
    expect(await adminsOf(shop)).toEqual(['admin@demo.eci.example', 'root@example.org']);
  });
});

describe('the configuration', () => {
  const good = {
    JWT_ISSUERS: 'eci-customer=http://127.0.0.1:8082/.well-known/jwks.json',
    SERVICE_CREDENTIAL: 'a-service-credential',
    DATABASE_URL: 'postgresql://127.0.0.1/customer',
    TRUSTED_CALLERS: `gateway:${'0'.repeat(64)}`,
    JWT_PRIVATE_KEY: signingKey(),
  };
  const problemOf = (env: Record<string, string>) => {
    try {
      readCustomerConfig({ ...good, ...env });
      return null;
    } catch (error) {
      return (error as ConfigError).message;
    }
  };

  test('has defaults for all that is not secret', () => {
    expect(readCustomerConfig(good)).toMatchObject({
      PORT: 8082,
      ECI_MODE: 'production',
      ACCESS_TOKEN_SECONDS: 900,
      PASSWORD_HASH_CONCURRENCY: 2,
    });
  });

  test.each([
    [
      'demo accounts in production',
      { DEMO_ACCOUNTS: demoMode.DEMO_ACCOUNTS },
      'DEMO_ACCOUNTS is set outside demo mode',
    ],
    [
      'demo accounts of another domain',
      { ...demoMode, DEMO_ACCOUNTS: JSON.stringify([{ ...DEMO[0], email: 'a@example.org' }]) },
      'DEMO_ACCOUNTS is not valid',
    ],
    [
      'demo accounts that are not JSON',
      { ...demoMode, DEMO_ACCOUNTS: 'a-secret-by-mistake' },
      'DEMO_ACCOUNTS is not valid',
    ],
    [
      'a first ADMIN without an address',
      { BOOTSTRAP_ADMIN_EMAIL: 'root', BOOTSTRAP_ADMIN_PASSWORD: PASSWORD },
      'BOOTSTRAP_ADMIN_EMAIL: is not an email address',
    ],
    [
      'a first ADMIN of the demo',
      { BOOTSTRAP_ADMIN_EMAIL: 'root@demo.eci.example', BOOTSTRAP_ADMIN_PASSWORD: PASSWORD },
      'exist in demo mode only',
    ],
    [
      'a short password',
      { BOOTSTRAP_ADMIN_EMAIL: 'root@example.org', BOOTSTRAP_ADMIN_PASSWORD: 'short' },
      'BOOTSTRAP_ADMIN_PASSWORD: must have at least 10',
    ],
    [
      'half a bootstrap',
      { BOOTSTRAP_ADMIN_EMAIL: 'root@example.org' },
      'BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD go together',
    ],
    ['no signing key', { JWT_PRIVATE_KEY: '' }, 'JWT_PRIVATE_KEY is missing.'],
    ['tokens that live for a second', { ACCESS_TOKEN_SECONDS: '1' }, 'ACCESS_TOKEN_SECONDS is not valid'],
  ])('with %s is refused, without showing a value', (_name, env, sentence) => {
    const problem = problemOf(env);
    expect(problem).toContain(sentence);
    for (const secret of ['generated-for-demo', 'a-secret-by-mistake', PASSWORD])
      expect(problem).not.toContain(secret);
  });
});
