import type { Outbox } from '@eci/kit/outbox';
import type { Remote } from '@eci/kit/remote';
import type { RequestContext } from '@eci/kit/subgraph';
import type { entities } from './database.ts';
import type { InventoryLoaders } from './loaders.ts';

export interface InventoryContext extends RequestContext<typeof entities> {
  readonly loaders: InventoryLoaders;
  readonly outbox: Outbox;
  readonly catalog: Remote;
  readonly reservationTtlSeconds: number;
  /** Threshold of a stock level that is new. */
  readonly lowStockThreshold: number;
}
