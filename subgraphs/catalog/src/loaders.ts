import { listLoader, rowLoader } from '@eci/kit/loaders';
import type { CatalogDb } from './database.ts';

/** One set per request; each loads any number of keys with one statement. */
export const catalogLoaders = (db: CatalogDb) => ({
  product: rowLoader(
    (ids) => db.selectFrom('product').selectAll().where('id', 'in', ids).execute(),
    (product) => product.id,
  ),
  variant: rowLoader(
    (ids) =>
      db
        .selectFrom('product_variant')
        .innerJoin('product', 'product.id', 'product_variant.productId')
        .selectAll('product_variant')
        .select(['product.status', 'product.name as productName'])
        .where('product_variant.id', 'in', ids)
        .execute(),
    (variant) => variant.id,
  ),
  variantsOfProduct: listLoader(
    (ids) =>
      db.selectFrom('product_variant').selectAll().where('productId', 'in', ids).orderBy('id').execute(),
    (variant) => variant.productId,
  ),
  category: rowLoader(
    (ids) => db.selectFrom('category').selectAll().where('id', 'in', ids).execute(),
    (category) => category.id,
  ),
});
export type CatalogLoaders = ReturnType<typeof catalogLoaders>;
