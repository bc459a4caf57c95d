import type { RequestContext } from '@eci/kit/subgraph';
import type { NotificationConfig } from './config.ts';
import type { entities } from './database.ts';
import type { NotificationLoaders } from './loaders.ts';
import type { Sender } from './sender.ts';

export interface NotificationContext extends RequestContext<typeof entities> {
  readonly loaders: NotificationLoaders;
  readonly sender: Pick<Sender, 'wake'>;
  /** What the shop calls itself in messages. */
  readonly shop: NotificationConfig['SHOP_NAME'];
}
