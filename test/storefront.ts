import { randomUUID } from 'node:crypto';
import { eventually } from '@eci/kit/testing/eventually';
import type { Platform } from '../platform/platform-options.ts';

export interface UserError {
  code: string;
  message: string;
  field: string[] | null;
  variant?: { id: string } | null;
}
export interface Money {
  amountMinor: number;
  currency: string;
}
export interface OrderAnswer {
  id: string;
  number: string;
  status: string;
  email: string | null;
  customer: { id: string } | null;
  total: Money;
  timeline: { kind: string; detail: string | null }[];
  saga: { status: string; steps: { name: string; status: string; attempts: number; error: string | null }[] };
  payments: { id: string; status: string; amount: Money; refunded: Money }[] | null;
  shipments: { id: string; trackingNumber: string; status: string; carrier: string }[] | null;
  notifications: { kind: string; status: string }[] | null;
}
export interface CartAnswer {
  id: string;
  total: Money | null;
  lines: { quantity: number; variant: { id: string; sku: string; availability: { available: number } } }[];
}
export interface PlaceAnswer {
  order: { id: string; status: string; number: string } | null;
  accessToken: string | null;
  cart: CartAnswer | null;
  userErrors: UserError[];
}
export interface Answer<Data> {
  status: number;
  data: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
}

export const ADDRESS = {
  name: 'Grete Gast',
  line1: 'Hauptstraße 1',
  city: 'Köln',
  postalCode: '50667',
  country: 'DE',
};

const CART =
  'id total { amountMinor currency } lines { quantity variant { id sku availability { available } } }';
const ADD = `mutation ($cartId: ID, $lines: [CartLineInput!]!) { cartLinesAdd(cartId: $cartId, lines: $lines) { cart { ${CART} } userErrors { code field } } }`;
const PLACE = `mutation ($input: OrderPlaceInput!, $key: String!) {
  orderPlace(input: $input, idempotencyKey: $key) { order { id status number } accessToken cart { ${CART} } userErrors { code message field variant { id } } }
}`;
const ORDER = `query ($id: ID!) {
  order(id: $id) {
    id number status email customer { id } total { amountMinor currency } timeline { kind detail }
    saga { status steps { name status attempts error } }
    payments { id status amount { amountMinor currency } refunded { amountMinor currency } }
    shipments { id trackingNumber status carrier }
    notifications { kind status }
  }
}`;
const CANCEL = `mutation ($id: ID!, $key: String!, $reason: String) {
  orderCancel(orderId: $id, idempotencyKey: $key, reason: $reason) { order { id status saga { status } } userErrors { code field } }
}`;

