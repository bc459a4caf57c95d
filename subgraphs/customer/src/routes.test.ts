import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Shop, startShop } from './test-accounts.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

test.each(['cus_unknown', '%00', 'a%2Fb', 'x'.repeat(200), "';drop table customer;--"])(
  'the id %s in a path is not found and does no harm',
  async (id) => {
    const staff = await shop.newAccount('STAFF');
    for (const path of [`/v1/users/${id}`, `/v1/users/${id}/addresses`])
      expect((await shop.rest('GET', path, staff)).status).toBe(404);
    const own = await shop.rest('DELETE', `/v1/users/${staff.id}/addresses/${id}`, { token: staff.token });
    expect(own.status).toBe(404);
  },
);

test('the graph answers the gateway only', async () => {
  for (const caller of [null, 'order']) {
    const answer = await shop.rest<{ code: string }>('POST', '/graphql', {
      caller,
      body: { query: '{ me { id } }' },
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
  }
});

test('documents itself', async () => {
  const { body } = await shop.rest<{ openapi: string; paths: Record<string, object> }>(
    'GET',
    '/openapi.json',
  );
  expect(Object.keys(body.paths).sort()).toEqual([
    '/.well-known/jwks.json',
    '/v1/users',
    '/v1/users/login',
    '/v1/users/logout',
    '/v1/users/refresh',
    '/v1/users/register',
    '/v1/users/{id}',
    '/v1/users/{id}/addresses',
    '/v1/users/{id}/addresses/{addressId}',
  ]);
});
