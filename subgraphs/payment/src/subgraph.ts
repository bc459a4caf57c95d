import { defineSubgraph } from '@eci/kit/subgraph';
import { migrations } from '../migrations/index.ts';
import { awaitCharges, type Cashier, createCashier } from './cashier.ts';
import { readPaymentConfig } from './config.ts';
import type { PaymentContext } from './context.ts';
import { entities } from './database.ts';
import { paymentLoaders } from './loaders.ts';
import { watchUndecided } from './metrics.ts';
import { openProvider } from './open-provider.ts';
import { createResolver } from './resolver.ts';
import { resolvers } from './resolvers.ts';
import { routes } from './routes.ts';

export const payment = defineSubgraph({
  name: 'payment',
  readConfig: readPaymentConfig,
  schema: new URL('../schema.graphql', import.meta.url),
  entities,
  migrations,
  resolvers,
  services: (runtime) => createCashier(runtime, openProvider(runtime)),
  context: (base, cashier: Cashier, { db }): PaymentContext => ({
    ...base,
    loaders: paymentLoaders(db),
    cashier,
  }),
  routes,
  workers: ({ db }, cashier) => {
    watchUndecided(db);
    return [createResolver(cashier), awaitCharges(cashier)];
  },
});
