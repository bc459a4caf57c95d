import type { Outbox } from '@eci/kit/outbox';
import type { RequestContext } from '@eci/kit/subgraph';
import type { entities } from './database.ts';
import type { CatalogLoaders } from './loaders.ts';

export interface CatalogContext extends RequestContext<typeof entities> {
  readonly loaders: CatalogLoaders;
  readonly outbox: Outbox;
}
