import { isStaff, type Viewer } from '@eci/kit/auth';
import { type Connection, type CursorKey, connection, followsKey, readPage } from '@eci/kit/connections';
import { badInput, forbidden } from '@eci/kit/errors';
import type { Money } from '@eci/kit/money';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CatalogDb } from './database.ts';
import type { ProductRow } from './product.entity.ts';
import type { ProductStatus } from './product.ts';

export interface ProductFilter {
  text?: string | null;
  categorySlug?: string | null;
  skuIn?: readonly string[] | null;
  priceMin?: Money | null;
  priceMax?: Money | null;
  status?: ProductStatus | null;
}

export type ProductOrder = 'NEWEST' | 'NAME' | 'PRICE_ASC' | 'PRICE_DESC';

export interface ProductListArgs {
  first?: number | null;
  after?: string | null;
  where?: ProductFilter | null;
  orderBy?: ProductOrder | null;
}

interface Ordering {
  columns: readonly RawBuilder<unknown>[];
  direction: 'asc' | 'desc';
  keyOf: (product: ProductRow) => CursorKey;
}

const byPrice = (direction: 'asc' | 'desc'): Ordering => ({
  columns: [sql`product.currency`, sql`product.price_from_minor`, sql`product.id`],
  direction,
  keyOf: (product) => [product.currency, product.priceFromMinor, product.id],
});

/** Ids sort by time of making, so the newest are the last. */
const ORDERINGS: Readonly<Record<ProductOrder, Ordering>> = {
  NEWEST: { columns: [sql`product.id`], direction: 'desc', keyOf: (product) => [product.id] },
  NAME: {
    columns: [sql`lower(product.name)`, sql`product.id`],
    direction: 'asc',
    keyOf: (product) => [product.name.toLowerCase(), product.id],
  },
  PRICE_ASC: byPrice('asc'),
  PRICE_DESC: byPrice('desc'),
};

const MAX_SKUS = 100;
const MAX_TEXT = 200;

/**
 * A page of the products that match, one statement (and one more when the total is asked for).
 * Customers see ACTIVE products; asking for another status throws FORBIDDEN. Bad arguments throw INPUT_INVALID.
 */
export async function listProducts(
  db: CatalogDb,
  viewer: Viewer,
  args: ProductListArgs,
): Promise<Connection<ProductRow>> {
  const ordering = ORDERINGS[args.orderBy ?? 'NEWEST'];
  const page = readPage(args, ordering.columns.length);
  const conditions = filterConditions(viewer, args.where ?? {});
  const matching = () =>
    conditions.reduce((query, condition) => query.where(condition), db.selectFrom('product'));

  let query = matching().selectAll('product');
  if (page.after) query = query.where(followsKey(ordering.columns, ordering.direction, page.after));
  for (const column of ordering.columns) query = query.orderBy(column, ordering.direction);
  const rows = await query.limit(page.first + 1).execute();
  return connection(rows, page, ordering.keyOf, async () => {
    const counted = await matching()
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return Number(counted.total);
  });
}

function filterConditions(viewer: Viewer, where: ProductFilter): RawBuilder<SqlBool>[] {
  const conditions = [statusCondition(viewer, where.status ?? null)];
  if (where.text) conditions.push(textCondition(where.text));
  if (where.categorySlug) {
    conditions.push(
      sql<SqlBool>`product.category_id = (select id from category where slug = ${where.categorySlug})`,
    );
  }
  if (where.skuIn) {
    if (where.skuIn.length > MAX_SKUS)
      throw badInput(`where.skuIn takes at most ${MAX_SKUS} SKUs.`, ['where', 'skuIn']);
    conditions.push(
      sql<SqlBool>`exists (select 1 from product_variant where product_id = product.id and sku = any(${[...where.skuIn]}))`,
    );
  }
  if (where.priceMin || where.priceMax)
    conditions.push(priceCondition(where.priceMin ?? null, where.priceMax ?? null));
  return conditions;
}

function statusCondition(viewer: Viewer, status: ProductStatus | null): RawBuilder<SqlBool> {
  if (status && status !== 'ACTIVE' && !isStaff(viewer))
    throw forbidden('Filtering products by status needs the role STAFF.');
  // Staff see every status unless they name one; a plan per status keeps the customers' index in use.
  if (!status && isStaff(viewer)) return sql<SqlBool>`true`;
  return sql<SqlBool>`product.status = ${status ?? 'ACTIVE'}`;
}

function textCondition(text: string): RawBuilder<SqlBool> {
  if (text.length > MAX_TEXT || text.includes('\u0000'))
    throw badInput(`where.text takes at most ${MAX_TEXT} characters, none of them NUL.`, ['where', 'text']);
  return sql<SqlBool>`(
    product.search @@ websearch_to_tsquery('english', ${text})
    or exists (select 1 from product_variant where product_id = product.id and lower(sku) = lower(${text}))
    or product.category_id in (select id from category where lower(name) = lower(${text})))`;
}

function priceCondition(min: Money | null, max: Money | null): RawBuilder<SqlBool> {
  const currency = (min ?? max)!.currency;
  if (max && max.currency !== currency)
    throw badInput('where.priceMin and where.priceMax must be in one currency.', [
      'where',
      'priceMax',
      'currency',
    ]);
  const lowest = min?.amountMinor ?? 0;
  const highest = max?.amountMinor ?? Number.MAX_SAFE_INTEGER;
  return sql<SqlBool>`exists (
    select 1 from product_variant
    where product_id = product.id and currency = ${currency} and price_minor between ${lowest} and ${highest})`;
}
