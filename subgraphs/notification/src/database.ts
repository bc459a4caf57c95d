import type { Db, Tx } from '@eci/kit/database';
import { kitEntities } from '@eci/kit/server';
import { DeliveryAttempt, Notification } from './notification.entity.ts';

export const entities = [...kitEntities, Notification, DeliveryAttempt] as const;
export type NotificationDb = Db<typeof entities>;
export type NotificationTx = Tx<typeof entities>;
