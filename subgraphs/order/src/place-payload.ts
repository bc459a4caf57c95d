import { ExpectedError, toUserError } from '@eci/kit/errors';
import type { CartRow } from './cart.entity.ts';
import type { OrderContext } from './context.ts';
import { CartRefused } from './draft-order.ts';
import type { OrderPlaceErrorCode } from './generated/graphql.ts';
import type { OrderRow } from './order.entity.ts';
import { placeOrder } from './place-order.ts';

const placeErrors: Record<OrderPlaceErrorCode, true> = {
  INPUT_INVALID: true,
  CART_EMPTY: true,
  CART_NOT_FOUND: true,
  CART_ALREADY_ORDERED: true,
  EMAIL_REQUIRED: true,
  PRODUCT_UNAVAILABLE: true,
  QUANTITY_INVALID: true,
  TOTAL_CHANGED: true,
  OUT_OF_STOCK: true,
  PAYMENT_DECLINED: true,
  PAYMENT_TOKEN_INVALID: true,
  CURRENCY_MISMATCH: true,
  ADDRESS_INVALID: true,
  SERVICE_UNAVAILABLE: true,
  IDEMPOTENCY_KEY_REUSED: true,
  IDEMPOTENCY_IN_PROGRESS: true,
  ORDER_CANCELLED: true,
};

interface PlaceUserError {
  code: OrderPlaceErrorCode;
  message: string;
  field: string[] | null;
  variant: { id: string } | null;
}

export interface PlacePayload {
  order: OrderRow | null;
  accessToken: string | null;
  cart: CartRow | null;
  userErrors: PlaceUserError[];
}

/** Places an order and shapes orderPlace's payload: the order with the reason of its failure, or why there is none. */
export async function placePayload(ctx: OrderContext, input: unknown, key: unknown): Promise<PlacePayload> {
  try {
    const { value: order } = await placeOrder(ctx, input, key);
    const accessToken = order.customerId == null ? await ctx.services.guestToken(order.id) : null;
    return { order, accessToken, cart: null, userErrors: order.failure ? [failureOf(order)] : [] };
  } catch (error) {
    const variantId = error instanceof CartRefused ? error.variantId : null;
    const userError = { ...toUserError(error, placeErrors), variant: variantId ? { id: variantId } : null };
    return {
      order: null,
      accessToken: null,
      cart: error instanceof CartRefused ? error.cart : null,
      userErrors: [userError],
    };
  }
}

function failureOf({ failure }: OrderRow): PlaceUserError {
  const { code, message, variantId } = failure!;
  const { code: known } = toUserError(new ExpectedError(code, message), placeErrors);
  return { code: known, message, field: null, variant: variantId ? { id: variantId } : null };
}
