import { engines } from '@eci/kit/testing/engines';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OrderTestShop, startOrderTestShop } from './order-test-shop.ts';

interface CartAnswer {
  id: string;
  currency: string | null;
  total: { amountMinor: number } | null;
  subtotal: { amountMinor: number } | null;
  shippingTotal: { amountMinor: number } | null;
  taxTotal: { amountMinor: number } | null;
  lines: {
    variant: { id: string };
    quantity: number;
    unitPrice: { amountMinor: number };
    lineTotal: { amountMinor: number };
    purchasable: boolean;
  }[];
}
interface CartResult {
  cart: CartAnswer | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

const CART =
  'cart { id currency subtotal { amountMinor } shippingTotal { amountMinor } taxTotal { amountMinor } total { amountMinor } lines { variant { id } quantity unitPrice { amountMinor } lineTotal { amountMinor } purchasable } } userErrors { code field message }';
const ADD = `mutation ($cartId: ID, $lines: [CartLineInput!]!) { result: cartLinesAdd(cartId: $cartId, lines: $lines) { ${CART} } }`;
const SET = `mutation ($cartId: ID!, $lines: [CartLineInput!]!) { result: cartLinesSet(cartId: $cartId, lines: $lines) { ${CART} } }`;
const REMOVE = `mutation ($cartId: ID!, $variantIds: [ID!]!) { result: cartLinesRemove(cartId: $cartId, variantIds: $variantIds) { ${CART} } }`;
const CLEAR = `mutation ($cartId: ID!) { result: cartClear(cartId: $cartId) { ${CART} } }`;

describe.each(engines())('a cart on %s', (engine) => {
  let shop: OrderTestShop;
  beforeAll(async () => {
    // The saga's poller would be counted with the statements of a request.
    shop = await startOrderTestShop({ SAGA_POLL_MS: '600000' }, engine);
  });
  afterAll(() => shop.stop());

  const ask = async (mutation: string, variables: object, as = {}): Promise<CartResult> => {
    const { data, errors } = await shop.graphql<{ result: CartResult }>(mutation, variables, as);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.result;
  };
  const filled = async (variantId: string, quantity: number, as = {}): Promise<CartAnswer> => {
    const { cart, userErrors } = await ask(ADD, { lines: [{ variantId, quantity }] }, as);
    expect(userErrors).toEqual([]);
    return cart!;
  };
  const quantities = (cart: CartAnswer | null) => cart!.lines.map(({ quantity }) => quantity);

  test('is priced by the catalog: lines, shipping below the threshold, tax rounded once', async () => {
    const { variantId } = await shop.newVariant(1_999);
    const cart = await filled(variantId, 2);
    expect(cart).toMatchObject({
      currency: 'EUR',
      subtotal: { amountMinor: 3_998 },
      shippingTotal: { amountMinor: 490 },
      taxTotal: { amountMinor: 760 },
      total: { amountMinor: 5_248 },
      lines: [
        {
          variant: { id: variantId },
          quantity: 2,
          unitPrice: { amountMinor: 1_999 },
          lineTotal: { amountMinor: 3_998 },
          purchasable: true,
        },
      ],
    });
  });

  test('adds on top, sets, removes and clears', async () => {
    const [one, two] = [await shop.newVariant(), await shop.newVariant()];
    const { id: cartId } = await filled(one.variantId, 1);
    expect(
      quantities(
        (
          await ask(ADD, {
            cartId,
            lines: [
              { variantId: one.variantId, quantity: 2 },
              { variantId: two.variantId, quantity: 5 },
            ],
          })
        ).cart,
      ),
    ).toEqual([3, 5]);
    expect(
      quantities(
        (
          await ask(SET, {
            cartId,
            lines: [
              { variantId: one.variantId, quantity: 7 },
              { variantId: two.variantId, quantity: 0 },
            ],
          })
        ).cart,
      ),
    ).toEqual([7]);
    expect(quantities((await ask(REMOVE, { cartId, variantIds: [one.variantId] })).cart)).toEqual([]);
    await ask(ADD, { cartId, lines: [{ variantId: two.variantId, quantity: 1 }] });
    const { cart } = await ask(CLEAR, { cartId });
    expect(cart).toMatchObject({ lines: [], currency: null, total: null, subtotal: null });
  });

  test('keeps units that are added in parallel', async () => {
    const { variantId } = await shop.newVariant();
    const { id: cartId } = await filled(variantId, 1);
    await Promise.all(
      Array.from({ length: 20 }, () => ask(ADD, { cartId, lines: [{ variantId, quantity: 1 }] })),
    );
    const { data } = await shop.graphql<{ cart: CartAnswer }>(
      'query ($id: ID!) { cart(id: $id) { lines { quantity } } }',
      { id: cartId },
    );
    expect(quantities(data.cart)).toEqual([21]);
  });

  test('of a customer is found by its owner and staff only; a guest cart by whoever knows its id', async () => {
    const { variantId } = await shop.newVariant();
    const owner = { token: await shop.identities.user('cus_owner') };
    const stranger = { token: await shop.identities.user('cus_stranger') };
    const { id } = await filled(variantId, 1, owner);
    const read = async (as: object) =>
      (await shop.graphql<{ cart: object | null }>('query ($id: ID!) { cart(id: $id) { id } }', { id }, as))
        .data.cart;
    expect(await read(owner)).toEqual({ id });
    expect(await read(shop.staff)).toEqual({ id });
    expect(await read(stranger)).toBeNull();
    expect(await read({})).toBeNull();
    for (const as of [stranger, {}, shop.staff]) {
      expect(
        (await ask(ADD, { cartId: id, lines: [{ variantId, quantity: 1 }] }, as)).userErrors,
      ).toMatchObject([{ code: 'CART_NOT_FOUND', field: ['cartId'] }]);
    }
    const reference = [{ __typename: 'Customer', id: 'cus_owner' }];
    expect(
      (await shop.orders.entities(reference, '... on Customer { cart { id } }', owner)).data._entities,
    ).toEqual([{ cart: { id } }]);
    expect(
      (
        await shop.orders.entities(
          reference,
          '... on Customer { cart { id } orders { nodes { id } } }',
          stranger,
        )
      ).data._entities,
    ).toEqual([{ cart: null, orders: null }]);
    expect(
      (await shop.orders.entities([{ __typename: 'Cart', id }], '... on Cart { id }', stranger)).data
        ._entities,
    ).toEqual([null]);
  });

  test('shows an archived product as not purchasable instead of dropping it', async () => {
    const { variantId, productId } = await shop.newVariant();
    const { id } = await filled(variantId, 1);
    await shop.products.rest('DELETE', `/v1/products/${productId}`, shop.staff);
    const { data } = await shop.graphql<{ cart: CartAnswer }>(
      'query ($id: ID!) { cart(id: $id) { lines { purchasable quantity } } }',
      { id },
    );
    expect(data.cart.lines).toEqual([{ purchasable: false, quantity: 1 }]);
    expect((await ask(ADD, { cartId: id, lines: [{ variantId, quantity: 1 }] })).userErrors).toMatchObject([
      { code: 'PRODUCT_UNAVAILABLE', field: ['lines', '0', 'variantId'] },
    ]);
  });

  test('refuses a second currency', async () => {
    const { id: cartId } = await filled((await shop.newVariant(1_000, 'EUR')).variantId, 1);
    const { variantId } = await shop.newVariant(1_000, 'USD');
    expect((await ask(ADD, { cartId, lines: [{ variantId, quantity: 1 }] })).userErrors).toMatchObject([
      { code: 'CURRENCY_MISMATCH' },
    ]);
  });

  const bad: [name: string, lines: (variantId: string) => unknown, code: string, field: string[]][] = [
    [
      'quantity 0',
      (variantId) => [{ variantId, quantity: 0 }],
      'QUANTITY_INVALID',
      ['lines', '0', 'quantity'],
    ],
    [
      'a negative quantity',
      (variantId) => [{ variantId, quantity: -1 }],
      'QUANTITY_INVALID',
      ['lines', '0', 'quantity'],
    ],
    [
      'a huge quantity',
      (variantId) => [{ variantId, quantity: 1_000 }],
      'QUANTITY_INVALID',
      ['lines', '0', 'quantity'],
    ],
    [
      'an unknown variant',
      () => [{ variantId: 'var_unknown', quantity: 1 }],
      'PRODUCT_UNAVAILABLE',
      ['lines', '0', 'variantId'],
    ],
    [
      'an id with a control character',
      () => [{ variantId: 'var_\u0000', quantity: 1 }],
      'INPUT_INVALID',
      ['lines', '0', 'variantId'],
    ],
    ['an empty id', () => [{ variantId: '', quantity: 1 }], 'INPUT_INVALID', ['lines', '0', 'variantId']],
    ['no lines', () => [], 'INPUT_INVALID', ['lines']],
    [
      '101 lines',
      (variantId) => Array.from({ length: 101 }, () => ({ variantId, quantity: 1 })),
      'INPUT_INVALID',
      ['lines'],
    ],
  ];
  test.each(bad)(
    '%s is refused over GraphQL and REST, naming the field, and changes nothing',
    async (_name, lines, code, field) => {
      const { variantId } = await shop.newVariant();
      const before = await filled(variantId, 3);
      const { cart, userErrors } = await ask(ADD, { cartId: before.id, lines: lines(variantId) });
      expect(cart).toBeNull();
      expect(userErrors).toMatchObject([{ code, field }]);
      const rest = await shop.orders.rest<{ code: string; field: string[] }>(
        'POST',
        `/v1/carts/${before.id}/items`,
        { body: { lines: lines(variantId) } },
      );
      expect(rest.body).toMatchObject({ code, field });
      expect(rest.status).toBeGreaterThanOrEqual(400);
      expect(rest.status).toBeLessThan(500);
      const after = await shop.orders.rest<{ lines: { quantity: number }[] }>(
        'GET',
        `/v1/carts/${before.id}`,
      );
      expect(after.body.lines.map(({ quantity }) => quantity)).toEqual([3]);
    },
  );

  test.each([1.5, '2', null])('the quantity %j is refused over REST', async (quantity) => {
    const { variantId } = await shop.newVariant();
    const { status, body } = await shop.orders.rest<{ code: string; field: string[] }>('POST', '/v1/carts', {
      body: { lines: [{ variantId, quantity }] },
    });
    expect(status).toBe(400);
    expect(body.field).toEqual(['lines', '0', 'quantity']);
  });

  test('answers SERVICE_UNAVAILABLE and changes nothing while the catalog is down', async () => {
    const lonely = await startOrderTestShop({ CATALOG_URL: 'http://127.0.0.1:9' }, engine);
    const { data } = await lonely.graphql<{ result: CartResult }>(ADD, {
      lines: [{ variantId: 'var_1', quantity: 1 }],
    });
    expect(data.result.userErrors).toMatchObject([{ code: 'SERVICE_UNAVAILABLE' }]);
    expect(await lonely.orders.runtime.db.selectFrom('cart').selectAll().execute()).toEqual([]);
    await lonely.stop();
  });

  test('reads 20 carts with three statements', async () => {
    const { variantId } = await shop.newVariant();
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await filled(variantId, 1)).id));
    const references = ids.map((id) => ({ __typename: 'Cart', id }));
    expect(
      await shop.orders.statementsOf(() =>
        shop.orders.entities(
          references,
          '... on Cart { total { formatted } lines { quantity } order { id } }',
        ),
      ),
    ).toBe(3);
  });
});
