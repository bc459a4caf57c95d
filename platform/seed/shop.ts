import { coffee, kitchen } from './goods/coffee-and-kitchen.ts';
import { desk, garden } from './goods/desk-and-garden.ts';
import type { CategoryGoods, ProductGoods } from './goods/goods.ts';
import { lighting, stationery } from './goods/lighting-and-stationery.ts';
import { outdoor, textiles } from './goods/outdoor-and-textiles.ts';
import type { Motif } from './picture.ts';
import { createRandom } from './random.ts';

/** What the demo shop sells and has in stock. It depends on nothing but this code: not on the day, not on chance. */

export const CURRENCY = 'EUR';

export interface SeedVariant {
  readonly sku: string;
  readonly name: string;
  readonly priceMinor: number;
}

export interface SeedProduct {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly motif: Motif;
  readonly variants: readonly SeedVariant[];
}

export interface SeedCategory {
  readonly slug: string;
  readonly name: string;
  readonly products: readonly SeedProduct[];
}

export interface SeedWarehouse {
  readonly code: string;
  readonly name: string;
  /** The lowest is asked first. */
  readonly priority: number;
  readonly country: string;
}

/** The first has everything that is to be had; the others have some of it. */
export const warehouses: readonly SeedWarehouse[] = [
  { code: 'HAM-1', name: 'Hamburg', priority: 1, country: 'DE' },
  { code: 'LYS-1', name: 'Lyon', priority: 2, country: 'FR' },
  { code: 'WRO-1', name: 'Wroclaw', priority: 3, country: 'PL' },
];

/** How many of ten variants the second and the third warehouse have. */
const SHARE: Readonly<Record<string, number>> = { 'LYS-1': 4, 'WRO-1': 2 };

/** Sold out: it came in and has gone. */
export const SOLD_OUT = 'OUT-RID-TEN-3-PERSONS';
/** Nearly gone, only in the first warehouse. */
export const SCARCE: Readonly<Record<string, number>> = {
  'TEX-BRA-JUT-RUG-150-CM': 2,
  'LIG-REA-FLO-LAM-BLACK': 3,
  'DSK-WAL-MON-STA-80-CM': 4,
  'COF-GOO-KET-1-2-L': 6,
};

export const categories: readonly SeedCategory[] = [
  coffee,
  kitchen,
  lighting,
  stationery,
  outdoor,
  textiles,
  desk,
  garden,
].map(({ name, slug, code, products }: CategoryGoods) => ({
  name,
  slug,
  products: products.map((product) => seedProduct(code, product)),
}));

function seedProduct(code: string, { name, description, motif, variants }: ProductGoods): SeedProduct {
  const initials = words(name).map((word) => word.slice(0, 3));
  return {
    slug: words(name).join('-').toLowerCase(),
    name,
    description,
    motif,
    variants: variants.map(([variant, priceMinor]) => ({
      sku: [code, ...initials, ...words(variant)].join('-').toUpperCase(),
      name: variant,
      priceMinor,
    })),
  };
}

function words(text: string): string[] {
  return text
    .replaceAll("'", '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
}

/** Units of a variant that a warehouse gets, 0 for none; between 12 and 80 unless the variant is scarce. */
export function stockOf({ sku }: SeedVariant, { code }: SeedWarehouse): number {
  const isFirst = code === warehouses[0]!.code;
  if (sku === SOLD_OUT) return 0;
  if (sku in SCARCE) return isFirst ? SCARCE[sku]! : 0;
  const random = createRandom(`${sku} in ${code}`);
  if (!isFirst && random.below(10) >= SHARE[code]!) return 0;
  return 12 + random.below(69);
}
