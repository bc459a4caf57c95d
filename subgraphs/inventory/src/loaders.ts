import { listLoader, rowLoader } from '@eci/kit/loaders';
import { asOneValue, prepared } from '@eci/kit/prepared';
import { sql } from 'kysely';
import type { InventoryDb } from './database.ts';

const selectAvailable = prepared((db: InventoryDb, { variantIds }: { variantIds: readonly string[] }) =>
  db
    .selectFrom('stock_level')
    .select(['variantId', sql<number>`sum(on_hand - held)`.as('available')])
    .where(sql<boolean>`variant_id = any(${variantIds})`)
    .groupBy('variantId'),
);

/** One set per request; each loads any number of keys with one statement. */
export const inventoryLoaders = (db: InventoryDb) => ({
  /** Units that can be sold of a variant, over all warehouses; null for a variant that no warehouse knows. */
  available: rowLoader(
    (variantIds) => selectAvailable.rows(db, { variantIds: asOneValue(variantIds) }),
    (row) => row.variantId,
  ),
  levelsOfVariant: listLoader(
    (variantIds) =>
      db
        .selectFrom('stock_level')
        .innerJoin('warehouse', 'warehouse.id', 'stock_level.warehouseId')
        .selectAll('stock_level')
        .where(sql<boolean>`variant_id = any(${[...variantIds]})`)
        .orderBy('warehouse.priority')
        .orderBy('warehouse.id')
        .execute(),
    (level) => level.variantId,
  ),
  warehouse: rowLoader(
    (ids) =>
      db
        .selectFrom('warehouse')
        .selectAll()
        .where(sql<boolean>`id = any(${[...ids]})`)
        .execute(),
    (warehouse) => warehouse.id,
  ),
});
export type InventoryLoaders = ReturnType<typeof inventoryLoaders>;
