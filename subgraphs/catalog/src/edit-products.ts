import { requireStaff } from '@eci/kit/auth';
import { badInput, ExpectedError, notFound, parseInput } from '@eci/kit/errors';
import { newId } from '@eci/kit/ids';
import { isPossibleKey } from '@eci/kit/loaders';
import { isUniqueViolation, transact } from '@eci/kit/transaction';
import type { CategoryRow } from './category.entity.ts';
import type { CatalogContext } from './context.ts';
import type { CatalogTx } from './database.ts';
import { PRODUCT_COLUMNS, type ProductRow, type VariantRow } from './product.entity.ts';
import { priceFrom, productLifeCycle, slugOf } from './product.ts';
import {
  categoryCreateInput,
  priceInput,
  productCreateInput,
  productUpdateInput,
  type VariantInput,
  variantInput,
} from './product-input.ts';

/**
 * Every change to the catalog: staff only (UNAUTHENTICATED, FORBIDDEN), input checked (INPUT_INVALID naming the
 * field), one transaction with its event. They return the row after the change.
 */

const productUnknown = (id: string) => notFound('PRODUCT_NOT_FOUND', `No product has the id ${id}.`, ['id']);
const variantUnknown = (id: string) =>
  notFound('VARIANT_NOT_FOUND', `No variant has the id ${id}.`, ['variantId']);
const taken = (code: string, what: string, field: readonly string[]) =>
  new ExpectedError(code, `${what} is taken: choose another.`, { status: 409, field });

/** Creates a product with its variants. Throws SLUG_TAKEN, SKU_TAKEN, CATEGORY_NOT_FOUND, CURRENCY_MISMATCH. */
export async function createProduct(ctx: CatalogContext, raw: unknown): Promise<ProductRow> {
  requireStaff(ctx.viewer);
  const input = parseInput(productCreateInput, raw, ['input']);
  const product: ProductRow = {
    id: newId('prd'),
    slug: input.slug ?? madeSlug(input.name),
    name: input.name,
    description: input.description ?? null,
    imageUrl: input.imageUrl ?? null,
    status: input.status ?? 'ACTIVE',
    categoryId: input.categoryId ?? null,
    ...priceFrom(input.variants),
    version: 1,
    createdAt: ctx.now,
  };
  await transact(ctx.db, async (tx) => {
    if (product.categoryId) await requireCategory(tx, product.categoryId);
    await refuseTaken(['SLUG_TAKEN', `The slug ${product.slug}`, ['input', 'slug']], () =>
      tx.insertInto('product').values(product).execute(),
    );
    await insertVariants(tx, product.id, input.variants, ['input', 'variants']);
    await announce(ctx, tx, product);
  });
  ctx.outbox.wake();
  return product;
}

/** Changes what is given. Throws PRODUCT_NOT_FOUND, CATEGORY_NOT_FOUND, PRODUCT_STATUS_ILLEGAL. */
export async function updateProduct(ctx: CatalogContext, id: string, raw: unknown): Promise<ProductRow> {
  requireStaff(ctx.viewer);
  const { status, ...changes } = parseInput(productUpdateInput, raw, ['input']);
  return changeProduct(ctx, id, async (tx, product) => {
    if (changes.categoryId) await requireCategory(tx, changes.categoryId);
    if (status && status !== product.status) productLifeCycle.require(product.status, status);
    return { ...changes, ...(status && { status }) };
  });
}

/** Takes a product off sale. Throws PRODUCT_NOT_FOUND, PRODUCT_STATUS_ILLEGAL when it is archived already. */
export async function archiveProduct(ctx: CatalogContext, id: string): Promise<ProductRow> {
  requireStaff(ctx.viewer);
  return changeProduct(ctx, id, async (_tx, product) => {
    productLifeCycle.require(product.status, 'ARCHIVED');
    return { status: 'ARCHIVED' };
  });
}

/** Adds a variant. Throws PRODUCT_NOT_FOUND, SKU_TAKEN, CURRENCY_MISMATCH. */
export async function addVariant(ctx: CatalogContext, productId: string, raw: unknown): Promise<VariantRow> {
  requireStaff(ctx.viewer);
  const input = parseInput(variantInput, raw, ['input']);
  let variant: VariantRow | undefined;
  await changeProduct(ctx, productId, async (tx, product) => {
    requireCurrency(product.currency, input.price.currency, ['input', 'price', 'currency']);
    [variant] = await insertVariants(tx, product.id, [input], ['input']);
    return { priceFromMinor: Math.min(product.priceFromMinor, input.price.amountMinor) };
  });
  return variant!;
}

