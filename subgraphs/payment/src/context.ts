import type { RequestContext } from '@eci/kit/subgraph';
import type { Cashier } from './cashier.ts';
import type { entities } from './database.ts';
import type { PaymentLoaders } from './loaders.ts';

export interface PaymentContext extends RequestContext<typeof entities> {
  readonly loaders: PaymentLoaders;
  readonly cashier: Cashier;
}
