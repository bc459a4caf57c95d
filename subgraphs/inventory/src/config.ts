import { readConfig, subgraphVariables, variable } from '@eci/kit/config';

const variables = {
  ...subgraphVariables(8083),
  /** Base URL of the catalog, which knows what variants there are. */
  CATALOG_URL: variable.url(),
  /** How long an order may hold stock before it is given back; longer than the order saga's deadline of 10 min. */
  RESERVATION_TTL_SECONDS: variable.integer(900, 1),
  /** Pause between two sweeps for expired holds, ms. */
  SWEEP_INTERVAL_MS: variable.integer(5_000, 10),
  /** Threshold of a stock level that is new, in units; 0 never tells. */
  LOW_STOCK_THRESHOLD: variable.integer(5),
};

/** This service's environment, typed; throws one ConfigError that lists every problem. */
export const readInventoryConfig = (env?: Record<string, string | undefined>) =>
  readConfig('inventory', variables, env);
export type InventoryConfig = ReturnType<typeof readInventoryConfig>;