/** Sets a variant's price. Throws VARIANT_NOT_FOUND, CURRENCY_MISMATCH. */
export async function setVariantPrice(
  ctx: CatalogContext,
  variantId: string,
  raw: unknown,
): Promise<VariantRow> {
  requireStaff(ctx.viewer);
  const price = parseInput(priceInput, raw, ['price']);
  if (!isPossibleKey(variantId)) throw variantUnknown(variantId);
  const known = await ctx.db
    .selectFrom('product_variant')
    .select('productId')
    .where('id', '=', variantId)
    .executeTakeFirst();
  if (!known) throw variantUnknown(variantId);
  let variant: VariantRow | undefined;
  await changeProduct(ctx, known.productId, async (tx, product) => {
    requireCurrency(product.currency, price.currency, ['price', 'currency']);
    const siblings = await tx
      .selectFrom('product_variant')
      .selectAll()
      .where('productId', '=', product.id)
      .execute();
    const before = siblings.find((sibling) => sibling.id === variantId)!;
    variant = { ...before, priceMinor: price.amountMinor, version: before.version + 1 };
    await tx
      .updateTable('product_variant')
      .set({ priceMinor: variant.priceMinor, version: variant.version })
      .where('id', '=', variantId)
      .execute();
    await ctx.outbox.append(tx, ctx.trace, [
      {
        type: 'eci.variant.price-changed.v1',
        subject: variantId,
        sequence: variant.version,
        data: {
          variantId,
          sku: variant.sku,
          before: { amountMinor: before.priceMinor, currency: before.currency },
          after: price,
        },
      },
    ]);
    const others = siblings
      .filter((sibling) => sibling.id !== variantId)
      .map((sibling) => sibling.priceMinor);
    return { priceFromMinor: Math.min(price.amountMinor, ...others) };
  });
  return variant!;
}

/** Creates a category. Throws SLUG_TAKEN. */
export async function createCategory(ctx: CatalogContext, raw: unknown): Promise<CategoryRow> {
  requireStaff(ctx.viewer);
  const input = parseInput(categoryCreateInput, raw, ['input']);
  const category: CategoryRow = {
    id: newId('cat'),
    slug: input.slug ?? madeSlug(input.name),
    name: input.name,
  };
  await refuseTaken(['SLUG_TAKEN', `The slug ${category.slug}`, ['input', 'slug']], () =>
    ctx.db.insertInto('category').values(category).execute(),
  );
  return category;
}

type ProductChanges = Partial<Omit<ProductRow, 'id' | 'version' | 'createdAt'>>;

/** Locks the product, lets `decide` check and say what changes, and writes it with its event. */
async function changeProduct(
  ctx: CatalogContext,
  id: string,
  decide: (tx: CatalogTx, product: ProductRow) => Promise<ProductChanges>,
): Promise<ProductRow> {
  if (!isPossibleKey(id)) throw productUnknown(id);
  const changed = await transact(ctx.db, async (tx) => {
    const product = await tx
      .selectFrom('product')
      .select(PRODUCT_COLUMNS)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!product) throw productUnknown(id);
    const changes = { ...(await decide(tx, product)), version: product.version + 1 };
    await tx.updateTable('product').set(changes).where('id', '=', id).execute();
    const after = { ...product, ...changes };
    await announce(ctx, tx, after);
    return after;
  });
  ctx.outbox.wake();
  return changed;
}

function announce(ctx: CatalogContext, tx: CatalogTx, product: ProductRow): Promise<void> {
  const { id, slug, name, status, version } = product;
  return ctx.outbox.append(tx, ctx.trace, [
    {
      type: 'eci.product.changed.v1',
      subject: id,
      sequence: version,
      data: { productId: id, slug, name, status },
    },
  ]);
}

async function insertVariants(
  tx: CatalogTx,
  productId: string,
  inputs: readonly VariantInput[],
  at: readonly string[],
): Promise<VariantRow[]> {
  const variants = inputs.map(({ sku, name, price }) => ({
    id: newId('var'),
    productId,
    sku,
    name,
    priceMinor: price.amountMinor,
    currency: price.currency,
    version: 1,
  }));
  await refuseTaken(['SKU_TAKEN', 'A SKU', at], () =>
    tx.insertInto('product_variant').values(variants).execute(),
  );
  return variants;
}

/** Runs an insert; a unique violation becomes the expected error. The transaction is over then in any case. */
async function refuseTaken(refusal: Parameters<typeof taken>, insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    throw isUniqueViolation(error) ? taken(...refusal) : error;
  }
}

async function requireCategory(tx: CatalogTx, id: string): Promise<void> {
  const category = await tx.selectFrom('category').select('id').where('id', '=', id).executeTakeFirst();
  if (!category)
    throw notFound('CATEGORY_NOT_FOUND', `No category has the id ${id}.`, ['input', 'categoryId']);
}

function requireCurrency(expected: string, given: string, field: readonly string[]): void {
  if (given === expected) return;
  throw new ExpectedError('CURRENCY_MISMATCH', `This product is priced in ${expected}, not ${given}.`, {
    status: 409,
    field,
  });
}

function madeSlug(name: string): string {
  const made = slugOf(name);
  if (!made) throw badInput('input.slug: can not be made from this name, so give one.', ['input', 'slug']);
  return made;
}
