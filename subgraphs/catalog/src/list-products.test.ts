import { encodeCursor } from '@eci/kit/connections';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog } from './subgraph.ts';

const start = () => startTestSubgraph(catalog);
let shop: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  shop = await start();
});
afterAll(() => shop.stop());

const PRODUCTS =
  'query ($after: String, $orderBy: ProductOrder, $where: ProductWhere) { products(after: $after, orderBy: $orderBy, where: $where) { nodes { id } } }';

test.each([
  ['NEWEST', [5]],
  ['NEWEST', ['a', 'b']],
  ['NAME', ['a', 5]],
  ['PRICE_ASC', ['EUR', 'abc', 'x']],
  ['PRICE_DESC', ['EUR', 'abc', 'x']],
])('in the order %s the list refuses the cursor of %j over GraphQL and REST', async (orderBy, key) => {
  const after = encodeCursor(key);
  const { errors } = await shop.graphql(PRODUCTS, { after, orderBy });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field: ['after'] });
  const rest = await shop.rest<object>('GET', `/v1/products?sort=${orderBy}&cursor=${after}`);
  expect([rest.status, rest.body]).toMatchObject([400, { code: 'INPUT_INVALID', field: ['after'] }]);
});
