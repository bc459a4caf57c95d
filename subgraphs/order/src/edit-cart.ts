import { isStaff, type Viewer } from '@eci/kit/auth';
import { ExpectedError, notFound, parseInput } from '@eci/kit/errors';
import { newCapability, newId } from '@eci/kit/ids';
import { idText } from '@eci/kit/text';
import { transact } from '@eci/kit/transaction';
import { preparedWrites } from '@eci/kit/write-together';
import { z } from 'zod';
import type { CartLineRow, CartRow } from './cart.entity.ts';
import { addQuantities, checkQuantities, MAX_LINES, type Quantity, setQuantities } from './cart.ts';
import type { OrderContext } from './context.ts';
import type { OrderDb, OrderTx } from './database.ts';
import { mismatch } from './pricing.ts';

const lineList = <Line extends z.ZodType>(line: Line) =>
  z
    .array(line, 'must be a list')
    .min(1, 'must not be empty')
    .max(MAX_LINES, `must hold at most ${MAX_LINES} lines`);
const quantityLines = lineList(
  z.strictObject({ variantId: idText(), quantity: z.number('must be a number') }),
);
const variantIdList = lineList(idText());

const cartUnknown = () =>
  notFound('CART_NOT_FOUND', 'No cart of yours has this id: start one without a cartId.', ['cartId']);
export const alreadyOrdered = (field: readonly string[] = ['cartId']) =>
  new ExpectedError('CART_ALREADY_ORDERED', 'This cart has become an order: start a new one.', {
    status: 409,
    field,
  });

/** A guest's cart is its bearer's; a customer's is the customer's, and staff may look. */
export const maySeeCart = (viewer: Viewer, cart: CartRow): boolean =>
  ownsCart(viewer, cart) || isStaff(viewer);
export const ownsCart = (viewer: Viewer, cart: CartRow): boolean =>
  cart.customerId == null || (viewer.kind === 'user' && viewer.id === cart.customerId);

/** A cart by its id, null when unknown or not the viewer's to see. */
export async function findCart({ loaders, viewer }: OrderContext, id: string): Promise<CartRow | null> {
  const cart = await loaders.cart.load(id);
  return cart && maySeeCart(viewer, cart) ? cart : null;
}

/**
 * Puts units into a cart on top of those in it; without an id makes a cart, owned by the signed-in customer if there
 * is one. Throws QUANTITY_INVALID, PRODUCT_UNAVAILABLE, CURRENCY_MISMATCH, CART_NOT_FOUND, CART_ALREADY_ORDERED,
 * SERVICE_UNAVAILABLE.
 */
export async function addToCart(
  ctx: OrderContext,
  cartId: string | null,
  rawLines: unknown,
): Promise<CartRow> {
  const lines = parseInput(quantityLines, rawLines, ['lines']);
  checkQuantities(lines, 1);
  const currency = await requireOnSale(ctx, lines);
  if (cartId === null) return createCart(ctx, addQuantities(new Map(), lines));
  return changeCart(ctx, cartId, currency, (current) => addQuantities(current, lines));
}

/** Sets quantities; 0 removes. Throws as addToCart does. */
export async function setInCart(ctx: OrderContext, cartId: string, rawLines: unknown): Promise<CartRow> {
  const lines = parseInput(quantityLines, rawLines, ['lines']);
  checkQuantities(lines, 0);
  const currency = await requireOnSale(
    ctx,
    lines.filter(({ quantity }) => quantity > 0),
  );
  return changeCart(ctx, cartId, currency, (current) => setQuantities(current, lines));
}

/** Removes variants. Throws CART_NOT_FOUND, CART_ALREADY_ORDERED. */
export async function removeFromCart(
  ctx: OrderContext,
  cartId: string,
  rawVariantIds: unknown,
): Promise<CartRow> {
  const variantIds = parseInput(variantIdList, rawVariantIds, ['variantIds']);
  return changeCart(ctx, cartId, null, (current) =>
    setQuantities(
      current,
      variantIds.map((variantId) => ({ variantId, quantity: 0 })),
    ),
  );
}

/** Removes every line. Throws CART_NOT_FOUND, CART_ALREADY_ORDERED. */
export const clearCart = (ctx: OrderContext, cartId: string): Promise<CartRow> =>
  changeCart(ctx, cartId, null, () => new Map());

