import type { Motif } from '../picture.ts';

/** A variant for sale: what sets it apart, and its price in cents. */
export type VariantGoods = readonly [name: string, priceMinor: number];

export interface ProductGoods {
  readonly name: string;
  readonly description: string;
  readonly motif: Motif;
  readonly variants: readonly VariantGoods[];
}

export interface CategoryGoods {
  readonly name: string;
  readonly slug: string;
  /** First part of its SKUs. */
  readonly code: string;
  readonly products: readonly ProductGoods[];
}
