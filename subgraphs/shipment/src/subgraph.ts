import { defineSubgraph } from '@eci/kit/subgraph';
import { migrations } from '../migrations/index.ts';
import { readShipmentConfig } from './config.ts';
import type { ShipmentContext } from './context.ts';
import { entities } from './database.ts';
import { shipmentLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { routes } from './routes.ts';

export const shipment = defineSubgraph({
  name: 'shipment',
  readConfig: readShipmentConfig,
  schema: new URL('../schema.graphql', import.meta.url),
  entities,
  migrations,
  resolvers,
  services: ({ config }) => ({ homeCountry: config.HOME_COUNTRY }),
  context: (base, { homeCountry }, { db, database, outbox }): ShipmentContext => ({
    ...base,
    loaders: shipmentLoaders(db),
    dialect: database.dialect,
    outbox,
    homeCountry,
  }),
  routes,
});
