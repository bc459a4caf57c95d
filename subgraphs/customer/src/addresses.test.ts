import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CustomerTx } from './database.ts';
import { ERRORS, meetAt, type Shop, startShop, type UserErrorAnswer } from './test-accounts.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

interface AddressAnswer {
  id: string;
  name: string;
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postalCode: string;
  country: string;
}
interface Payload {
  address: AddressAnswer | null;
  userErrors: UserErrorAnswer[];
}
const FIELDS = `address { id name line1 line2 city region postalCode country } ${ERRORS}`;
const HOME = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  line2: 'Second floor',
  city: 'London',
  region: 'Greater London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};
const { line2: _line2, region: _region, ...SHORT } = { ...HOME, city: 'Paris', country: 'FR' };

const add = (input: object, token?: string) =>
  shop.mutate<Payload>('addressAdd', '$input: AddressInput!', FIELDS, { input }, token);
const replace = (id: string, input: object, token?: string) =>
  shop.mutate<Payload>('addressUpdate', '$id: ID!, $input: AddressInput!', FIELDS, { id, input }, token);
const remove = (id: string, token?: string) =>
  shop.mutate<Payload>('addressRemove', '$id: ID!', FIELDS, { id }, token);
const bookOf = async (token: string) =>
  (
    await shop.graphql<{ me: { addresses: AddressAnswer[] } }>(
      '{ me { addresses { id name line1 line2 city region postalCode country } } }',
      {},
      { token },
    )
  ).data.me.addresses;

test('an address is added, replaced whole and removed', async () => {
  const { token } = await shop.newAccount();
  const { address } = await add(HOME, token);
  expect(address).toEqual({ id: expect.stringMatching(/^adr_/), ...HOME });
  const second = (await add(SHORT, token)).address!;
  expect(second).toMatchObject({ line2: null, region: null });
  expect(await bookOf(token)).toEqual([address, second]);
  expect((await replace(address!.id, SHORT, token)).address).toEqual({ ...second, id: address!.id });
  expect((await remove(second.id, token)).address).toEqual(second);
  expect((await bookOf(token)).map(({ id }) => id)).toEqual([address!.id]);
  expect((await remove(second.id, token)).userErrors).toMatchObject([
    { code: 'ADDRESS_NOT_FOUND', field: ['id'] },
  ]);
});

test('the same over REST', async () => {
  const { id, token } = await shop.newAccount();
  const base = `/v1/users/${id}/addresses`;
  const added = await shop.rest<AddressAnswer>('POST', base, { token, body: HOME });
  expect([added.status, added.body]).toEqual([201, { id: expect.stringMatching(/^adr_/), ...HOME }]);
  const path = `${base}/${added.body.id}`;
  expect((await shop.rest<AddressAnswer>('PUT', path, { token, body: SHORT })).body).toEqual({
    ...SHORT,
    id: added.body.id,
    line2: null,
    region: null,
  });
  expect((await shop.rest<{ items: AddressAnswer[] }>('GET', base, { token })).body.items).toHaveLength(1);
  expect((await shop.rest('DELETE', path, { token })).status).toBe(200);
  expect((await shop.rest<{ code: string }>('DELETE', path, { token })).body.code).toBe('ADDRESS_NOT_FOUND');
});

test('the book of somebody else is closed, by its addresses and by its owner, and open to staff over REST', async () => {
  const [owner, other, staff] = [
    await shop.newAccount(),
    await shop.newAccount(),
    await shop.newAccount('STAFF'),
  ];
  const { id } = (await add(HOME, owner.token)).address!;
  for (const token of [other.token, staff.token]) {
    for (const answer of [await replace(id, SHORT, token), await remove(id, token)]) {
      expect(answer).toMatchObject({
        address: null,
        userErrors: [{ code: 'ADDRESS_NOT_FOUND', field: ['id'] }],
      });
    }
  }
  const base = `/v1/users/${owner.id}/addresses`;
  const attempts = (options: object) =>
    Promise.all([
      shop.rest<{ code: string }>('GET', base, options),
      shop.rest<{ code: string }>('POST', base, { ...options, body: SHORT }),
      shop.rest<{ code: string }>('PUT', `${base}/${id}`, { ...options, body: SHORT }),
      shop.rest<{ code: string }>('DELETE', `${base}/${id}`, options),
    ]);
  for (const { status, body } of await attempts({ token: other.token }))
    expect([status, body.code]).toEqual([404, 'CUSTOMER_NOT_FOUND']);
  for (const { status } of await attempts({})) expect(status).toBe(401);
  // An address of another book is not found under one's own either.
  expect(
    (await shop.rest('DELETE', `/v1/users/${other.id}/addresses/${id}`, { token: other.token })).status,
  ).toBe(404);
  expect(await bookOf(owner.token)).toEqual([{ id, ...HOME }]);
  expect(
    (await shop.rest<AddressAnswer>('PUT', `${base}/${id}`, { token: staff.token, body: SHORT })).body.city,
  ).toBe('Paris');
});

test('nobody and a guest have no address book', async () => {
  for (const token of [undefined, await shop.identities.guest('ord_1')]) {
    await expect(add(HOME, token)).rejects.toThrow('UNAUTHENTICATED');
    await expect(remove('adr_unknown', token)).rejects.toThrow('UNAUTHENTICATED');
  }
});

test('fifty addresses fill the book, also when the last ones come at once', async () => {
  const { id, token } = await shop.newAccount();
  const row = (i: number) => ({ id: `adr_fill${i}`, customerId: id, ...HOME });
  await shop.runtime.db
    .insertInto('address')
    .values(Array.from({ length: 48 }, (_, i) => row(i)))
    .execute();
  const lock = (tx: CustomerTx) =>
    tx.selectFrom('customer').select('id').where('id', '=', id).forUpdate().execute();
  const answers = await meetAt(
    shop,
    lock,
    Array.from({ length: 5 }, () => () => add(SHORT, token)),
  );
  expect(answers.filter(({ address }) => address)).toHaveLength(2);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
    'ADDRESS_BOOK_FULL',
    'ADDRESS_BOOK_FULL',
    'ADDRESS_BOOK_FULL',
  ]);
  expect(await bookOf(token)).toHaveLength(50);
});
