import { listLoader, rowLoader } from '@eci/kit/loaders';
import { prepared } from '@eci/kit/prepared';
import type { CatalogDb } from './database.ts';
import { PRODUCT_COLUMNS } from './product.entity.ts';

interface Ids {
  readonly ids: readonly string[];
}

const selectProducts = prepared((db: CatalogDb, { ids }: Ids) =>
  db.selectFrom('product').select(PRODUCT_COLUMNS).where('id', 'in', ids),
);

const selectVariants = prepared((db: CatalogDb, { ids }: Ids) =>
  db
    .selectFrom('product_variant')
    .innerJoin('product', 'product.id', 'product_variant.productId')
    .selectAll('product_variant')
    .select(['product.status', 'product.name as productName'])
    .where('product_variant.id', 'in', ids),
);

const selectVariantsOfProducts = prepared((db: CatalogDb, { ids }: Ids) =>
  db.selectFrom('product_variant').selectAll().where('productId', 'in', ids).orderBy('id'),
);

/** One set per request; each loads any number of keys with one statement. */
export const catalogLoaders = (db: CatalogDb) => ({
  product: rowLoader(
    (ids) => selectProducts.rows(db, { ids }),
    (product) => product.id,
  ),
  variant: rowLoader(
    (ids) => selectVariants.rows(db, { ids }),
    (variant) => variant.id,
  ),
  variantsOfProduct: listLoader(
    (ids) => selectVariantsOfProducts.rows(db, { ids }),
    (variant) => variant.productId,
  ),
  category: rowLoader(
    (ids) => db.selectFrom('category').selectAll().where('id', 'in', ids).execute(),
    (category) => category.id,
  ),
});
export type CatalogLoaders = ReturnType<typeof catalogLoaders>;
