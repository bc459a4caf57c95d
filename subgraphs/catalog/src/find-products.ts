import { isStaff, type Viewer } from '@eci/kit/auth';
import { badInput } from '@eci/kit/errors';
import { isPossibleKey } from '@eci/kit/loaders';
import type { CatalogContext } from './context.ts';
import { PRODUCT_COLUMNS, type ProductRow, type VariantRow } from './product.entity.ts';

/** A DRAFT is staff's; ACTIVE and ARCHIVED products can be looked at, since orders link to them. */
export const maySeeProduct = (viewer: Viewer, product: Pick<ProductRow, 'status'>): boolean =>
  product.status !== 'DRAFT' || isStaff(viewer);

/** One product by exactly one of id and slug, null when unknown or not to be seen. Throws INPUT_INVALID otherwise. */
export async function findProduct(
  ctx: CatalogContext,
  by: { id?: string | null; slug?: string | null },
): Promise<ProductRow | null> {
  if ((by.id == null) === (by.slug == null)) throw badInput('Give exactly one of id and slug.', ['id']);
  const product = by.id != null ? await ctx.loaders.product.load(by.id) : await findBySlug(ctx, by.slug!);
  return product && maySeeProduct(ctx.viewer, product) ? product : null;
}

async function findBySlug({ db }: CatalogContext, slug: string): Promise<ProductRow | null> {
  if (!isPossibleKey(slug)) return null;
  const found = db.selectFrom('product').select(PRODUCT_COLUMNS).where('slug', '=', slug);
  return (await found.executeTakeFirst()) ?? null;
}

/** One variant by its id, null when unknown or its product is not to be seen. */
export async function findVariant(ctx: CatalogContext, id: string): Promise<VariantRow | null> {
  const variant = await ctx.loaders.variant.load(id);
  return variant && maySeeProduct(ctx.viewer, variant) ? variant : null;
}
