import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ProductStatus } from './product.ts';

/** Something the shop sells. `priceFromMinor` is its cheapest variant's price, kept for sorting by price. */
export const Product = defineEntity({
  name: 'Product',
  properties: {
    id: p.string().length(64).primary(),
    slug: p.string().length(100),
    name: p.string().length(200),
    description: p.text().nullable(),
    imageUrl: p.text().nullable(),
    status: p.string().length(16).$type<ProductStatus>(),
    categoryId: p.string().length(64).nullable(),
    currency: p.string().length(3),
    priceFromMinor: p.bigint('number'),
    version: p.integer(),
    createdAt: p.datetime(3),
  },
});
export type ProductRow = InferEntity<typeof Product> & {
  /** In order of their ids, when they were read with it. */
  readonly variants?: VariantRow[] | null;
};

/** A product's columns: its table also has the words that it is searched by, which no reader wants. */
export const PRODUCT_COLUMNS = [
  'product.id',
  'product.slug',
  'product.name',
  'product.description',
  'product.imageUrl',
  'product.status',
  'product.categoryId',
  'product.currency',
  'product.priceFromMinor',
  'product.version',
  'product.createdAt',
] as const;

/** What is bought. */
export const ProductVariant = defineEntity({
  name: 'ProductVariant',
  properties: {
    id: p.string().length(64).primary(),
    productId: p.string().length(64),
    sku: p.string().length(64),
    name: p.string().length(100),
    priceMinor: p.bigint('number'),
    currency: p.string().length(3),
    version: p.integer(),
  },
});
export type VariantRow = InferEntity<typeof ProductVariant>;
