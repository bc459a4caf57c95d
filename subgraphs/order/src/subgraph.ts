import { defineSubgraph } from '@eci/kit/subgraph';
import { migrations } from '../migrations/index.ts';
import { readOrderConfig } from './config.ts';
import type { OrderContext } from './context.ts';
import { entities } from './database.ts';
import { orderConsumer } from './follow-parcels.ts';
import { orderLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { routes } from './routes.ts';
import { orderServices } from './services.ts';

export const order = defineSubgraph({
  name: 'order',
  readConfig: readOrderConfig,
  schema: new URL('../schema.graphql', import.meta.url),
  entities,
  migrations,
  resolvers,
  services: orderServices,
  context: (base, services, { db, database, outbox }): OrderContext => ({
    ...base,
    dialect: database.dialect,
    outbox,
    loaders: orderLoaders(db, services.catalog, base.trace),
    services,
  }),
  routes,
  workers: (_runtime, services) => [services.runner],
  consumer: ({ outbox }) => orderConsumer(outbox),
});
