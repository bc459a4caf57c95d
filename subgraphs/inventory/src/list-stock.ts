import { isStaff, requireStaff, type Viewer } from '@eci/kit/auth';
import { type Connection, connection, followsKey, type Page, readPage } from '@eci/kit/connections';
import { forbidden, parseInput } from '@eci/kit/errors';
import { idText } from '@eci/kit/text';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { InventoryDb } from './database.ts';
import type { StockLevelRow, StockMovementRow } from './stock.entity.ts';
import type { WarehouseRow } from './warehouse.entity.ts';

interface PageArgs {
  first?: number | null;
  after?: string | null;
}

const filter = z.object({
  variantId: idText().nullish(),
  warehouseId: idText().nullish(),
  low: z.boolean().nullish(),
});
export type StockFilter = z.input<typeof filter>;

const count = (rows: { total: number }) => Number(rows.total);

/** All warehouses, the one that is asked first at the top. Staff only. */
export function listWarehouses(db: InventoryDb, viewer: Viewer): Promise<WarehouseRow[]> {
  requireStaff(viewer);
  return db.selectFrom('warehouse').selectAll().orderBy('priority').orderBy('id').execute();
}

/** Stock levels that match, by variant and warehouse. Staff only. Bad arguments throw INPUT_INVALID. */
export async function listLevels(
  db: InventoryDb,
  viewer: Viewer,
  args: PageArgs & { where?: StockFilter | null },
): Promise<Connection<StockLevelRow>> {
  requireStaff(viewer);
  const page = readPage(args, ['text', 'text']);
  const conditions = conditionsOf(args.where);
  const matching = () =>
    conditions.reduce((query, condition) => query.where(condition), db.selectFrom('stock_level'));
  const columns = [sql`variant_id`, sql`warehouse_id`];
  let query = matching().selectAll();
  if (page.after) query = query.where(followsKey(columns, 'asc', page.after));
  const rows = await query
    .orderBy('variantId')
    .orderBy('warehouseId')
    .limit(page.first + 1)
    .execute();
  return connection(
    rows,
    page,
    ({ variantId, warehouseId }) => [variantId, warehouseId],
    async () =>
      count(
        await matching()
          .select(({ fn }) => fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow(),
      ),
  );
}

/** The ledger, newest first. Staff only. Bad arguments throw INPUT_INVALID. */
export async function listMovements(
  db: InventoryDb,
  viewer: Viewer,
  args: PageArgs & { where?: StockFilter | null },
): Promise<Connection<StockMovementRow>> {
  requireStaff(viewer);
  const page = readPage(args, ['text']);
  const conditions = conditionsOf(args.where);
  const matching = () =>
    conditions.reduce((query, condition) => query.where(condition), db.selectFrom('stock_movement'));
  let query = matching().selectAll();
  if (page.after) query = query.where(followsKey([sql`id`], 'desc', page.after));
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.first + 1)
    .execute();
  return connection(
    rows,
    page,
    ({ id }) => [id],
    async () =>
      count(
        await matching()
          .select(({ fn }) => fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow(),
      ),
  );
}

function conditionsOf(where: StockFilter | null | undefined): RawBuilder<SqlBool>[] {
  const { variantId, warehouseId, low } = parseInput(filter, where ?? {}, ['where']);
  const conditions: RawBuilder<SqlBool>[] = [];
  if (variantId != null) conditions.push(sql`variant_id = ${variantId}`);
  if (warehouseId != null) conditions.push(sql`warehouse_id = ${warehouseId}`);
  if (low != null) conditions.push(sql`(on_hand - held < low_stock_threshold) = ${low}`);
  return conditions;
}

/** A variant with the units of it that can be sold. */
export interface VariantAvailability {
  readonly variantId: string;
  readonly available: number;
}

export interface AvailabilityFilter {
  variantIds?: readonly string[];
  inStock?: boolean;
  /** Staff only. */
  warehouseId?: string;
}

/** Variants that any warehouse ever had, with their availability, by id. Filtering by warehouse is for staff. */
export async function listAvailability(
  db: InventoryDb,
  viewer: Viewer,
  args: PageArgs & AvailabilityFilter,
): Promise<Connection<VariantAvailability>> {
  const page: Page = readPage(args, ['text']);
  if (args.warehouseId !== undefined && !isStaff(viewer))
    throw forbidden('Filtering stock by warehouse needs the role STAFF.');
  let query = db
    .selectFrom('stock_level')
    .select(['variantId', sql<number>`sum(on_hand - held)`.as('available')])
    .groupBy('variantId')
    .orderBy('variantId')
    .limit(page.first + 1);
  if (page.after) query = query.where('variantId', '>', String(page.after[0]));
  if (args.variantIds) query = query.where(sql<SqlBool>`variant_id = any(${[...args.variantIds]})`);
  if (args.warehouseId !== undefined) query = query.where('warehouseId', '=', args.warehouseId);
  if (args.inStock !== undefined)
    query = query.having(sql<SqlBool>`(sum(on_hand - held) > 0) = ${args.inStock}`);
  const rows = await query.execute();
  return connection(
    rows,
    page,
    ({ variantId }) => [variantId],
    async () => rows.length,
  );
}