/** What a shop's front end does on the public graph, and its staff. */
export async function openStorefront(platform: Platform) {
  const send = async <Data>(query: string, variables: object = {}, token?: string): Promise<Answer<Data>> => {
    const answer = await fetch(platform.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: answer.status, ...((await answer.json()) as Omit<Answer<Data>, 'status'>) };
  };
  const ask = async <Data>(query: string, variables: object = {}, token?: string): Promise<Data> => {
    const { data, errors } = await send<Data>(query, variables, token);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  };
  const login = async (email: string, password: string): Promise<string> => {
    const { customerLogin } = await ask<{
      customerLogin: { session: { accessToken: string } | null; userErrors: UserError[] };
    }>(
      'mutation ($input: CustomerLoginInput!) { customerLogin(input: $input) { session { accessToken } userErrors { code } } }',
      { input: { email, password } },
    );
    if (!customerLogin.session) throw new Error(JSON.stringify(customerLogin.userErrors));
    return customerLogin.session.accessToken;
  };
  const account = (role: string) => platform.demoAccounts.find((each) => each.role === role)!;
  const signIn = (role: string) => login(account(role).email, account(role).password);
  const staff = await signIn('STAFF');
  const customer = await signIn('CUSTOMER');
  let warehouseCount = 0;

  const newWarehouse = async (): Promise<string> => {
    const n = ++warehouseCount;
    const { warehouseCreate } = await ask<{ warehouseCreate: { warehouse: { id: string } } }>(
      'mutation ($input: WarehouseCreateInput!) { warehouseCreate(input: $input) { warehouse { id } userErrors { code } } }',
      {
        input: {
          code: `T-${randomUUID().slice(0, 8).toUpperCase()}`,
          name: `Warehouse ${n}`,
          priority: n,
          country: 'DE',
        },
      },
      staff,
    );
    return warehouseCreate.warehouse.id;
  };
  const warehouse = await newWarehouse();

  const adjust = async (variantId: string, delta: number, warehouseId = warehouse): Promise<void> => {
    const { stockAdjust } = await ask<{ stockAdjust: { userErrors: UserError[] } }>(
      'mutation ($input: StockAdjustInput!, $key: String!) { stockAdjust(input: $input, idempotencyKey: $key) { userErrors { code message } } }',
      { input: { variantId, warehouseId, delta, reason: 'delivery' }, key: randomUUID() },
      staff,
    );
    if (stockAdjust.userErrors.length > 0) throw new Error(JSON.stringify(stockAdjust.userErrors));
  };

  /** A variant on sale with units in the first warehouse. */
  const newVariant = async (
    units: number,
    amountMinor = 2_000,
  ): Promise<{ id: string; productId: string; sku: string }> => {
    const sku = `T-${randomUUID().slice(0, 13)}`;
    const { productCreate } = await ask<{
      productCreate: { product: { id: string; variants: { id: string }[] } };
    }>(
      'mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id variants { id } } userErrors { message } } }',
      {
        input: {
          name: `Test ${sku}`,
          variants: [{ sku, name: 'Regular', price: { amountMinor, currency: 'EUR' } }],
        },
      },
      staff,
    );
    const id = productCreate.product.variants[0]!.id;
    if (units > 0) await adjust(id, units);
    return { id, productId: productCreate.product.id, sku };
  };

  const cartWith = async (lines: Record<string, number>, token?: string): Promise<CartAnswer> => {
    const { cartLinesAdd } = await ask<{
      cartLinesAdd: { cart: CartAnswer | null; userErrors: UserError[] };
    }>(
      ADD,
      { lines: Object.entries(lines).map(([variantId, quantity]) => ({ variantId, quantity })) },
      token,
    );
    if (!cartLinesAdd.cart) throw new Error(JSON.stringify(cartLinesAdd.userErrors));
    return cartLinesAdd.cart;
  };

  interface PlaceOptions {
    token?: string;
    key?: string;
    paymentToken?: string;
    expectedTotal?: Money;
    email?: string | null;
  }
  const place = async (cartId: string, options: PlaceOptions = {}): Promise<PlaceAnswer> => {
    const {
      token,
      key = randomUUID(),
      paymentToken = 'tok_ok',
      expectedTotal,
      email = token ? null : 'guest@example.com',
    } = options;
    const input = { cartId, email, shippingAddress: ADDRESS, paymentToken, expectedTotal };
    return (await ask<{ orderPlace: PlaceAnswer }>(PLACE, { input, key }, token)).orderPlace;
  };
  const order = async (id: string, token = staff): Promise<OrderAnswer | null> =>
    (await ask<{ order: OrderAnswer | null }>(ORDER, { id }, token)).order;

  return {
    send,
    ask,
    login,
    signIn,
    staff,
    customer,
    warehouse,
    newWarehouse,
    newVariant,
    adjust,
    cartWith,
    place,
    order,
    /** Cart with one line, placed at once. */
    buy: async (variantId: string, quantity = 1, options: PlaceOptions = {}): Promise<PlaceAnswer> =>
      place((await cartWith({ [variantId]: quantity }, options.token)).id, options),
    orderWhen: (
      id: string,
      awaited: string,
      holds: (order: OrderAnswer) => boolean,
      withinMs = 30_000,
    ): Promise<OrderAnswer> =>
      eventually(
        `${awaited} of ${id}`,
        async () => {
          const found = await order(id);
          return found && holds(found) ? found : null;
        },
        withinMs,
      ),
    cancel: async (id: string, token = staff, key: string = randomUUID()) =>
      (
        await ask<{
          orderCancel: {
            order: { status: string; saga: { status: string } } | null;
            userErrors: UserError[];
          };
        }>(CANCEL, { id, key, reason: 'changed my mind' }, token)
      ).orderCancel,
    availableOf: async (variantId: string): Promise<number> => {
      const answer = await fetch(`${platform.urls.inventory}/v1/inventory/${variantId}`);
      return ((await answer.json()) as { available: number }).available;
    },
    shipTo: async (shipmentId: string, ...statuses: string[]): Promise<void> => {
      for (const status of statuses) {
        const { shipmentStatusUpdate } = await ask<{ shipmentStatusUpdate: { userErrors: UserError[] } }>(
          'mutation ($id: ID!, $status: ShipmentStatus!) { shipmentStatusUpdate(shipmentId: $id, status: $status) { shipment { id } userErrors { code message } } }',
          { id: shipmentId, status },
          staff,
        );
        if (shipmentStatusUpdate.userErrors.length > 0)
          throw new Error(JSON.stringify(shipmentStatusUpdate.userErrors));
      }
    },
  };
}
export type Storefront = Awaited<ReturnType<typeof openStorefront>>;
