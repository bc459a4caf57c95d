import { type Money, times } from '@eci/kit/money';
import type { CartLineRow, CartRow } from './cart.entity.ts';
import type { CatalogVariant } from './catalog-prices.ts';
import type { OrderContext } from './context.ts';
import { priceLines, type Totals } from './pricing.ts';

/** A cart's line with the catalog's price at this moment. */
export interface PricedCartLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly variant: CatalogVariant;
  readonly unitPrice: Money;
  readonly lineTotal: Money;
  readonly purchasable: boolean;
}

/**
 * The cart's lines priced by the catalog, one request for all. A variant the catalog no longer knows is left out (it
 * never deletes one). Throws SERVICE_UNAVAILABLE when the catalog can not be asked.
 */
export async function pricedLines({ loaders }: OrderContext, cart: CartRow): Promise<PricedCartLine[]> {
  const lines = await loaders.cartLines.load(cart.id);
  const variants = await Promise.all(lines.map(({ variantId }) => loaders.variant.load(variantId)));
  return lines.flatMap((line, index) => {
    const variant = variants[index];
    return variant ? [pricedLine(line, variant)] : [];
  });
}

const pricedLine = ({ id, variantId, quantity }: CartLineRow, variant: CatalogVariant): PricedCartLine => ({
  id,
  variantId,
  quantity,
  variant,
  unitPrice: variant.price,
  lineTotal: times(variant.price, quantity),
  purchasable: variant.status === 'ACTIVE',
});

/** The cart's totals; null while it is empty. Throws CURRENCY_MISMATCH. */
export async function cartTotals(ctx: OrderContext, cart: CartRow): Promise<Totals | null> {
  const lines = await pricedLines(ctx, cart);
  return lines.length === 0 ? null : priceLines(lines, ctx.services.pricing);
}
