import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PASSWORD, type Shop, startShop } from './test-accounts.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const rows = () => shop.runtime.db.selectFrom('customer').selectAll().orderBy('id').execute();

test('an account is made with a normalised address and signed in, although the request was anonymous', async () => {
  const { session, customer, userErrors } = await shop.register({
    email: '  Ada.Lovelace@Example.ORG ',
    password: PASSWORD,
    name: ' Ada Lovelace ',
  });
  expect(userErrors).toEqual([]);
  expect(customer).toEqual({
    id: expect.stringMatching(/^cus_[0-9a-z]{26}$/),
    email: 'ada.lovelace@example.org',
    name: 'Ada Lovelace',
    role: 'CUSTOMER',
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    addresses: [],
  });
  expect(session?.refreshToken).toMatch(/^eciref_[\w-]{43}$/);
  const minutes = (Date.parse(session!.expiresAt) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(14);
  expect(minutes).toBeLessThanOrEqual(15);
});

test('tells the outbox once, in the same transaction, with id, address and name only', async () => {
  const { customer } = await shop.register({
    email: 'event@example.org',
    password: PASSWORD,
    name: 'Eva Event',
  });
  const events = await shop.runtime.db
    .selectFrom('outbox_event')
    .selectAll()
    .where('subject', '=', customer!.id)
    .execute();
  expect(events).toMatchObject([{ type: 'eci.customer.registered.v1', sequence: 1 }]);
  expect(events[0]!.data).toEqual({
    customerId: customer!.id,
    email: 'event@example.org',
    name: 'Eva Event',
  });
});

test('a taken address is refused in any spelling, and neither account, session nor event is written', async () => {
  await shop.register({ email: 'taken@example.org', password: PASSWORD, name: 'First' });
  const count = async () => {
    const { db } = shop.runtime;
    const sizes = await Promise.all(
      (['customer', 'session', 'refresh_token', 'outbox_event'] as const).map((table) =>
        db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirst(),
      ),
    );
    return sizes.map((size) => Number(size!.n));
  };
  const before = await count();
  const again = await shop.register({
    email: 'TAKEN@example.org',
    password: 'another password',
    name: 'Second',
  });
  expect(again).toMatchObject({
    session: null,
    customer: null,
    userErrors: [{ code: 'EMAIL_TAKEN', field: ['input', 'email'] }],
  });
  expect(await count()).toEqual(before);
});

test('of two registrations of one address at the same time one wins', async () => {
  const answers = await Promise.all(
    ['One', 'Two', 'Three'].map((name) =>
      shop.register({ email: 'race@example.org', password: PASSWORD, name }),
    ),
  );
  expect(answers.filter((answer) => answer.session)).toHaveLength(1);
  expect(answers.flatMap((answer) => answer.userErrors.map(({ code }) => code))).toEqual([
    'EMAIL_TAKEN',
    'EMAIL_TAKEN',
  ]);
});

test('a password is stored as argon2id with the parameters OWASP recommends and a salt of its own', async () => {
  await shop.register({ email: 'salt-1@example.org', password: PASSWORD, name: 'Salt' });
  await shop.register({ email: 'salt-2@example.org', password: PASSWORD, name: 'Salt' });
  const hashes = (await rows())
    .filter(({ email }) => email.startsWith('salt-'))
    .map(({ passwordHash }) => passwordHash);
  for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(new Set(hashes).size).toBe(2);
});

test('over REST answers 201 with where the account is, and forbids caches to keep the tokens', async () => {
  const answer = await shop.rest<{
    customer: { id: string; role: string };
    session: { refreshToken: string };
  }>('POST', '/v1/users/register', {
    body: { email: 'rest@example.org', password: PASSWORD, name: 'Rest' },
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toBe(`/v1/users/${answer.body.customer.id}`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.body.customer.role).toBe('CUSTOMER');
  expect((await shop.refresh(answer.body.session.refreshToken)).userErrors).toEqual([]);
});

test('a role can not be smuggled in', async () => {
  const body = { email: 'smuggler@example.org', password: PASSWORD, name: 'Smuggler', role: 'ADMIN' };
  const rest = await shop.rest<{ field: string[] }>('POST', '/v1/users/register', { body });
  expect([rest.status, rest.body.field]).toEqual([400, ['role']]);
  const graph = await shop.graphql(
    'mutation ($input: CustomerRegisterInput!) { customerRegister(input: $input) { customer { role } } }',
    { input: body },
  );
  expect(graph.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await rows()).map(({ email }) => email)).not.toContain('smuggler@example.org');
});
