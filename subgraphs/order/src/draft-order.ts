import { randomInt } from 'node:crypto';
import { ExpectedError, notFound, unavailable } from '@eci/kit/errors';
import { newId } from '@eci/kit/ids';
import { fetchFrom, RemoteUnknown } from '@eci/kit/remote';
import { z } from 'zod';
import type { CartRow } from './cart.entity.ts';
import { displayName } from './catalog-prices.ts';
import type { OrderContext } from './context.ts';
import { ownsCart } from './edit-cart.ts';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import { type PlaceInput, paymentTokenInvalid } from './place-input.ts';
import { type PricedCartLine, pricedLines } from './price-cart.ts';
import { mismatch, priceLines } from './pricing.ts';
import { readCart } from './read-cart.ts';

/** An order that could be written now: the cart as it was priced, by its version. */
export interface Draft {
  readonly cart: CartRow;
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
}

/** The order was refused over its cart; the payload shows the cart as it is now. */
export class CartRefused extends ExpectedError {
  readonly cart: CartRow;
  readonly variantId: string | null;
  constructor(code: string, message: string, cart: CartRow, variantId: string | null = null) {
    super(code, message, {
      status: 409,
      field: ['input', 'cartId'],
      details: { cartId: cart.id, ...(variantId && { variantId }) },
    });
    this.cart = cart;
    this.variantId = variantId;
  }
}

/**
 * Checks and prices the order of a cart, writing nothing. Prices come from the catalog, never from the client.
 * Throws CART_NOT_FOUND, CART_EMPTY, PRODUCT_UNAVAILABLE, CURRENCY_MISMATCH, TOTAL_CHANGED, PAYMENT_TOKEN_INVALID,
 * SERVICE_UNAVAILABLE.
 */
export async function draftOrder(ctx: OrderContext, input: PlaceInput): Promise<Draft> {
  const cart = await readCart(ctx, input.cartId);
  if (!cart || !ownsCart(ctx.viewer, cart))
    throw notFound('CART_NOT_FOUND', 'No cart of yours has this id.', ['input', 'cartId']);
  const [lines, email] = await Promise.all([
    pricedLines(ctx, cart),
    emailOf(ctx, input),
    requireKnownToken(ctx, input.paymentToken),
  ]);
  await requireAllKnown(ctx, cart, lines);
  requireOrderable(cart, lines);
  const totals = priceLines(lines, ctx.services.pricing);
  requireExpected(cart, input, totals.total);
  const orderId = newId('ord');
  return {
    cart,
    order: {
      id: orderId,
      number: newOrderNumber(),
      status: 'PENDING',
      customerId: ctx.viewer.kind === 'user' ? ctx.viewer.id : null,
      email,
      cartId: cart.id,
      activeCartId: cart.id,
      currency: totals.currency,
      subtotalMinor: totals.subtotal.amountMinor,
      shippingMinor: totals.shippingTotal.amountMinor,
      taxMinor: totals.taxTotal.amountMinor,
      totalMinor: totals.total.amountMinor,
      address: input.shippingAddress,
      failure: null,
      version: 1,
      placedAt: ctx.now,
    },
    lines: lines.map(({ variantId, variant, quantity, unitPrice }) => ({
      id: newId('oln'),
      orderId,
      variantId,
      sku: variant.sku,
      name: displayName(variant),
      quantity,
      unitPriceMinor: unitPrice.amountMinor,
      currency: unitPrice.currency,
    })),
  };
}

/** A variant the catalog does not know (it never deletes one) must stop the order, not vanish from its price. */
async function requireAllKnown(
  { loaders }: OrderContext,
  cart: CartRow,
  priced: readonly PricedCartLine[],
): Promise<void> {
  const known = new Set(priced.map(({ variantId }) => variantId));
  const missing = (await loaders.cartLines.load(cart.id)).find(({ variantId }) => !known.has(variantId));
  if (!missing) return;
  const message = `The catalog does not know the variant ${missing.variantId}: remove it from the cart.`;
  throw new CartRefused('PRODUCT_UNAVAILABLE', message, cart, missing.variantId);
}

function requireOrderable(cart: CartRow, lines: readonly PricedCartLine[]): void {
  if (lines.length === 0)
    throw new CartRefused('CART_EMPTY', 'The cart has no lines: put something into it first.', cart);
  const gone = lines.find((line) => !line.purchasable);
  if (gone)
    throw new CartRefused(
      'PRODUCT_UNAVAILABLE',
      `${displayName(gone.variant)} is no longer sold: remove it from the cart.`,
      cart,
      gone.variantId,
    );
}

function requireExpected(
  cart: CartRow,
  { expectedTotal }: PlaceInput,
  total: { amountMinor: number; currency: string },
): void {
  if (!expectedTotal) return;
  if (expectedTotal.currency !== total.currency)
    throw mismatch(`The order costs ${total.currency}, not ${expectedTotal.currency}.`, [
      'input',
      'expectedTotal',
      'currency',
    ]);
  if (expectedTotal.amountMinor !== total.amountMinor) {
    throw new CartRefused(
      'TOTAL_CHANGED',
      'The total is no longer what you saw: show the cart anew and ask again.',
      cart,
    );
  }
}

const userSchema = z.object({ email: z.string() });

async function emailOf(ctx: OrderContext, { email }: PlaceInput): Promise<string> {
  if (email !== null) return email;
  const id = ctx.viewer.kind === 'user' ? ctx.viewer.id : '';
  const user = userSchema.safeParse(
    await fetchFrom(ctx.services.customer, `/v1/users/${encodeURIComponent(id)}`, ctx.trace),
  );
  if (!user.success) throw unavailable('Your account could not be read: give input.email or try again.');
  return user.data.email;
}

const checkSchema = z.object({ valid: z.boolean() });

/**
 * Asks the payment context whether the provider knows the token, so that no order is written for a mistyped one.
 * When it can not be asked the order goes on: the charge decides, as the saga's every step does.
 */
async function requireKnownToken(ctx: OrderContext, paymentToken: string): Promise<void> {
  try {
    const answer = await ctx.services.payment.request({
      method: 'POST',
      path: '/v1/payments/tokens/check',
      body: { paymentToken },
      trace: ctx.trace,
      timeoutMs: 1_000,
    });
    const check = checkSchema.safeParse(answer.body);
    if (answer.status === 200 && check.success && !check.data.valid) throw paymentTokenInvalid();
  } catch (error) {
    if (!(error instanceof RemoteUnknown)) throw error;
    ctx.log.info(
      { requestId: ctx.trace.requestId },
      'payment token not checked beforehand: payment can not be reached',
    );
  }
}

const NUMBER_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A number people can read out: no 0, O, 1 or I; 45 random bits, and unique in the database. */
const newOrderNumber = (): string => {
  const letters = Array.from({ length: 9 }, () => NUMBER_ALPHABET[randomInt(32)]).join('');
  return `ECI-${letters.slice(0, 5)}-${letters.slice(5)}`;
};
