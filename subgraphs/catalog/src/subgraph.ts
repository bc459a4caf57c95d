import { defineSubgraph } from '@eci/kit/subgraph';
import { migrations } from '../migrations/index.ts';
import { readCatalogConfig } from './config.ts';
import type { CatalogContext } from './context.ts';
import { entities } from './database.ts';
import { catalogLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { routes } from './routes.ts';

export const catalog = defineSubgraph({
  name: 'catalog',
  readConfig: readCatalogConfig,
  schema: new URL('../schema.graphql', import.meta.url),
  entities,
  migrations,
  resolvers,
  services: ({ config }) => ({ imageDir: config.IMAGE_DIR }),
  context: (base, _services, { db, outbox }): CatalogContext => ({
    ...base,
    loaders: catalogLoaders(db),
    outbox,
  }),
  routes,
});
