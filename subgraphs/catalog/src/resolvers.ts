import { payload } from '@eci/kit/graphql';
import { selects } from '@eci/kit/selection';
import {
  addVariant,
  archiveProduct,
  createCategory,
  createProduct,
  setVariantPrice,
  updateProduct,
} from './edit-products.ts';
import { findProduct, findVariant } from './find-products.ts';
import type { ProductErrorCode, Resolvers } from './generated/graphql.ts';
import { listProducts } from './list-products.ts';

const productErrors: Record<ProductErrorCode, true> = {
  INPUT_INVALID: true,
  PRODUCT_NOT_FOUND: true,
  VARIANT_NOT_FOUND: true,
  CATEGORY_NOT_FOUND: true,
  SLUG_TAKEN: true,
  SKU_TAKEN: true,
  CURRENCY_MISMATCH: true,
  PRODUCT_STATUS_ILLEGAL: true,
};

export const resolvers: Resolvers = {
  Query: {
    products: (_, args, { db, viewer }, info) => listProducts(db, viewer, args, selects(info, 'variants')),
    product: (_, args, ctx) => findProduct(ctx, args),
    categories: (_, _args, { db }) => db.selectFrom('category').selectAll().orderBy('name').execute(),
  },
  Mutation: {
    productCreate: (_, { input }, ctx) =>
      payload(productErrors, async () => ({ product: await createProduct(ctx, input) })),
    productUpdate: (_, { id, input }, ctx) =>
      payload(productErrors, async () => ({ product: await updateProduct(ctx, id, input) })),
    productArchive: (_, { id }, ctx) =>
      payload(productErrors, async () => ({ product: await archiveProduct(ctx, id) })),
    variantAdd: (_, { productId, input }, ctx) =>
      payload(productErrors, async () => ({ variant: await addVariant(ctx, productId, input) })),
    variantPriceSet: (_, { variantId, price }, ctx) =>
      payload(productErrors, async () => ({ variant: await setVariantPrice(ctx, variantId, price) })),
    categoryCreate: (_, { input }, ctx) =>
      payload(productErrors, async () => ({ category: await createCategory(ctx, input) })),
  },
  Product: {
    __resolveReference: ({ id }, ctx) => findProduct(ctx, { id }),
    category: ({ categoryId }, _, { loaders }) => (categoryId ? loaders.category.load(categoryId) : null),
    variants: ({ id, variants }, _, { loaders }) => variants ?? loaders.variantsOfProduct.load(id),
  },
  ProductVariant: {
    __resolveReference: ({ id }, ctx) => findVariant(ctx, id),
    price: ({ priceMinor, currency }) => ({ amountMinor: priceMinor, currency }),
    product: async ({ productId }, _, { loaders }) => (await loaders.product.load(productId))!,
  },
  Category: {
    __resolveReference: ({ id }, { loaders }) => loaders.category.load(id),
  },
  ProductConnection: {
    totalCount: ({ totalCount }) => totalCount(),
  },
};
