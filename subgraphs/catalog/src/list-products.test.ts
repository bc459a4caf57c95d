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

const LONG = 'x'.repeat(101);

test.each<[where: object, field: string[]]>([
  [{ categorySlug: '\u0000' }, ['where', 'categorySlug']],
  [{ categorySlug: 'Not a slug' }, ['where', 'categorySlug']],
  [{ categorySlug: LONG }, ['where', 'categorySlug']],
  [{ skuIn: ['FINE', '\u0000'] }, ['where', 'skuIn', '1']],
  [{ skuIn: ['a b'] }, ['where', 'skuIn', '0']],
  [{ skuIn: [LONG] }, ['where', 'skuIn', '0']],
  [{ skuIn: Array.from({ length: 101 }, (_, n) => `SKU-${n}`) }, ['where', 'skuIn']],
  [{ text: 'a\u0000' }, ['where', 'text']],
  [{ text: 'x'.repeat(201) }, ['where', 'text']],
])('the list refuses the filter %j, naming it', async (where, field) => {
  const { errors } = await shop.graphql(PRODUCTS, { where });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field });
});

test.each([
  ['category=%00', 'categorySlug'],
  ['category=Not%20a%20slug', 'categorySlug'],
  [`category=${LONG}`, 'category'],
  ['sku=%00', '0'],
  [`sku=${LONG}`, 'sku'],
  ['text=%00', 'text'],
])('the list over REST refuses ?%s, naming the filter', async (query, member) => {
  const { status, body } = await shop.rest<{ code: string; field: string[] }>('GET', `/v1/products?${query}`);
  expect([status, body.code, body.field.at(-1)]).toEqual([400, 'INPUT_INVALID', member]);
});

test.each([{ categorySlug: 'no-such-category' }, { skuIn: ['NO-SUCH-SKU'] }])(
  'what nothing has, %j, finds nothing',
  async (where) => {
    const { data } = await shop.graphql<{ products: { nodes: object[] } }>(PRODUCTS, { where });
    expect(data.products.nodes).toEqual([]);
  },
);

test.each([
  { slug: 'a\u0000' },
  { slug: 'a\nb' },
  { slug: 'x'.repeat(900_000) },
  { id: 'a\u0000' },
  { id: 'x'.repeat(900_000) },
])('no product has a key that can not be one', async (by) => {
  const { data, errors } = await shop.graphql<{ product: null }>(
    'query ($id: ID, $slug: String) { product(id: $id, slug: $slug) { id } }',
    by,
  );
  expect([data.product, errors]).toEqual([null, undefined]);
});

test('over REST no product has an id that can not be one', async () => {
  expect((await shop.rest('GET', '/v1/products/a%00b')).status).toBe(404);
});
