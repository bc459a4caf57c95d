import { requireStaff } from '@eci/kit/auth';
import { ExpectedError, toUserError } from '@eci/kit/errors';
import { payload } from '@eci/kit/graphql';
import { isPossibleKey } from '@eci/kit/loaders';
import { adjustStock, findLevel } from './adjust-stock.ts';
import { createWarehouse } from './create-warehouse.ts';
import type { Resolvers, StockErrorCode, WarehouseErrorCode } from './generated/graphql.ts';
import { listLevels, listMovements, listWarehouses } from './list-stock.ts';
import { setThreshold } from './set-threshold.ts';
import { availableOf } from './stock.ts';

const stockErrors: Record<StockErrorCode, true> = {
  INPUT_INVALID: true,
  VARIANT_NOT_FOUND: true,
  WAREHOUSE_NOT_FOUND: true,
  STOCK_LEVEL_NOT_FOUND: true,
  STOCK_CHANGED: true,
  STOCK_INSUFFICIENT: true,
  STOCK_LIMIT_EXCEEDED: true,
  SERVICE_UNAVAILABLE: true,
  IDEMPOTENCY_KEY_REUSED: true,
  IDEMPOTENCY_IN_PROGRESS: true,
};
const warehouseErrors: Record<WarehouseErrorCode, true> = { INPUT_INVALID: true, WAREHOUSE_CODE_TAKEN: true };

/** A refusal with what is on hand, so that the client can look again without another request. */
const stockUserError = (error: unknown) => ({
  ...toUserError(error, stockErrors),
  onHand:
    error instanceof ExpectedError && typeof error.details.onHand === 'number' ? error.details.onHand : null,
});

export const resolvers: Resolvers = {
  Query: {
    warehouses: (_, _args, { db, viewer }) => listWarehouses(db, viewer),
    stockLevels: (_, args, { db, viewer }) => listLevels(db, viewer, args),
    stockMovements: (_, args, { db, viewer }) => listMovements(db, viewer, args),
  },
  Mutation: {
    warehouseCreate: (_, { input }, ctx) =>
      payload(warehouseErrors, async () => ({ warehouse: await createWarehouse(ctx, input) })),
    stockAdjust: async (_, { input, idempotencyKey }, ctx) => {
      try {
        const { value } = await adjustStock(ctx, input, idempotencyKey, {
          at: ['input'],
          keyField: 'idempotencyKey',
        });
        return { stockLevel: await findLevel(ctx.db, value.variantId, value.warehouseId), userErrors: [] };
      } catch (error) {
        return { userErrors: [stockUserError(error)] };
      }
    },
    stockThresholdSet: async (_, { input }, ctx) => {
      try {
        return { stockLevel: await setThreshold(ctx, input), userErrors: [] };
      } catch (error) {
        return { userErrors: [stockUserError(error)] };
      }
    },
  },
  ProductVariant: {
    // The catalog owns variants and says which exist; here any id has an availability, 0 for one never stocked.
    __resolveReference: ({ id }) => (isPossibleKey(id) ? { id } : null),
    availability: async ({ id }, _, { loaders }) => {
      const available = (await loaders.available.load(id))?.available ?? 0;
      return { available, inStock: available > 0 };
    },
    stockLevels: ({ id }, _, { loaders, viewer }) => {
      requireStaff(viewer);
      return loaders.levelsOfVariant.load(id);
    },
  },
  StockLevel: {
    variant: ({ variantId }) => ({ id: variantId }),
    warehouse: async ({ warehouseId }, _, { loaders }) => (await loaders.warehouse.load(warehouseId))!,
    available: availableOf,
  },
  StockMovement: {
    variant: ({ variantId }) => ({ id: variantId }),
    warehouse: async ({ warehouseId }, _, { loaders }) => (await loaders.warehouse.load(warehouseId))!,
  },
  StockLevelConnection: { totalCount: ({ totalCount }) => totalCount() },
  StockMovementConnection: { totalCount: ({ totalCount }) => totalCount() },
};
