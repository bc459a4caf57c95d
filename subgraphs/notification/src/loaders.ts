import { listLoader, rowLoader } from '@eci/kit/loaders';
import type { NotificationDb } from './database.ts';

/** One set per request; each loads any number of keys with one statement. */
export const notificationLoaders = (db: NotificationDb) => ({
  notification: rowLoader(
    (ids) => db.selectFrom('notification').selectAll().where('id', 'in', ids).execute(),
    ({ id }) => id,
  ),
  notificationsOfOrder: listLoader(
    (ids) => db.selectFrom('notification').selectAll().where('orderId', 'in', ids).orderBy('id').execute(),
    ({ orderId }) => orderId!,
  ),
  attemptsOfNotification: listLoader(
    (ids) =>
      db
        .selectFrom('delivery_attempt')
        .selectAll()
        .where('notificationId', 'in', ids)
        .orderBy('number')
        .execute(),
    ({ notificationId }) => notificationId,
  ),
});
export type NotificationLoaders = ReturnType<typeof notificationLoaders>;
