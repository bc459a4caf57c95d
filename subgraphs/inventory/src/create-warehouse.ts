import { requireStaff } from '@eci/kit/auth';
import { ExpectedError, parseInput } from '@eci/kit/errors';
import { newId } from '@eci/kit/ids';
import { isUniqueViolation } from '@eci/kit/transaction';
import type { InventoryContext } from './context.ts';
import { warehouseCreateInput } from './stock-input.ts';
import type { WarehouseRow } from './warehouse.entity.ts';

/** Opens a warehouse. Staff only. Throws INPUT_INVALID, WAREHOUSE_CODE_TAKEN. */
export async function createWarehouse(ctx: InventoryContext, raw: unknown): Promise<WarehouseRow> {
  requireStaff(ctx.viewer);
  const warehouse: WarehouseRow = { id: newId('whs'), ...parseInput(warehouseCreateInput, raw, ['input']) };
  try {
    await ctx.db.insertInto('warehouse').values(warehouse).execute();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ExpectedError('WAREHOUSE_CODE_TAKEN', `The code ${warehouse.code} is taken: choose another.`, {
      status: 409,
      field: ['input', 'code'],
    });
  }
  return warehouse;
}
