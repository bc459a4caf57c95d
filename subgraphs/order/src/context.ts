import type { Dialect } from '@eci/kit/database';
import type { Outbox } from '@eci/kit/outbox';
import type { RequestContext } from '@eci/kit/subgraph';
import type { entities } from './database.ts';
import type { OrderLoaders } from './loaders.ts';
import type { OrderServices } from './services.ts';

export interface OrderContext extends RequestContext<typeof entities> {
  readonly dialect: Dialect;
  readonly outbox: Outbox;
  readonly loaders: OrderLoaders;
  readonly services: OrderServices;
}
