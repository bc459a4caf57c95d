import { defineSubgraph } from '@eci/kit/subgraph';
import { migrations } from '../migrations/index.ts';
import { readInventoryConfig } from './config.ts';
import type { InventoryContext } from './context.ts';
import { entities } from './database.ts';
import { createSweeper } from './expire-holds.ts';
import { inventoryLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { routes } from './routes.ts';

export const inventory = defineSubgraph({
  name: 'inventory',
  readConfig: readInventoryConfig,
  schema: new URL('../schema.graphql', import.meta.url),
  entities,
  migrations,
  resolvers,
  services: ({ config, remote }) => ({ catalog: remote('catalog', config.CATALOG_URL) }),
  context: (base, { catalog }, { db, outbox, config }): InventoryContext => ({
    ...base,
    loaders: inventoryLoaders(db),
    outbox,
    catalog,
    reservationTtlSeconds: config.RESERVATION_TTL_SECONDS,
    lowStockThreshold: config.LOW_STOCK_THRESHOLD,
  }),
  routes,
  workers: (runtime) => [createSweeper(runtime)],
});
