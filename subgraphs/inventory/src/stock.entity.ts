import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** Why stock changed. */
export type MovementCause =
  | 'RECEIVED'
  | 'ADJUSTED'
  | 'RESERVED'
  | 'COMMITTED'
  | 'RELEASED'
  | 'EXPIRED'
  | 'RETURNED';

/** Units of a variant in a warehouse: `held` of the `onHand` are promised to orders. */
export const StockLevel = defineEntity({
  name: 'StockLevel',
  properties: {
    variantId: p.string().length(64).primary(),
    warehouseId: p.string().length(64).primary(),
    onHand: p.integer(),
    held: p.integer(),
    lowStockThreshold: p.integer(),
    version: p.integer(),
  },
});
export type StockLevelRow = InferEntity<typeof StockLevel>;

/** The ledger, append only: the sums of its deltas are the level. `reference` is the order's id, or staff's reason. */
export const StockMovement = defineEntity({
  name: 'StockMovement',
  properties: {
    id: p.string().length(64).primary(),
    variantId: p.string().length(64),
    warehouseId: p.string().length(64),
    onHandDelta: p.integer(),
    heldDelta: p.integer(),
    cause: p.string().length(16).$type<MovementCause>(),
    reference: p.string().length(200),
    at: p.datetime(3),
  },
});
export type StockMovementRow = InferEntity<typeof StockMovement>;

/** How often a variant ran low: the sequence of its stock.low events. */
export const LowStockNotice = defineEntity({
  name: 'LowStockNotice',
  properties: {
    variantId: p.string().length(64).primary(),
    notices: p.integer(),
  },
});
