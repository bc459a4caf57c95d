import type { Dialect } from '@eci/kit/database';
import type { Outbox } from '@eci/kit/outbox';
import type { RequestContext } from '@eci/kit/subgraph';
import type { entities } from './database.ts';
import type { ShipmentLoaders } from './loaders.ts';

export interface ShipmentContext extends RequestContext<typeof entities> {
  readonly loaders: ShipmentLoaders;
  readonly dialect: Dialect;
  readonly outbox: Outbox;
  /** Country of the warehouses. */
  readonly homeCountry: string;
}
