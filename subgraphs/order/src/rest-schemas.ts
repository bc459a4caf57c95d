import { money, times } from '@eci/kit/money';
import { moneySchema } from '@eci/kit/money-input';
import { z } from 'zod';
import type { CartRow } from './cart.entity.ts';
import type { OrderContext } from './context.ts';
import type { OrderRow } from './order.entity.ts';
import { cartTotals, pricedLines } from './price-cart.ts';

const addressSchema = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullish(),
  city: z.string(),
  region: z.string().nullish(),
  postalCode: z.string(),
  country: z.string(),
});

/** Shapes of carts and orders in REST answers. */
export const orderStatus = z.enum([
  'PENDING',
  'CONFIRMED',
  'PROCESSING',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'FAILED',
]);

export const cartSchema = z.object({
  id: z.string(),
  lines: z.array(
    z.object({
      id: z.string(),
      variantId: z.string(),
      quantity: z.int(),
      unitPrice: moneySchema,
      lineTotal: moneySchema,
      purchasable: z.boolean(),
    }),
  ),
  subtotal: moneySchema.nullable(),
  shippingTotal: moneySchema.nullable(),
  taxTotal: moneySchema.nullable(),
  total: moneySchema.nullable(),
  orderId: z.string().nullable(),
});

export async function presentCart(ctx: OrderContext, cart: CartRow): Promise<z.input<typeof cartSchema>> {
  const [lines, totals, order] = await Promise.all([
    pricedLines(ctx, cart),
    cartTotals(ctx, cart),
    ctx.loaders.orderOfCart.load(cart.id),
  ]);
  return {
    id: cart.id,
    lines: lines.map(({ id, variantId, quantity, unitPrice, lineTotal, purchasable }) => ({
      id,
      variantId,
      quantity,
      unitPrice,
      lineTotal,
      purchasable,
    })),
    subtotal: totals?.subtotal ?? null,
    shippingTotal: totals?.shippingTotal ?? null,
    taxTotal: totals?.taxTotal ?? null,
    total: totals?.total ?? null,
    orderId: order?.id ?? null,
  };
}

export const orderSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: orderStatus,
  placedAt: z.iso.datetime(),
  customerId: z.string().nullable(),
  email: z.string(),
  shippingAddress: addressSchema,
  lines: z.array(
    z.object({
      id: z.string(),
      variantId: z.string(),
      sku: z.string(),
      name: z.string(),
      quantity: z.int(),
      unitPrice: moneySchema,
      lineTotal: moneySchema,
    }),
  ),
  subtotal: moneySchema,
  shippingTotal: moneySchema,
  taxTotal: moneySchema,
  total: moneySchema,
  failure: z.object({ code: z.string(), message: z.string(), variantId: z.string().nullable() }).nullable(),
});

export async function presentOrder(
  { loaders }: OrderContext,
  order: OrderRow,
): Promise<z.input<typeof orderSchema>> {
  const { currency } = order;
  const lines = await loaders.lines.load(order.id);
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    placedAt: order.placedAt.toISOString(),
    customerId: order.customerId ?? null,
    email: order.email,
    shippingAddress: order.address,
    lines: lines.map((line) => ({
      id: line.id,
      variantId: line.variantId,
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      unitPrice: money(line.unitPriceMinor, line.currency),
      lineTotal: times(money(line.unitPriceMinor, line.currency), line.quantity),
    })),
    subtotal: money(order.subtotalMinor, currency),
    shippingTotal: money(order.shippingMinor, currency),
    taxTotal: money(order.taxMinor, currency),
    total: money(order.totalMinor, currency),
    failure: order.failure ?? null,
  };
}