/** All lines must be on sale and in one currency, which is returned; null for no lines. */
async function requireOnSale({ loaders }: OrderContext, lines: readonly Quantity[]): Promise<string | null> {
  const variants = await Promise.all(lines.map(({ variantId }) => loaders.variant.load(variantId)));
  let currency: string | null = null;
  variants.forEach((variant, index) => {
    if (variant?.status !== 'ACTIVE') {
      throw new ExpectedError(
        'PRODUCT_UNAVAILABLE',
        `No variant on sale has the id ${lines[index]!.variantId}.`,
        { status: 404, field: ['lines', String(index), 'variantId'] },
      );
    }
    currency ??= variant.price.currency;
    if (variant.price.currency !== currency)
      throw mismatch(`This variant is priced in ${variant.price.currency}, the cart in ${currency}.`, [
        'lines',
        String(index),
        'variantId',
      ]);
  });
  return currency;
}

const writeCart = preparedWrites((db: OrderDb, given: { cart: CartRow; lines: CartLineRow[] }) => [
  db.insertInto('cart').values(given.cart),
  db.insertInto('cart_line').values(given.lines),
]);

async function createCart(ctx: OrderContext, quantities: ReadonlyMap<string, number>): Promise<CartRow> {
  const cart: CartRow = {
    id: newCapability('cart'),
    customerId: ctx.viewer.kind === 'user' ? ctx.viewer.id : null,
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  const lines = linesOf(cart.id, quantities);
  await writeCart(ctx.db, ctx.dialect, { cart, lines });
  ctx.loaders.cartLines.prime(cart.id, lines);
  return cart;
}

/** Locks the cart, lets `decide` say which quantities it holds afterwards, and writes what differs. */
async function changeCart(
  ctx: OrderContext,
  cartId: string,
  currency: string | null,
  decide: (current: ReadonlyMap<string, number>) => Map<string, number>,
): Promise<CartRow> {
  const sample = currency === null ? null : await currencyOf(ctx, cartId);
  if (sample && sample !== currency)
    throw mismatch(
      `The cart is priced in ${sample}, this in ${currency}: order them one currency at a time.`,
      ['lines'],
    );
  const cart = await transact(ctx.db, async (tx) => {
    const found = await tx
      .selectFrom('cart')
      .selectAll()
      .where('id', '=', cartId)
      .forUpdate()
      .executeTakeFirst();
    if (!found || !ownsCart(ctx.viewer, found)) throw cartUnknown();
    if (
      await tx.selectFrom('placed_order').select('id').where('activeCartId', '=', cartId).executeTakeFirst()
    )
      throw alreadyOrdered();
    const lines = await tx.selectFrom('cart_line').selectAll().where('cartId', '=', cartId).execute();
    const before = new Map(lines.map(({ variantId, quantity }) => [variantId, quantity]));
    await writeLines(tx, cartId, before, decide(before));
    const changed = { version: found.version + 1, updatedAt: ctx.now };
    await tx.updateTable('cart').set(changed).where('id', '=', cartId).execute();
    return { ...found, ...changed };
  });
  ctx.loaders.cartLines.clear(cartId);
  return cart;
}

/** The currency of what a cart holds already, by one of its variants; null when it is empty or unknown. */
async function currencyOf({ loaders }: OrderContext, cartId: string): Promise<string | null> {
  const [line] = await loaders.cartLines.load(cartId);
  return line ? ((await loaders.variant.load(line.variantId))?.price.currency ?? null) : null;
}

async function writeLines(
  tx: OrderTx,
  cartId: string,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Promise<void> {
  const removed = [...before.keys()].filter((variantId) => !after.has(variantId));
  if (removed.length > 0)
    await tx.deleteFrom('cart_line').where('cartId', '=', cartId).where('variantId', 'in', removed).execute();
  for (const [variantId, quantity] of after) {
    if (!before.has(variantId) || before.get(variantId) === quantity) continue;
    await tx
      .updateTable('cart_line')
      .set({ quantity })
      .where('cartId', '=', cartId)
      .where('variantId', '=', variantId)
      .execute();
  }
  const added = linesOf(cartId, new Map([...after].filter(([variantId]) => !before.has(variantId))));
  if (added.length > 0) await tx.insertInto('cart_line').values(added).execute();
}

const linesOf = (cartId: string, quantities: ReadonlyMap<string, number>): CartLineRow[] =>
  [...quantities].map(([variantId, quantity]) => ({ cartId, variantId, id: newId('cln'), quantity }));
