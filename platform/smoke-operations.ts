/** The operations of the smoke test, as a client of the public graph writes them, with the shapes of their answers. */

export interface Money {
  amountMinor: number;
  currency: string;
  formatted: string;
}

export interface UserError {
  code: string;
  message: string;
  field: string[] | null;
}

const MONEY = '{ amountMinor currency formatted }';
const USER_ERRORS = 'userErrors { code message field }';

export interface BrowseData {
  products: {
    nodes: {
      name: string;
      variants: {
        id: string;
        sku: string;
        price: Money;
        availability: { available: number; inStock: boolean } | null;
      }[];
    }[];
  } | null;
}

export const BROWSE = `query SmokeBrowse {
  products(first: 20) {
    nodes { name variants { id sku price ${MONEY} availability { available inStock } } }
  }
}`;

export interface AddToCartData {
  cartLinesAdd: {
    cart: {
      id: string;
      total: Money | null;
      lines: { quantity: number; variant: { id: string } | null }[];
    } | null;
    userErrors: UserError[];
  } | null;
}

export const ADD_TO_CART = `mutation SmokeAddToCart($lines: [CartLineInput!]!) {
  cartLinesAdd(lines: $lines) {
    cart { id total ${MONEY} lines { quantity variant { id } } }
    ${USER_ERRORS}
  }
}`;

export interface PlaceOrderData {
  orderPlace: {
    order: { id: string; number: string; status: string } | null;
    accessToken: string | null;
    userErrors: UserError[];
  } | null;
}

export const PLACE_ORDER = `mutation SmokePlaceOrder($input: OrderPlaceInput!, $key: String!) {
  orderPlace(input: $input, idempotencyKey: $key) {
    order { id number status }
    accessToken
    ${USER_ERRORS}
  }
}`;

export interface ReadOrderData {
  order: {
    number: string;
    status: string;
    total: Money;
    saga: { status: string } | null;
    payments: { status: string; amount: Money; refunded: Money }[] | null;
    shipments: { trackingNumber: string; carrier: string; status: string }[] | null;
  } | null;
}

export const READ_ORDER = `query SmokeReadOrder($id: ID!) {
  order(id: $id) {
    number
    status
    total ${MONEY}
    saga { status }
    payments { status amount ${MONEY} refunded ${MONEY} }
    shipments { trackingNumber carrier status }
  }
}`;

export interface TrackData {
  shipmentTrack: { status: string; carrier: string; events: { __typename: string }[] } | null;
}

export const TRACK = `query SmokeTrack($trackingNumber: String!) {
  shipmentTrack(trackingNumber: $trackingNumber) { status carrier events { __typename } }
}`;

export interface CancelData {
  orderCancel: { order: { status: string } | null; userErrors: UserError[] } | null;
}

export const CANCEL = `mutation SmokeCancel($orderId: ID!, $key: String!) {
  orderCancel(orderId: $orderId, reason: "smoke test", idempotencyKey: $key) {
    order { status }
    ${USER_ERRORS}
  }
}`;
