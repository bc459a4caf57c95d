import { requireStaff } from '@eci/kit/auth';
import { databaseNow } from '@eci/kit/clock';
import { ExpectedError, notFound } from '@eci/kit/errors';
import type { NotificationContext } from './context.ts';
import { loadNotification } from './find-notifications.ts';
import type { NotificationRow } from './notification.entity.ts';
import { notificationLifeCycle } from './notification.ts';

/**
 * Calls back a message that waits; returns it. One in the hands of its carrier can not be called back, so whoever gets
 * CANCELLED may rely on it. Throws UNAUTHENTICATED, FORBIDDEN, NOTIFICATION_NOT_FOUND, NOTIFICATION_STATUS_ILLEGAL,
 * NOTIFICATION_BEING_SENT.
 */
export async function cancelNotification(ctx: NotificationContext, id: string): Promise<NotificationRow> {
  requireStaff(ctx.viewer);
  const known = await loadNotification(ctx, id);
  if (!known) throw notFound('NOTIFICATION_NOT_FOUND', `No notification has the id ${id}.`, ['id']);
  // The worker's claim is a compare-and-set on the same row: one of the two comes first.
  const cancelled = await ctx.db
    .updateTable('notification')
    .set({ status: 'CANCELLED', leaseUntil: null })
    .where('id', '=', id)
    .where('status', '=', 'PENDING')
    .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<', databaseNow('postgresql'))]))
    .returningAll()
    .executeTakeFirst();
  if (cancelled) return cancelled;
  const { status } = (await ctx.loaders.notification.clear(id).load(id))!;
  notificationLifeCycle.require(status, 'CANCELLED');
  throw new ExpectedError(
    'NOTIFICATION_BEING_SENT',
    'The notification is being sent at this moment: look again in a minute.',
    { status: 409, field: ['id'] },
  );
}
