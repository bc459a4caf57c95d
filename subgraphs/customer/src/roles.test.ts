import type { Role } from '@eci/kit/auth';
import { encodeCursor } from '@eci/kit/connections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CustomerTx } from './database.ts';
import {
  type CustomerAnswer,
  ERRORS,
  meetAt,
  type Shop,
  startShop,
  type UserErrorAnswer,
} from './test-accounts.ts';

let shop: Shop;
let admin: Awaited<ReturnType<Shop['newAccount']>>;
beforeAll(async () => {
  shop = await startShop();
  admin = await shop.newAccount('ADMIN');
});
afterAll(() => shop.stop());

interface Payload {
  customer: CustomerAnswer | null;
  userErrors: UserErrorAnswer[];
}
const setRole = (customerId: string, role: Role, token?: string) =>
  shop.mutate<Payload>(
    'customerRoleSet',
    '$customerId: ID!, $role: Role!',
    `customer { id role } ${ERRORS}`,
    { customerId, role },
    token,
  );
const roleOf = async (id: string) =>
  (await shop.runtime.db.selectFrom('customer').select('role').where('id', '=', id).executeTakeFirstOrThrow())
    .role;

describe('a role', () => {
  test('is set by an ADMIN', async () => {
    const { id } = await shop.newAccount();
    for (const role of ['STAFF', 'ADMIN', 'CUSTOMER'] as const) {
      expect(await setRole(id, role, admin.token)).toEqual({ customer: { id, role }, userErrors: [] });
      expect(await roleOf(id)).toBe(role);
    }
  });

  test('is set by nobody else', async () => {
    const [customer, staff] = [await shop.newAccount(), await shop.newAccount('STAFF')];
    await expect(setRole(customer.id, 'ADMIN')).rejects.toThrow('UNAUTHENTICATED');
    await expect(setRole(customer.id, 'ADMIN', await shop.identities.guest(customer.id))).rejects.toThrow(
      'UNAUTHENTICATED',
    );
    await expect(setRole(customer.id, 'ADMIN', customer.token)).rejects.toThrow('FORBIDDEN');
    await expect(setRole(staff.id, 'ADMIN', staff.token)).rejects.toThrow('FORBIDDEN');
    expect([await roleOf(customer.id), await roleOf(staff.id)]).toEqual(['CUSTOMER', 'STAFF']);
  });

  test('is not set by a demoted admin whose token lives on', async () => {
    const demoted = await shop.newAccount('ADMIN');
    expect((await setRole(demoted.id, 'CUSTOMER', admin.token)).userErrors).toEqual([]);
    await expect(setRole(demoted.id, 'ADMIN', demoted.token)).rejects.toThrow('FORBIDDEN');
    expect(await roleOf(demoted.id)).toBe('CUSTOMER');
  });

  test.each(['cus_unknown', 'cus_00000000000000000000000000', '', '\u0000'])(
    'of the unknown account %j is not set',
    async (id) => {
      expect(await setRole(id, 'STAFF', admin.token)).toMatchObject({
        customer: null,
        userErrors: [{ code: 'CUSTOMER_NOT_FOUND', field: ['customerId'] }],
      });
    },
  );

  test('ADMIN stays with somebody, also when two admins demote each other at once', async () => {
    const other = await shop.newAccount('ADMIN');
    const lock = (tx: CustomerTx) =>
      tx.selectFrom('customer').select('id').where('role', '=', 'ADMIN').orderBy('id').forUpdate().execute();
    const settled = (work: Promise<Payload>) =>
      work.then(
        () => 'done',
        (error: Error) => error.message,
      );
    const outcomes = await meetAt(shop, lock, [
      () => settled(setRole(other.id, 'CUSTOMER', admin.token)),
      () => settled(setRole(admin.id, 'CUSTOMER', other.token)),
    ]);
    expect(outcomes.sort()).toEqual([expect.stringContaining('FORBIDDEN'), 'done']);
    const left = (await roleOf(admin.id)) === 'ADMIN' ? admin : other;
    expect((await setRole(left.id, 'STAFF', left.token)).userErrors).toMatchObject([
      { code: 'LAST_ADMIN', field: ['customerId'] },
    ]);
    expect((await setRole(left.id, 'ADMIN', left.token)).userErrors).toEqual([]);
    await setRole(admin.id, 'ADMIN', left.token);
    expect(await roleOf(admin.id)).toBe('ADMIN');
  });
});

