import { requireStaff } from '@eci/kit/auth';
import { notFound, parseInput } from '@eci/kit/errors';
import type { InventoryContext } from './context.ts';
import type { StockLevelRow } from './stock.entity.ts';
import { thresholdInput } from './stock-input.ts';

/**
 * Sets below how many available units a level counts as low. It tells nobody by itself: stock.low is about units that
 * leave. Staff only. Throws INPUT_INVALID, STOCK_LEVEL_NOT_FOUND.
 */
export async function setThreshold(ctx: InventoryContext, raw: unknown): Promise<StockLevelRow> {
  requireStaff(ctx.viewer);
  const { variantId, warehouseId, lowStockThreshold } = parseInput(thresholdInput, raw, ['input']);
  const level = await ctx.db
    .updateTable('stock_level')
    .set(({ eb }) => ({ lowStockThreshold, version: eb('version', '+', 1) }))
    .where('variantId', '=', variantId)
    .where('warehouseId', '=', warehouseId)
    .returningAll()
    .executeTakeFirst();
  if (level) return level;
  throw notFound(
    'STOCK_LEVEL_NOT_FOUND',
    `The warehouse ${warehouseId} never had the variant ${variantId}: adjust its stock first.`,
    ['input', 'variantId'],
  );
}
