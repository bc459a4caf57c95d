import { ExpectedError } from '@eci/kit/errors';
import { lifeCycle } from '@eci/kit/life-cycle';

export type ProductStatus = 'DRAFT' | 'ACTIVE' | 'ARCHIVED';

/** An archived product may come back: a season's article does every year. */
export const productLifeCycle = lifeCycle<ProductStatus>('product', 'PRODUCT_STATUS_ILLEGAL', {
  DRAFT: ['ACTIVE', 'ARCHIVED'],
  ACTIVE: ['DRAFT', 'ARCHIVED'],
  ARCHIVED: ['ACTIVE'],
});

/** A slug made from a name: `Café au lait` becomes `cafe-au-lait`. Empty when the name has no letter or digit. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100)
    .replace(/-+$/, '');

interface Priced {
  readonly price: { readonly amountMinor: number; readonly currency: string };
}

/** The one currency of a product's variants and its lowest price; throws CURRENCY_MISMATCH naming the odd variant. */
export function priceFrom(
  variants: readonly Priced[],
  currency = variants[0]!.price.currency,
): { currency: string; priceFromMinor: number } {
  const odd = variants.findIndex((variant) => variant.price.currency !== currency);
  if (odd !== -1) {
    throw new ExpectedError(
      'CURRENCY_MISMATCH',
      `All variants of a product are priced in one currency, here ${currency}.`,
      {
        status: 409,
        field: ['input', 'variants', String(odd), 'price', 'currency'],
      },
    );
  }
  return { currency, priceFromMinor: Math.min(...variants.map((variant) => variant.price.amountMinor)) };
}
