import type { Outbox } from '@eci/kit/outbox';
import type { RequestContext } from '@eci/kit/subgraph';
import type { entities } from './database.ts';
import type { CustomerLoaders } from './loaders.ts';
import type { CustomerServices } from './services.ts';

export interface CustomerContext extends RequestContext<typeof entities>, CustomerServices {
  readonly loaders: CustomerLoaders;
  readonly outbox: Outbox;
}
