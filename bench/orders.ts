import { randomUUID } from 'node:crypto';
import type { Platform } from '../platform/platform-options.ts';
import type { GraphqlClient } from './load.ts';
import { type BenchLine, type Load, measure } from './measure.ts';

const ADD =
  'mutation ($lines: [CartLineInput!]!) { cartLinesAdd(lines: $lines) { cart { id total { amountMinor currency } } userErrors { message } } }';
const PLACE =
  'mutation ($input: OrderPlaceInput!, $key: String!) { orderPlace(input: $input, idempotencyKey: $key) { order { id status } userErrors { code } } }';

interface AddAnswer {
  cartLinesAdd: { cart: { id: string; total: { amountMinor: number; currency: string } } };
}
interface PlaceAnswer {
  orderPlace: { order: { status: string } | null };
}

const shippingAddress = {
  name: 'Bench Buyer',
  line1: 'Teststraße 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

/** A guest's order end to end: cart with one line, then placed, paid and confirmed. One unit is both requests. */
export function benchOrders(
  platform: Platform,
  client: GraphqlClient,
  variants: readonly string[],
  load: Load,
): Promise<BenchLine> {
  let next = 0;
  return measure('orders', platform, load, async () => {
    const variantId = variants[next++ % variants.length]!;
    const { cartLinesAdd } = await client.ask<AddAnswer>(ADD, { lines: [{ variantId, quantity: 1 }] });
    const { id: cartId, total } = cartLinesAdd.cart;
    const input = {
      cartId,
      email: 'bench@example.com',
      shippingAddress,
      paymentToken: 'tok_ok',
      expectedTotal: total,
    };
    const { orderPlace } = await client.ask<PlaceAnswer>(PLACE, { input, key: randomUUID() });
    return orderPlace.order?.status === 'CONFIRMED';
  });
}
