import { type GraphqlAnswer, startTestSubgraph } from '@eci/kit/testing/subgraph';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog } from './subgraph.ts';

const start = () => startTestSubgraph(catalog);
let shop: Awaited<ReturnType<typeof start>>;
let staff: { token: string };
let customer: { token: string };

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

interface ProductAnswer {
  id: string;
  slug: string;
  status: string;
  variants: {
    id: string;
    sku: string;
    name: string;
    price: { amountMinor: number; currency: string; formatted: string };
  }[];
}
interface ProductPage {
  nodes: { slug: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
interface ProductResult {
  product: ProductAnswer | null;
  userErrors: { code: string; message: string; field: string[] | null }[];
}

const FIELDS = 'id slug status variants { id sku name price { amountMinor currency formatted } }';
const CREATE = `mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { ${FIELDS} } userErrors { code message field } } }`;

const create = async (input: object, as = staff): Promise<ProductResult> => {
  const { data, errors } = await shop.graphql<{ productCreate: ProductResult }>(CREATE, { input }, as);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.productCreate;
};
const created = async (input: object): Promise<ProductAnswer> => {
  const { product, userErrors } = await create(input);
  if (!product) throw new Error(JSON.stringify(userErrors));
  return product;
};
const variant = (sku: string, amountMinor = 1_999) => ({ sku, name: 'Regular', price: eur(amountMinor) });

beforeAll(async () => {
  shop = await start();
  staff = { token: await shop.identities.user('cus_staff', 'STAFF') };
  customer = { token: await shop.identities.user('cus_1') };
});
afterAll(() => shop.stop());

const slugsOf = async (args: string, as = {}): Promise<string[]> => {
  const { data, errors } = await shop.graphql<{ products: { nodes: { slug: string }[] } }>(
    `{ products${args} { nodes { slug } } }`,
    {},
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.products.nodes.map((node) => node.slug);
};

describe('a product', () => {
  test('is created with its variants and a slug made from its name', async () => {
    const product = await created({ name: 'Café au Lait Bowl', variants: [variant('BOWL-1', 2_450)] });
    expect(product.slug).toBe('cafe-au-lait-bowl');
    expect(product.status).toBe('ACTIVE');
    expect(product.variants).toEqual([
      {
        id: expect.stringMatching(/^var_/),
        sku: 'BOWL-1',
        name: 'Regular',
        price: { amountMinor: 2_450, currency: 'EUR', formatted: '€24.50' },
      },
    ]);
  });

  test('is refused without the role STAFF, and nothing is written', async () => {
    const input = { name: 'Not allowed', variants: [variant('NOPE-1')] };
    const anonymous = await shop.graphql<{ productCreate: null }>(CREATE, { input });
    expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const asCustomer = await shop.graphql<{ productCreate: null }>(CREATE, { input }, customer);
    expect(asCustomer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await slugsOf('(where: { skuIn: ["NOPE-1"] })')).toEqual([]);
  });

  test('with a taken SKU is refused whole', async () => {
    await created({ name: 'First of two', variants: [variant('TWICE')] });
    const second = await create({ name: 'Second of two', variants: [variant('FRESH'), variant('TWICE')] });
    expect(second.userErrors).toEqual([
      { code: 'SKU_TAKEN', message: 'A SKU is taken: choose another.', field: ['input', 'variants'] },
    ]);
    expect(await slugsOf('(where: { skuIn: ["FRESH"] })')).toEqual([]);
  });

  test('is archived once, stays readable by id and leaves the list', async () => {
    const product = await created({ name: 'Going away', variants: [variant('GONE-1')] });
    const archive = () =>
      shop.graphql<{ productArchive: ProductResult }>(
        `mutation ($id: ID!) { productArchive(id: $id) { product { status } userErrors { code field } } }`,
        { id: product.id },
        staff,
      );
    expect((await archive()).data.productArchive.product?.status).toBe('ARCHIVED');
    expect((await archive()).data.productArchive.userErrors).toEqual([
      { code: 'PRODUCT_STATUS_ILLEGAL', field: ['status'] },
    ]);
    expect(await slugsOf('(where: { skuIn: ["GONE-1"] })')).toEqual([]);
    const { data } = await shop.graphql<{ product: { status: string } }>(
      'query ($id: ID!) { product(id: $id) { status } }',
      { id: product.id },
    );
    expect(data.product.status).toBe('ARCHIVED');
  });

  test('in DRAFT is hidden from customers, also as a reference, and shown to staff', async () => {
    const draft = await created({ name: 'Secret plan', status: 'DRAFT', variants: [variant('SECRET-1')] });
    const query = 'query ($id: ID!) { product(id: $id) { id } }';
    expect(
      (await shop.graphql<{ product: null }>(query, { id: draft.id }, customer)).data.product,
    ).toBeNull();
    expect((await shop.graphql<{ product: object }>(query, { id: draft.id }, staff)).data.product).toEqual({
      id: draft.id,
    });
    const reference = [{ __typename: 'ProductVariant', id: draft.variants[0]!.id }];
    expect(
      (await shop.entities(reference, '... on ProductVariant { sku }', customer)).data._entities,
    ).toEqual([null]);
    expect(
      (await shop.rest<{ items: unknown[] }>('GET', `/v1/variants?ids=${draft.variants[0]!.id}`)).body.items,
    ).toEqual([]);
    expect(
      (
        await shop.rest<{ items: unknown[] }>('GET', `/v1/variants?ids=${draft.variants[0]!.id}`, {
          caller: 'order',
        })
      ).body.items,
    ).toHaveLength(1);
  });

  test('changes what is given and keeps what is not', async () => {
    const product = await created({ name: 'Old name', description: 'Kept', variants: [variant('RENAME-1')] });
    const renamed = await shop.rest<{ name: string; description: string }>(
      'PUT',
      `/v1/products/${product.id}`,
      { ...staff, body: { name: 'New name' } },
    );
    expect(renamed.body).toMatchObject({ name: 'New name', description: 'Kept' });
  });
});

test('a new price moves the product in the order by price and tells the outbox', async () => {
  const dear = await created({ name: 'Priced dear', variants: [variant('P-DEAR', 900_000)] });
  const cheap = await created({ name: 'Priced cheap', variants: [variant('P-CHEAP', 800_000)] });
  const where = 'where: { skuIn: ["P-DEAR", "P-CHEAP"] }';
  expect(await slugsOf(`(orderBy: PRICE_ASC, ${where})`)).toEqual([cheap.slug, dear.slug]);
  const { data } = await shop.graphql<{ variantPriceSet: { variant: { price: object }; userErrors: [] } }>(
    'mutation ($id: ID!, $price: MoneyInput!) { variantPriceSet(variantId: $id, price: $price) { variant { price { amountMinor } } userErrors { code } } }',
    { id: dear.variants[0]!.id, price: eur(700_000) },
    staff,
  );
  expect(data.variantPriceSet).toEqual({ variant: { price: { amountMinor: 700_000 } }, userErrors: [] });
  expect(await slugsOf(`(orderBy: PRICE_ASC, ${where})`)).toEqual([dear.slug, cheap.slug]);
  const events = await shop.runtime.db
    .selectFrom('outbox_event')
    .selectAll()
    .where('subject', '=', dear.variants[0]!.id)
    .execute();
  expect(events).toMatchObject([
    {
      type: 'eci.variant.price-changed.v1',
      sequence: 2,
      data: { before: eur(900_000), after: eur(700_000) },
    },
  ]);
});

describe('the list', () => {
  beforeAll(async () => {
    for (let i = 1; i <= 7; i++)
      await created({
        name: `Pager ${i}`,
        description: 'paginated lantern',
        variants: [variant(`PAGE-${i}`, 100 * i), variant(`PAGE-${i}-B`, 100 * i + 50)],
      });
  });

  test.each(['NEWEST', 'NAME', 'PRICE_ASC', 'PRICE_DESC'])(
    'in the order %s is walked page by page without holes or repeats',
    async (orderBy) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { data }: GraphqlAnswer<{ products: ProductPage }> = await shop.graphql(
          'query ($after: String, $orderBy: ProductOrder) { products(first: 3, after: $after, orderBy: $orderBy, where: { text: "lanterns" }) { nodes { slug } totalCount pageInfo { hasNextPage endCursor } } }',
          { after, orderBy },
        );
        expect(data.products.totalCount).toBe(7);
        seen.push(...data.products.nodes.map((node) => node.slug));
        after = data.products.pageInfo.hasNextPage ? data.products.pageInfo.endCursor : null;
      } while (after);
      const expected = Array.from({ length: 7 }, (_, i) => `pager-${i + 1}`);
      expect(seen).toEqual(orderBy === 'NEWEST' || orderBy === 'PRICE_DESC' ? expected.reverse() : expected);
    },
  );

  test('filters by price, SKU and text', async () => {
    expect(
      await slugsOf(
        '(where: { priceMin: { amountMinor: 640, currency: EUR }, priceMax: { amountMinor: 660, currency: EUR }, text: "lantern" })'.replaceAll(
          'EUR',
          '"EUR"',
        ),
      ),
    ).toEqual(['pager-6']);
    expect(await slugsOf('(where: { text: "page-4-b" })')).toEqual(['pager-4']);
  });

  test('of 20 products with variants, prices and a way back to the product costs two statements', async () => {
    const count = await shop.statementsOf(() =>
      shop.graphql(
        '{ products(first: 20) { nodes { name variants { sku price { formatted } product { slug } } } } }',
      ),
    );
    expect(count).toBe(2);
  });

  test('with variants costs one statement, and says the same when asked by fragments and edges', async () => {
    const list = await shop.graphql<{ products: { nodes: ProductAnswer[] } }>(
      `{ products(first: 3) { nodes { ${FIELDS} } } }`,
    );
    const byFragments = `query { products(first: 3) { ...Page } }
      fragment Page on ProductConnection { edges { node { ... on Product { ...Card } } } }
      fragment Card on Product { ${FIELDS} }`;
    let nodes: ProductAnswer[] = [];
    const count = await shop.statementsOf(async () => {
      const { data } = await shop.graphql<{ products: { edges: { node: ProductAnswer }[] } }>(byFragments);
      nodes = data.products.edges.map(({ node }) => node);
    });
    expect(count).toBe(1);
    expect(nodes).toHaveLength(3);
    expect(nodes).toEqual(list.data.products.nodes);
  });

  test('brings the variants that a product brings alone', async () => {
    const many = ['C', 'A', 'B'].map((sku, i) => variant(`MANY-${sku}`, 999_999_900 + i));
    const { slug } = await created({ name: 'Of many variants', variants: many });
    const alone = await shop.graphql<{ product: ProductAnswer }>(
      `query ($slug: String) { product(slug: $slug) { ${FIELDS} } }`,
      { slug },
    );
    const listed = await shop.graphql<{ products: { nodes: ProductAnswer[] } }>(
      `{ products(where: { skuIn: ["MANY-A"] }) { nodes { ${FIELDS} } } }`,
    );
    expect(alone.data.product.variants.map(({ sku }) => sku)).toEqual(many.map(({ sku }) => sku));
    expect(listed.data.products.nodes).toEqual([alone.data.product]);
  });
});

const badInputs: [name: string, input: object, field: string[]][] = [
  ['an empty name', { name: '  ', variants: [variant('X-1')] }, ['input', 'name']],
  ['a control character', { name: 'a\u0000b', variants: [variant('X-1')] }, ['input', 'name']],
  [
    'a name of a million letters',
    { name: 'x'.repeat(900_000), variants: [variant('X-1')] },
    ['input', 'name'],
  ],
  ['no variants', { name: 'X', variants: [] }, ['input', 'variants']],
  [
    'a negative price',
    { name: 'X', variants: [variant('X-1', -1)] },
    ['input', 'variants', '0', 'price', 'amountMinor'],
  ],
  [
    'a huge price',
    { name: 'X', variants: [variant('X-1', 1e13)] },
    ['input', 'variants', '0', 'price', 'amountMinor'],
  ],
  ['a malformed SKU', { name: 'X', variants: [variant('X 1')] }, ['input', 'variants', '0', 'sku']],
  [
    'a script as image',
    { name: 'X', imageUrl: 'javascript:alert(1)', variants: [variant('X-1')] },
    ['input', 'imageUrl'],
  ],
  ['a name without letters and no slug', { name: '!!!', variants: [variant('X-1')] }, ['input', 'slug']],
  [
    'mixed currencies',
    {
      name: 'X',
      variants: [variant('X-1'), { ...variant('X-2'), price: { amountMinor: 1, currency: 'USD' } }],
    },
    ['input', 'variants', '1', 'price', 'currency'],
  ],
  [
    'an unknown category',
    { name: 'X', categoryId: 'cat_unknown', variants: [variant('X-1')] },
    ['input', 'categoryId'],
  ],
];

test.each(badInputs)(
  '%s is refused over GraphQL and REST, naming the field, and writes nothing',
  async (_name, input, field) => {
    const rows = () =>
      shop.runtime.db
        .selectFrom('product')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
    const before = await rows();
    const { product, userErrors } = await create(input);
    expect(product).toBeNull();
    expect(userErrors).toMatchObject([{ field }]);
    const rest = await shop.rest<{ field: string[]; code: string }>('POST', '/v1/products', {
      ...staff,
      body: input,
    });
    expect(rest.status).toBeGreaterThanOrEqual(400);
    expect(rest.status).toBeLessThan(500);
    expect(rest.body.field.at(-1)).toBe(field.at(-1));
    expect(await rows()).toEqual(before);
  },
);

test('the graph answers the gateway only', async () => {
  for (const caller of [null, 'order']) {
    const answer = await shop.rest<{ code: string }>('POST', '/graphql', {
      caller,
      body: { query: '{ categories { id } }' },
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
  }
});

test('documents itself and reports its health', async () => {
  const openapi = await shop.rest<{ openapi: string; paths: Record<string, object> }>('GET', '/openapi.json');
  expect(openapi.body.openapi).toBe('3.1.0');
  expect(Object.keys(openapi.body.paths).sort()).toEqual([
    '/v1/products',
    '/v1/products/{id}',
    '/v1/variants',
  ]);
  expect((await shop.rest('GET', '/docs/')).status).toBe(200);
  for (const path of ['/health', '/v1/health', '/health/ready'])
    expect((await shop.rest<object>('GET', path)).body).toEqual({ status: 'ok', service: 'catalog' });
});
