import { payload } from '@eci/kit/graphql';
import { cancelNotification } from './cancel-notification.ts';
import { findNotification, listNotifications, notificationsOfOrder } from './find-notifications.ts';
import type { NotificationErrorCode, Resolvers } from './generated/graphql.ts';
import { sendNotification } from './send-notification.ts';

const notificationErrors: Record<NotificationErrorCode, true> = {
  INPUT_INVALID: true,
  NOTIFICATION_NOT_FOUND: true,
  NOTIFICATION_STATUS_ILLEGAL: true,
  NOTIFICATION_BEING_SENT: true,
  IDEMPOTENCY_KEY_REUSED: true,
  IDEMPOTENCY_IN_PROGRESS: true,
};

export const resolvers: Resolvers = {
  Query: {
    notifications: (_, args, { db, viewer }) => listNotifications(db, viewer, args),
    notification: (_, { id }, ctx) => findNotification(ctx, id),
  },
  Mutation: {
    notificationSend: (_, { input, idempotencyKey }, ctx) =>
      payload(notificationErrors, async () => ({
        notification: (await sendNotification(ctx, input, idempotencyKey)).value,
      })),
    notificationCancel: (_, { id }, ctx) =>
      payload(notificationErrors, async () => ({ notification: await cancelNotification(ctx, id) })),
  },
  Notification: {
    __resolveReference: ({ id }, ctx) => findNotification(ctx, id),
    attempts: ({ id }, _, { loaders }) => loaders.attemptsOfNotification.load(id),
    order: ({ orderId }) => (orderId ? { id: orderId } : null),
    customer: ({ customerId }) => (customerId ? { id: customerId } : null),
  },
  Order: {
    __resolveReference: ({ id }) => ({ id }),
    notifications: ({ id }, _, ctx) => notificationsOfOrder(ctx, id),
  },
  NotificationConnection: {
    totalCount: ({ totalCount }) => totalCount(),
  },
};