describe('the list of customers', () => {
  const QUERY =
    'query ($first: Int, $after: String, $where: CustomerWhere) { customers(first: $first, after: $after, where: $where) { nodes { id email } totalCount pageInfo { hasNextPage endCursor } } }';
  interface Page {
    nodes: { id: string; email: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }
  const list = (variables: object, token?: string) =>
    shop.graphql<{ customers: Page }>(QUERY, variables, { token });
  let staff: Awaited<ReturnType<Shop['newAccount']>>;

  beforeAll(async () => {
    staff = await shop.newAccount('STAFF');
    for (let i = 0; i < 5; i++) await shop.newAccount();
  });

  test('is walked newest first without holes or repeats, one statement a page', async () => {
    const all = (
      await shop.runtime.db.selectFrom('customer').select('id').orderBy('id', 'desc').execute()
    ).map(({ id }) => id);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { customers }: { customers: Page } = (await list({ first: 3, after }, staff.token)).data;
      expect(customers.totalCount).toBe(all.length);
      seen.push(...customers.nodes.map(({ id }) => id));
      after = customers.pageInfo.hasNextPage ? customers.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(all);
    expect(await shop.statementsOf(() => shop.graphql('{ customers { nodes { email } } }', {}, staff))).toBe(
      1,
    );
    expect(
      await shop.statementsOf(() =>
        shop.graphql('{ customers { nodes { email addresses { city } } totalCount } }', {}, staff),
      ),
    ).toBe(3);
  });

  test('is filtered by address in any case and by role', async () => {
    const emails = async (where: object) =>
      (await list({ where }, staff.token)).data.customers.nodes.map(({ email }) => email);
    expect(await emails({ email: staff.email.toUpperCase() })).toEqual([staff.email]);
    expect(await emails({ role: 'STAFF' })).toContain(staff.email);
    expect(await emails({ role: 'STAFF' })).not.toContain(admin.email);
    expect(await emails({ role: 'CUSTOMER', email: staff.email })).toEqual([]);
    expect(await emails({ role: null, email: null })).toContain(admin.email);
  });

  test('is for staff only, over the graph and REST', async () => {
    const { token } = await shop.newAccount();
    expect((await list({})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await list({}, token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await shop.rest('GET', '/v1/users')).status).toBe(401);
    expect((await shop.rest('GET', '/v1/users', { token })).status).toBe(403);
    expect(
      (await shop.rest('GET', '/v1/users', { token: await shop.identities.guest('ord_1') })).status,
    ).toBe(403);
  });

  test('over REST has the same pages', async () => {
    type RestPage = { items: CustomerAnswer[]; nextCursor: string | null };
    const first = await shop.rest<RestPage>('GET', '/v1/users?limit=2', staff);
    const second = await shop.rest<RestPage>(
      'GET',
      `/v1/users?limit=2&cursor=${first.body.nextCursor}`,
      staff,
    );
    const { nodes } = (await list({ first: 4 }, staff.token)).data.customers;
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(
      nodes.map(({ id }) => id),
    );
    expect(
      (await shop.rest<RestPage>('GET', `/v1/users?role=STAFF&email=${staff.email}`, staff)).body,
    ).toMatchObject({ items: [{ id: staff.id }], nextCursor: null });
  });

  const bad: [query: string, field: string][] = [
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=x', 'limit'],
    ['cursor=x', 'after'],
    [`cursor=${Buffer.from('["\\u0000"]').toString('base64url')}`, 'after'],
    [`cursor=${encodeCursor([5])}`, 'after'],
    ['email=x', 'email'],
    ['email=%00', 'email'],
    ['role=GOD', 'role'],
    ['colour=red', 'colour'],
  ];
  test.each(bad)('with ?%s names the field', async (query, field) => {
    const { status, body } = await shop.rest<{ field: string[] }>('GET', `/v1/users?${query}`, staff);
    expect([status, body.field.at(-1)]).toEqual([400, field]);
  });
});
