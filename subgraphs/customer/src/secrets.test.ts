import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@eci/kit/database';
import { createTestDatabase, type TestDatabase } from '@eci/kit/testing/database';
import { createIdentities, type Identities } from '@eci/kit/testing/identities';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrations } from '../migrations/index.ts';
import { entities } from './database.ts';
import { signingKey } from './test-accounts.ts';

/** The service as it runs in production, a process of its own that logs all it can, and every secret it is told. */
let service: ChildProcess;
let database: TestDatabase;
let identities: Identities;
let url: string;
let output = '';
const secrets: string[] = [];
const secret = (text: string): string => {
  secrets.push(text);
  return text;
};

beforeAll(async () => {
  identities = await createIdentities();
  database = await createTestDatabase(entities, migrations);
  service = spawn(process.execPath, [fileURLToPath(new URL('server.ts', import.meta.url))], {
    env: {
      PORT: '0',
      LOG_LEVEL: 'trace',
      ECI_MODE: 'demo',
      DATABASE_URL: database.url,
      SERVICE_CREDENTIAL: secret('the-credential-of-customer'),
      TRUSTED_CALLERS: identities.trustedCallers,
      JWT_ISSUERS: identities.issuers,
      JWT_PRIVATE_KEY: secret(signingKey()),
      DEMO_ACCOUNTS: JSON.stringify([
        {
          email: 'admin@demo.eci.example',
          name: 'Ada',
          role: 'ADMIN',
          password: secret('the-demo-password'),
        },
      ]),
      BOOTSTRAP_ADMIN_EMAIL: 'root@example.org',
      BOOTSTRAP_ADMIN_PASSWORD: secret('the-first-password'),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [service.stdout!, service.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(service, 'exit').then(() => {
    throw new Error(`The service ended: ${output}`);
  });
  const [message] = (await Promise.race([once(service, 'message'), ended])) as [{ url: string }];
  ended.catch(() => {});
  url = message.url;
});

afterAll(async () => {
  if (service.exitCode === null) service.kill('SIGKILL');
  await identities.close();
  await database.drop();
});

const post = async (path: string, body: object | string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, Record<string, string>>;
};

test('no password, token or key reaches a log line, an event or a table', async () => {
  const credential = `gateway.${secret(identities.credentialOf('gateway'))}`;
  const graph = (query: string, variables: object, token?: string) =>
    post(
      '/graphql',
      { query, variables },
      { 'x-service-credential': credential, ...(token && { authorization: `Bearer ${token}` }) },
    );
  const [password, next] = [secret('the-password-of-lena'), secret('the-next-password-of-lena')];
  const email = 'lena@example.org';

  const { session, customer } = await post('/v1/users/register', { email, password, name: 'Lena' });
  for (const token of [session!.accessToken!, session!.refreshToken!]) secret(token);
  const token = secret(await identities.user(customer!.id!));
  await post('/v1/users/register', { email, password, name: 'Lena' });
  await post('/v1/users/login', { email, password });
  await post('/v1/users/login', {
    email: secret('typed-into-the-wrong-field@example.org'),
    password: secret('a-wrong-password'),
  });
  await post('/v1/users/login', `{ "email": "${email}", "password": "${password}"`);
  await post('/v1/users/login', { email, password: [password] });
  const refreshed = await post('/v1/users/refresh', { refreshToken: session!.refreshToken });
  secret(refreshed.session!.refreshToken!);
  await graph('mutation ($i: CustomerLoginInput!) { customerLogin(input: $i) { customer { id } } }', {
    i: { email, password: { [password]: 1 } },
  });
  await graph(
    `mutation { customerLogin(input: { email: "${email}", password: "${password}" }) { customer { id } nonsense } }`,
    {},
  );
  await graph(
    'mutation ($i: CustomerPasswordChangeInput!) { customerPasswordChange(input: $i) { customer { id } } }',
    { i: { currentPassword: password, newPassword: next } },
    token,
  );
  await graph('{ me { id } }', {}, secret(`${token}x`));
  // The second use of a rotated token two tokens later: the warning about it names the session only.
  await post('/v1/users/refresh', { refreshToken: session!.refreshToken });

  const opened = await openDatabase({ url: database.url, entities, migrations, pool: 2 });
  const { rows: tables } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
    opened.db,
  );
  let stored = '';
  for (const { name } of tables)
    stored += JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(opened.db)).rows);
  const hashes = (await opened.db.selectFrom('customer').select('passwordHash').execute()).map(
    ({ passwordHash }) => passwordHash,
  );
  await opened.close();

  const logged = output;
  expect(logged.match(/"msg":"request"/g)?.length).toBeGreaterThanOrEqual(11);
  expect(stored).toContain('eci.customer.registered.v1');
  for (const text of secrets) {
    expect(logged).not.toContain(text);
    expect(stored).not.toContain(text);
  }
  expect(hashes).toHaveLength(2);
  for (const hash of hashes) expect(logged).not.toContain(hash);
  expect(logged).not.toContain(email);
});

test('ends gracefully when it is told to', async () => {
  const ended = once(service, 'exit');
  service.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
