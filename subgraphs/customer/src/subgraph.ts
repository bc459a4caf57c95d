import { defineSubgraph } from '@eci/kit/subgraph';
import { migrations } from '../migrations/index.ts';
import { readCustomerConfig } from './config.ts';
import type { CustomerContext } from './context.ts';
import { entities } from './database.ts';
import { customerLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { routes } from './routes.ts';
import { createServices } from './services.ts';
import { createSessionSweeper } from './sweep-sessions.ts';

export const customer = defineSubgraph({
  name: 'customer',
  readConfig: readCustomerConfig,
  schema: new URL('../schema.graphql', import.meta.url),
  entities,
  migrations,
  resolvers,
  services: createServices,
  context: (base, services, { db, outbox }): CustomerContext => ({
    ...base,
    ...services,
    loaders: customerLoaders(db),
    outbox,
  }),
  routes,
  workers: (runtime) => [createSessionSweeper(runtime)],
});
