/** Most units of a variant in one warehouse: sums over warehouses then fit GraphQL's Int. */
export const MAX_ON_HAND = 10_000_000;
/** Most units of a line of an order, and of one adjustment. */
export const MAX_QUANTITY = 1_000_000;
/** How long a change waits for another that holds what it needs, ms. */
export const LOCK_PATIENCE_MS = 1_000;

/** Units that can still be sold of a stock level. */
export const availableOf = (level: { onHand: number; held: number }): number => level.onHand - level.held;
