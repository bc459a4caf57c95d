import { prepared } from '@eci/kit/prepared';
import type { CartLineRow, CartRow } from './cart.entity.ts';
import type { OrderContext } from './context.ts';
import type { OrderDb } from './database.ts';

const selectCart = prepared((db: OrderDb, { cartId }: { cartId: string }) =>
  db
    .selectFrom('cart')
    .leftJoin('cart_line', 'cart_line.cartId', 'cart.id')
    .selectAll('cart')
    .select(['cart_line.id as lineId', 'cart_line.variantId', 'cart_line.quantity'])
    .where('cart.id', '=', cartId)
    .orderBy('cart_line.id'),
);

/** A cart with its lines as they are now, in one statement and hence of one version; the request's loaders know them then. */
export async function readCart({ db, loaders }: OrderContext, cartId: string): Promise<CartRow | null> {
  const rows = await selectCart.rows(db, { cartId });
  if (rows.length === 0) return null;
  const { lineId: _line, variantId: _variant, quantity: _quantity, ...cart } = rows[0]!;
  const lines = rows.flatMap(({ lineId, variantId, quantity }): CartLineRow[] =>
    lineId === null ? [] : [{ id: lineId, cartId, variantId: variantId!, quantity: quantity! }],
  );
  loaders.cart.clear(cartId).prime(cartId, cart);
  loaders.cartLines.clear(cartId).prime(cartId, lines);
  return cart;
}
