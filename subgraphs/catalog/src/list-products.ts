import { isStaff, type Viewer } from '@eci/kit/auth';
import {
  type Connection,
  type CursorKey,
  connection,
  followsKey,
  type KeyPart,
  readPage,
} from '@eci/kit/connections';
import type { Tables } from '@eci/kit/database';
import { badInput, forbidden, parseInput } from '@eci/kit/errors';
import type { Money } from '@eci/kit/money';
import { asOneValue, prepared } from '@eci/kit/prepared';
import { slug } from '@eci/kit/text';
import { type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import { z } from 'zod';
import type { CatalogDb, entities } from './database.ts';
import { PRODUCT_COLUMNS, type ProductRow, type VariantRow } from './product.entity.ts';
import type { ProductStatus } from './product.ts';
import { skuText } from './product-input.ts';

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

/** What products must match, checked: a member that is not there asks for nothing. */
interface Filter {
  readonly status?: ProductStatus;
  readonly text?: string;
  readonly categorySlug?: string;
  readonly skuIn?: readonly string[];
  readonly price?: { readonly currency: string; readonly lowest: number; readonly highest: number };
}

interface Ordering {
  columns: readonly RawBuilder<unknown>[];
  direction: 'asc' | 'desc';
  parts: readonly KeyPart[];
  keyOf: (product: ProductRow) => CursorKey;
}

const byPrice = (direction: 'asc' | 'desc'): Ordering => ({
  columns: [sql`product.currency`, sql`product.price_from_minor`, sql`product.id`],
  direction,
  parts: ['text', 'integer', 'text'],
  keyOf: (product) => [product.currency, product.priceFromMinor, product.id],
});

/** Ids sort by time of making, so the newest are the last. */
const ORDERINGS: Readonly<Record<ProductOrder, Ordering>> = {
  NEWEST: {
    columns: [sql`product.id`],
    direction: 'desc',
    parts: ['text'],
    keyOf: (product) => [product.id],
  },
  NAME: {
    columns: [sql`lower(product.name)`, sql`product.id`],
    direction: 'asc',
    parts: ['text', 'text'],
    keyOf: (product) => [product.name.toLowerCase(), product.id],
  },
  PRICE_ASC: byPrice('asc'),
  PRICE_DESC: byPrice('desc'),
};

interface Selection {
  readonly filter: Filter;
  readonly limit: number;
  readonly after?: CursorKey;
  readonly withVariants?: true;
}

/** A product's variants as one column, as `loaders.variantsOfProduct` gives them. */
const variantsOfProduct = (eb: ExpressionBuilder<Tables<typeof entities>, 'product'>) =>
  eb
    .selectFrom('product_variant')
    .whereRef('product_variant.productId', '=', 'product.id')
    .select(({ fn, ref }) => {
      const variant = jsonBuildObject({
        id: ref('product_variant.id'),
        productId: ref('product_variant.productId'),
        sku: ref('product_variant.sku'),
        name: ref('product_variant.name'),
        priceMinor: ref('product_variant.priceMinor'),
        currency: ref('product_variant.currency'),
        version: ref('product_variant.version'),
      });
      const all = fn.jsonAgg(variant).orderBy('product_variant.id');
      return fn.coalesce(all, sql<VariantRow[]>`'[]'::json`).as('all');
    })
    .as('variants');

const selectPage = ({ columns, direction }: Ordering) =>
  prepared((db: CatalogDb, { filter, limit, after, withVariants }: Selection) => {
    let query = matching(db, filter)
      .select(PRODUCT_COLUMNS)
      .$if(withVariants !== undefined, (products) => products.select(variantsOfProduct))
      .limit(limit);
    if (after) query = query.where(followsKey(columns, direction, after));
    for (const column of columns) query = query.orderBy(column, direction);
    return query;
  });

const SELECT_PAGE = {
  NEWEST: selectPage(ORDERINGS.NEWEST),
  NAME: selectPage(ORDERINGS.NAME),
  PRICE_ASC: selectPage(ORDERINGS.PRICE_ASC),
  PRICE_DESC: selectPage(ORDERINGS.PRICE_DESC),
};

const countMatching = prepared((db: CatalogDb, filter: Filter) =>
  matching(db, filter).select(({ fn }) => fn.countAll<number>().as('total')),
);

const MAX_SKUS = 100;
const MAX_TEXT = 200;

/** What names categories and products: what can not be a name is refused before the database does it. */
const names = z.object({
  categorySlug: slug().nullish(),
  skuIn: z.array(skuText()).max(MAX_SKUS, `takes at most ${MAX_SKUS} SKUs`).nullish(),
});

/**
 * A page of the products that match, one statement (and one more when the total is asked for). With
 * variants they come with their products, in the same statement.
 * Customers see ACTIVE products; asking for another status throws FORBIDDEN. Bad arguments throw INPUT_INVALID.
 */
export async function listProducts(
  db: CatalogDb,
  viewer: Viewer,
  args: ProductListArgs,
  withVariants = false,
): Promise<Connection<ProductRow>> {
  const order = args.orderBy ?? 'NEWEST';
  const { parts, keyOf } = ORDERINGS[order];
  const page = readPage(args, parts);
  const filter = readFilter(viewer, args.where ?? {});
  const rows = await SELECT_PAGE[order].rows(db, {
    filter,
    limit: page.first + 1,
    ...(page.after && { after: page.after }),
    ...(withVariants && { withVariants }),
  });
  return connection(rows, page, keyOf, async () => (await countMatching.rows(db, filter))[0]!.total);
}

/** Whether a customer may ask this, and what it comes to. */
function readFilter(viewer: Viewer, where: ProductFilter): Filter {
  const status = readStatus(viewer, where.status ?? null);
  const { text } = where;
  if (text && (text.length > MAX_TEXT || text.includes('\u0000')))
    throw badInput(`where.text takes at most ${MAX_TEXT} characters, none of them NUL.`, ['where', 'text']);
  // A form sends an empty slug when nothing is chosen.
  const named = { ...where, categorySlug: where.categorySlug || null };
  const { categorySlug, skuIn } = parseInput(names, named, ['where']);
  const price = readPrice(where.priceMin ?? null, where.priceMax ?? null);
  return {
    ...(status && { status }),
    ...(text && { text }),
    ...(categorySlug && { categorySlug }),
    ...(skuIn && { skuIn: asOneValue(skuIn) }),
    ...(price && { price }),
  };
}

/** Staff see every status unless they name one. */
function readStatus(viewer: Viewer, status: ProductStatus | null): ProductStatus | null {
  if (status && status !== 'ACTIVE' && !isStaff(viewer))
    throw forbidden('Filtering products by status needs the role STAFF.');
  return status ?? (isStaff(viewer) ? null : 'ACTIVE');
}

function readPrice(min: Money | null, max: Money | null): Filter['price'] | null {
  const currency = (min ?? max)?.currency;
  if (!currency) return null;
  if (max && max.currency !== currency)
    throw badInput('where.priceMin and where.priceMax must be in one currency.', [
      'where',
      'priceMax',
      'currency',
    ]);
  return {
    currency,
    lowest: min?.amountMinor ?? 0,
    highest: max?.amountMinor ?? Number.MAX_SAFE_INTEGER,
  };
}

/** The products that match. The values in `filter` may be stand-ins: only which of them are there counts. */
function matching(db: CatalogDb, { status, text, categorySlug, skuIn, price }: Filter) {
  let query = db.selectFrom('product');
  if (status) query = query.where('status', '=', status);
  if (text) query = query.where(matchesText(text));
  if (categorySlug)
    query = query.where(
      sql<SqlBool>`product.category_id = (select id from category where slug = ${categorySlug})`,
    );
  if (skuIn) query = query.where(variantExists(sql`sku = any(${skuIn})`));
  if (price)
    query = query.where(
      variantExists(
        sql`currency = ${price.currency} and price_minor between ${price.lowest} and ${price.highest}`,
      ),
    );
  return query;
}

const variantExists = (condition: RawBuilder<unknown>) =>
  sql<SqlBool>`exists (select 1 from product_variant where product_id = product.id and ${condition})`;

const matchesText = (text: string) => sql<SqlBool>`(
  product.search @@ websearch_to_tsquery('english', ${text})
  or ${variantExists(sql`lower(sku) = lower(${text})`)}
  or product.category_id in (select id from category where lower(name) = lower(${text})))`;
