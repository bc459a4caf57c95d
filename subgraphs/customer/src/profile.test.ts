import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type CustomerAnswer,
  ERRORS,
  PASSWORD,
  type Shop,
  startShop,
  type UserErrorAnswer,
} from './test-accounts.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

interface Payload {
  customer: CustomerAnswer | null;
  userErrors: UserErrorAnswer[];
}
const update = (input: object, token: string, id?: string) =>
  shop.mutate<Payload>(
    'customerUpdate',
    '$input: CustomerUpdateInput!, $id: ID',
    `customer { id email name } ${ERRORS}`,
    { input, id },
    token,
  );
const me = async (token?: string) =>
  (
    await shop.graphql<{ me: CustomerAnswer | null }>(
      '{ me { id email name role addresses { id } } }',
      {},
      { token },
    )
  ).data.me;
const stored = (id: string) =>
  shop.runtime.db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('me', () => {
  test('is the signed-in customer', async () => {
    const { id, email, name, token } = await shop.newAccount();
    expect(await me(token)).toEqual({ id, email, name, role: 'CUSTOMER', addresses: [] });
  });

  test('is null for nobody, for a guest with an order, and for an account that is gone', async () => {
    expect(await me()).toBeNull();
    expect(await me(await shop.identities.guest('ord_1'))).toBeNull();
    expect(await me(await shop.identities.user('cus_00000000000000000000000000'))).toBeNull();
  });

  test('with an expired token says so', async () => {
    const answer = await shop.rest<{ code: string }>('POST', '/graphql', {
      caller: 'gateway',
      token: await shop.identities.expired('cus_1'),
      body: { query: '{ me { id } }' },
    });
    expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('a profile', () => {
  test('changes what is given and keeps what is not', async () => {
    const account = await shop.newAccount();
    expect(await update({ name: 'New Name' }, account.token)).toEqual({
      customer: { id: account.id, email: account.email, name: 'New Name' },
      userErrors: [],
    });
    expect(
      (await shop.rest<object>('PUT', `/v1/users/${account.id}`, { ...account, body: {} })).body,
    ).toMatchObject({ name: 'New Name', email: account.email });
    expect(await stored(account.id)).toMatchObject({ version: 3 });
  });

  test('changes in one request see each other', async () => {
    const { email, token } = await shop.newAccount();
    const { data } = await shop.graphql<Record<'there' | 'back', Payload>>(
      `mutation ($there: CustomerUpdateInput!, $back: CustomerUpdateInput!) {
        name: customerUpdate(input: { name: "Changed" }) { customer { name } }
        there: customerUpdate(input: $there) { customer { name email } }
        back: customerUpdate(input: $back) { customer { name email } }
      }`,
      {
        there: { email: 'there@example.org', currentPassword: PASSWORD },
        back: { email, currentPassword: PASSWORD },
      },
      { token },
    );
    expect(data.there.customer).toEqual({ name: 'Changed', email: 'there@example.org' });
    expect(data.back.customer).toEqual({ name: 'Changed', email });
  });

  test('takes a new address only with the password, and the old address is free then', async () => {
    const account = await shop.newAccount();
    const email = 'moved@example.org';
    expect((await update({ email }, account.token)).userErrors).toMatchObject([
      { code: 'INPUT_INVALID', field: ['input', 'currentPassword'] },
    ]);
    expect(
      (await update({ email, currentPassword: 'a wrong password' }, account.token)).userErrors,
    ).toMatchObject([{ code: 'CREDENTIALS_INVALID', field: ['input', 'currentPassword'] }]);
    expect((await stored(account.id)).email).toBe(account.email);
    expect(
      (await update({ email: 'Moved@Example.org', currentPassword: PASSWORD }, account.token)).customer
        ?.email,
    ).toBe(email);
    expect((await shop.login(email)).userErrors).toEqual([]);
    expect(
      (await shop.register({ email: account.email, password: PASSWORD, name: 'Heir' })).userErrors,
    ).toEqual([]);
  });

  test('can not take the address of somebody else', async () => {
    const [account, other] = [await shop.newAccount(), await shop.newAccount()];
    expect(
      (await update({ email: other.email, currentPassword: PASSWORD }, account.token)).userErrors,
    ).toMatchObject([{ code: 'EMAIL_TAKEN', field: ['input', 'email'] }]);
  });

  test('is closed to others: as if it did not exist', async () => {
    const [account, other] = [await shop.newAccount(), await shop.newAccount()];
    const refusal = await update({ name: 'Vandal' }, other.token, account.id);
    expect(refusal).toMatchObject({
      customer: null,
      userErrors: [{ code: 'CUSTOMER_NOT_FOUND', field: ['id'] }],
    });
    const unknown = await update({ name: 'Vandal' }, other.token, 'cus_unknown');
    expect(unknown.userErrors[0]?.message.replace('cus_unknown', account.id)).toBe(
      refusal.userErrors[0]?.message,
    );
    for (const method of ['GET', 'PUT']) {
      const body = method === 'PUT' ? { name: 'Vandal' } : undefined;
      expect((await shop.rest(method, `/v1/users/${account.id}`, { token: other.token, body })).status).toBe(
        404,
      );
      expect((await shop.rest(method, `/v1/users/${account.id}`, { body })).status).toBe(401);
    }
    expect((await stored(account.id)).name).toBe(account.name);
  });

  test('is open to staff, but its address is not', async () => {
    const [account, staff] = [await shop.newAccount(), await shop.newAccount('STAFF')];
    expect((await update({ name: 'Corrected' }, staff.token, account.id)).customer?.name).toBe('Corrected');
    expect((await shop.rest<object>('GET', `/v1/users/${account.id}`, staff)).body).toMatchObject({
      id: account.id,
      name: 'Corrected',
    });
    const takeOver = await update(
      { email: 'staff-owned@example.org', currentPassword: 'their own password' },
      staff.token,
      account.id,
    );
    expect(takeOver.userErrors).toMatchObject([{ code: 'CREDENTIALS_INVALID' }]);
  });

  test('is read by the order context, and by no other sibling', async () => {
    const { id, email } = await shop.newAccount();
    expect(
      (await shop.rest<{ email: string }>('GET', `/v1/users/${id}`, { caller: 'order' })).body.email,
    ).toBe(email);
    expect((await shop.rest('GET', '/v1/users/cus_unknown', { caller: 'order' })).status).toBe(404);
    expect((await shop.rest('GET', `/v1/users/${id}`, { caller: 'payment' })).status).toBe(401);
    expect((await shop.rest('PUT', `/v1/users/${id}`, { caller: 'order', body: { name: 'X' } })).status).toBe(
      401,
    );
  });
});

describe('as a reference from a sibling', () => {
  const SELECTION = '... on Customer { id email addresses { city } }';

  test('twenty customers with their addresses cost two statements, without addresses one', async () => {
    const staff = await shop.newAccount('STAFF');
    const ids = (await shop.runtime.db.selectFrom('customer').select('id').limit(20).execute()).map(
      ({ id }) => ({ __typename: 'Customer', id }),
    );
    expect(await shop.statementsOf(() => shop.entities(ids, '... on Customer { email }', staff))).toBe(1);
    expect(await shop.statementsOf(() => shop.entities(ids, SELECTION, staff))).toBe(2);
  });

  test('is oneself or, for staff, anybody; null for others, unknown ids, guests and nobody', async () => {
    const [account, other, staff] = [
      await shop.newAccount(),
      await shop.newAccount(),
      await shop.newAccount('STAFF'),
    ];
    const references = [account.id, other.id, 'cus_unknown', '\u0000', ''].map((id) => ({
      __typename: 'Customer',
      id,
    }));
    const seenBy = async (token?: string) =>
      (await shop.entities<{ id: string } | null>(references, SELECTION, { token })).data._entities.map(
        (entity) => entity?.id ?? null,
      );
    expect(await seenBy(account.token)).toEqual([account.id, null, null, null, null]);
    expect(await seenBy(staff.token)).toEqual([account.id, other.id, null, null, null]);
    expect(await seenBy(await shop.identities.guest(account.id))).toEqual([null, null, null, null, null]);
    expect(await seenBy()).toEqual([null, null, null, null, null]);
  });
});
