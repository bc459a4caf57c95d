import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog } from './subgraph.ts';

const start = () => startTestSubgraph(catalog);
let shop: Awaited<ReturnType<typeof start>>;
let staff: { token: string };
beforeAll(async () => {
  shop = await start();
  staff = { token: await shop.identities.user('cus_staff', 'STAFF') };
});
afterAll(() => shop.stop());

const PRICE = '{ amountMinor: 1, currency: "EUR" }';

test.each([
  ['productUpdate(id: $id, input: { name: "X" })', 'PRODUCT_NOT_FOUND'],
  ['productArchive(id: $id)', 'PRODUCT_NOT_FOUND'],
  [`variantAdd(productId: $id, input: { sku: "X-1", name: "X", price: ${PRICE} })`, 'PRODUCT_NOT_FOUND'],
  [`variantPriceSet(variantId: $id, price: ${PRICE})`, 'VARIANT_NOT_FOUND'],
])('%s of an id that can not be one is %s', async (mutation, code) => {
  for (const id of ['unknown', 'a\u0000', 'x'.repeat(300)]) {
    const { data, errors } = await shop.graphql<{ change: object }>(
      `mutation ($id: ID!) { change: ${mutation} { userErrors { code } } }`,
      { id },
      staff,
    );
    expect([data?.change, errors]).toEqual([{ userErrors: [{ code }] }, undefined]);
  }
});
