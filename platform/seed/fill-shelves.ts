import {
  CURRENCY,
  categories,
  type SeedCategory,
  type SeedProduct,
  SOLD_OUT,
  stockOf,
  warehouses,
} from './shop.ts';
import type { ShopClient } from './shop-client.ts';

/** Ids of variants by SKU. */
export type VariantIds = ReadonlyMap<string, string>;

interface Found {
  categories: { id: string; slug: string }[];
  warehouses: { id: string; code: string }[];
  products: { nodes: FoundProduct[] };
}
interface FoundProduct {
  slug: string;
  variants: { id: string; sku: string }[];
}

const FIND = `query SeedFind($skus: [String!]!) {
  categories { id slug }
  warehouses { id code }
  products(first: 100, where: { skuIn: $skus }) { nodes { slug variants { id sku } } }
}`;

const CREATE_CATEGORY = {
  name: 'categoryCreate',
  args: { input: 'CategoryCreateInput!' },
  selection: 'category { id slug }',
};
const CREATE_WAREHOUSE = {
  name: 'warehouseCreate',
  args: { input: 'WarehouseCreateInput!' },
  selection: 'warehouse { id code }',
};
const CREATE_PRODUCT = {
  name: 'productCreate',
  args: { input: 'ProductCreateInput!' },
  selection: 'product { slug variants { id sku } }',
};
const ADJUST = {
  name: 'stockAdjust',
  args: { input: 'StockAdjustInput!', idempotencyKey: 'String!' },
  selection: 'stockLevel { onHand }',
};

/**
 * Puts the goods of the demo shop on sale and into its warehouses, as staff; what is there already stays as it is.
 * `imageUrlOf` gives the address of a product's picture. Answers the ids of all variants.
 */
export async function fillShelves(
  staff: ShopClient,
  imageUrlOf: (slug: string) => string,
): Promise<VariantIds> {
  const skus = categories.flatMap(({ products }) => products.map(({ variants }) => variants[0]!.sku));
  const found = await staff.ask<Found>(FIND, { skus });
  const [categoryIds, warehouseIds] = await Promise.all([
    openCategories(staff, found),
    openWarehouses(staff, found),
  ]);
  const known = new Map(found.products.nodes.map((product) => [product.slug, product]));

  // Category by category side by side: one is stocked while the next is still being listed.
  const filled = await Promise.all(
    categories.map(async (category) => {
      const ids = await listProducts(staff, category, categoryIds.get(category.slug)!, known, imageUrlOf);
      await stockProducts(staff, category, ids, warehouseIds);
      return [...ids];
    }),
  );
  return new Map(filled.flat());
}

async function openCategories(staff: ShopClient, found: Found): Promise<Map<string, string>> {
  const missing = categories.filter(
    ({ slug }) => !found.categories.some((category) => category.slug === slug),
  );
  const made = await staff.mutate<{ category: Found['categories'][number] }>(
    CREATE_CATEGORY,
    missing.map(({ name, slug }) => ({ input: { name, slug } })),
  );
  return new Map(
    [...found.categories, ...made.map(({ category }) => category)].map(({ id, slug }) => [slug, id]),
  );
}

async function openWarehouses(staff: ShopClient, found: Found): Promise<Map<string, string>> {
  const missing = warehouses.filter(
    ({ code }) => !found.warehouses.some((warehouse) => warehouse.code === code),
  );
  const made = await staff.mutate<{ warehouse: Found['warehouses'][number] }>(
    CREATE_WAREHOUSE,
    missing.map((input) => ({ input })),
  );
  return new Map(
    [...found.warehouses, ...made.map(({ warehouse }) => warehouse)].map(({ id, code }) => [code, id]),
  );
}

async function listProducts(
  staff: ShopClient,
  { products }: SeedCategory,
  categoryId: string,
  known: ReadonlyMap<string, FoundProduct>,
  imageUrlOf: (slug: string) => string,
): Promise<Map<string, string>> {
  const missing = products.filter(({ slug }) => !known.has(slug));
  const made = await staff.mutate<{ product: FoundProduct }>(
    CREATE_PRODUCT,
    missing.map((product) => ({ input: productInput(product, categoryId, imageUrlOf(product.slug)) })),
  );
  const all = [
    ...products.flatMap(({ slug }) => known.get(slug) ?? []),
    ...made.map(({ product }) => product),
  ];
  return new Map(all.flatMap(({ variants }) => variants.map(({ sku, id }) => [sku, id] as const)));
}

const productInput = (
  { slug, name, description, variants }: SeedProduct,
  categoryId: string,
  imageUrl: string,
) => ({
  slug,
  name,
  description,
  imageUrl,
  categoryId,
  variants: variants.map(({ sku, name: variant, priceMinor }) => ({
    sku,
    name: variant,
    price: { amountMinor: priceMinor, currency: CURRENCY },
  })),
});

/** The first delivery of everything. It is expected by an empty shelf, so a repeated seed changes nothing on a full one. */
async function stockProducts(
  staff: ShopClient,
  { products }: SeedCategory,
  ids: VariantIds,
  warehouseIds: ReadonlyMap<string, string>,
): Promise<void> {
  const variants = products.flatMap((product) => product.variants);
  const deliveries = variants.flatMap((variant) =>
    warehouses
      .map((warehouse) => ({ sku: variant.sku, code: warehouse.code, units: stockOf(variant, warehouse) }))
      .filter(({ units }) => units > 0),
  );
  const adjustment = (sku: string, code: string, delta: number, more: object) => ({
    input: { variantId: ids.get(sku), warehouseId: warehouseIds.get(code), delta, ...more },
    idempotencyKey: `demo-shop:${sku}:${code}:${delta}`,
  });
  const received = (sku: string, code: string, units: number) =>
    adjustment(sku, code, units, { expectedOnHand: 0, cause: 'RECEIVED', reason: 'first delivery' });
  const calls = deliveries.map(({ sku, code, units }) => received(sku, code, units));
  if (ids.has(SOLD_OUT)) {
    const [{ code }] = warehouses as [(typeof warehouses)[number]];
    const units = 5;
    calls.push(
      received(SOLD_OUT, code, units),
      adjustment(SOLD_OUT, code, -units, { expectedOnHand: units, reason: 'sent to the fair' }),
    );
  }
  await staff.mutate(ADJUST, calls, ['STOCK_CHANGED']);
}
