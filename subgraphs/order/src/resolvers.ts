import { payload } from '@eci/kit/graphql';
import { money, times } from '@eci/kit/money';
import { cancelOrder } from './cancel-order.ts';
import { addToCart, clearCart, findCart, removeFromCart, setInCart } from './edit-cart.ts';
import { findOpenCart, findOrder, listCustomersOrders, listOrders } from './find-orders.ts';
import type { CartErrorCode, OrderCancelErrorCode, Resolvers } from './generated/graphql.ts';
import { placePayload } from './place-payload.ts';
import { cartTotals, pricedLines } from './price-cart.ts';

const cartErrors: Record<CartErrorCode, true> = {
  INPUT_INVALID: true,
  CART_NOT_FOUND: true,
  CART_ALREADY_ORDERED: true,
  PRODUCT_UNAVAILABLE: true,
  QUANTITY_INVALID: true,
  CURRENCY_MISMATCH: true,
  SERVICE_UNAVAILABLE: true,
};

const cancelErrors: Record<OrderCancelErrorCode, true> = {
  INPUT_INVALID: true,
  ORDER_NOT_FOUND: true,
  ORDER_NOT_CANCELLABLE: true,
  IDEMPOTENCY_KEY_REUSED: true,
  IDEMPOTENCY_IN_PROGRESS: true,
};

const reference = (id: string | null | undefined) => (id == null ? null : { id });

export const resolvers: Resolvers = {
  Query: {
    cart: (_, { id }, ctx) => findCart(ctx, id),
    order: (_, { id }, ctx) => findOrder(ctx, id),
    orders: (_, args, ctx) => listOrders(ctx, args),
  },
  Mutation: {
    cartLinesAdd: (_, { cartId, lines }, ctx) =>
      payload(cartErrors, async () => ({ cart: await addToCart(ctx, cartId ?? null, lines) })),
    cartLinesSet: (_, { cartId, lines }, ctx) =>
      payload(cartErrors, async () => ({ cart: await setInCart(ctx, cartId, lines) })),
    cartLinesRemove: (_, { cartId, variantIds }, ctx) =>
      payload(cartErrors, async () => ({ cart: await removeFromCart(ctx, cartId, variantIds) })),
    cartClear: (_, { cartId }, ctx) =>
      payload(cartErrors, async () => ({ cart: await clearCart(ctx, cartId) })),
    orderPlace: (_, { input, idempotencyKey }, ctx) => placePayload(ctx, input, idempotencyKey),
    orderCancel: (_, { orderId, reason, idempotencyKey }, ctx) =>
      payload(cancelErrors, async () => ({
        order: (await cancelOrder(ctx, orderId, reason, idempotencyKey)).value,
      })),
  },
  Cart: {
    __resolveReference: ({ id }, ctx) => findCart(ctx, id),
    lines: (cart, _, ctx) => pricedLines(ctx, cart),
    currency: async (cart, _, ctx) => (await cartTotals(ctx, cart))?.currency ?? null,
    subtotal: async (cart, _, ctx) => (await cartTotals(ctx, cart))?.subtotal ?? null,
    shippingTotal: async (cart, _, ctx) => (await cartTotals(ctx, cart))?.shippingTotal ?? null,
    taxTotal: async (cart, _, ctx) => (await cartTotals(ctx, cart))?.taxTotal ?? null,
    total: async (cart, _, ctx) => (await cartTotals(ctx, cart))?.total ?? null,
    order: ({ id }, _, { loaders }) => loaders.orderOfCart.load(id),
  },
  CartLine: {
    variant: ({ variantId }) => ({ id: variantId }),
  },
  Order: {
    __resolveReference: ({ id }, ctx) => findOrder(ctx, id),
    customer: ({ customerId }) => reference(customerId),
    shippingAddress: ({ address }) => address,
    lines: ({ id }, _, { loaders }) => loaders.lines.load(id),
    subtotal: ({ subtotalMinor, currency }) => money(subtotalMinor, currency),
    shippingTotal: ({ shippingMinor, currency }) => money(shippingMinor, currency),
    taxTotal: ({ taxMinor, currency }) => money(taxMinor, currency),
    total: ({ totalMinor, currency }) => money(totalMinor, currency),
    timeline: ({ id }, _, { loaders }) => loaders.timeline.load(id),
    saga: ({ id }, _, { loaders }) => loaders.saga.load(id),
  },
  OrderLine: {
    unitPrice: ({ unitPriceMinor, currency }) => money(unitPriceMinor, currency),
    lineTotal: ({ unitPriceMinor, currency, quantity }) => times(money(unitPriceMinor, currency), quantity),
    variant: ({ variantId }) => ({ id: variantId }),
  },
  OrderSaga: {
    steps: ({ state }) => [...state.operations],
  },
  Address: {
    id: () => null,
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    cart: ({ id }, _, ctx) => findOpenCart(ctx, id),
    orders: ({ id }, args, ctx) => listCustomersOrders(ctx, id, args),
  },
  OrderConnection: {
    totalCount: ({ totalCount }) => totalCount(),
  },
};
