import { isStaff, maySee, requireStaff, type Viewer } from '@eci/kit/auth';
import { type Connection, connection, followsKey, readPage } from '@eci/kit/connections';
import { badInput, parseInput, unauthenticated } from '@eci/kit/errors';
import { isId } from '@eci/kit/ids';
import { idText } from '@eci/kit/text';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { NotificationContext } from './context.ts';
import type { NotificationDb } from './database.ts';
import type { NotificationRow } from './notification.entity.ts';
import { KINDS, type Kind, type Status } from './notification.ts';

export interface NotificationFilter {
  status?: Status | null;
  kind?: string | null;
  customerId?: string | null;
  orderId?: string | null;
}

export interface NotificationListArgs {
  first?: number | null;
  after?: string | null;
  where?: NotificationFilter | null;
}

/** Messages to the staff hang on no order and no customer, so only staff may see them. */
export const maySeeNotification = (viewer: Viewer, { customerId, orderId }: NotificationRow): boolean =>
  maySee(viewer, customerId ?? null, orderId ?? '');

/** One notification by its id, whoever asks; null when unknown. What can be no id of ours costs no statement. */
export const loadNotification = async (
  { loaders }: NotificationContext,
  id: string,
): Promise<NotificationRow | null> => (isId('ntf', id) ? loaders.notification.load(id) : null);

/** One notification by its id; null when unknown or not the viewer's. */
export async function findNotification(
  ctx: NotificationContext,
  id: string,
): Promise<NotificationRow | null> {
  const row = await loadNotification(ctx, id);
  return row && maySeeNotification(ctx.viewer, row) ? row : null;
}

/** The messages about an order that the viewer may see, oldest first. */
export async function notificationsOfOrder(
  ctx: NotificationContext,
  orderId: string,
): Promise<NotificationRow[]> {
  return (await ctx.loaders.notificationsOfOrder.load(orderId)).filter((row) =>
    maySeeNotification(ctx.viewer, row),
  );
}

/** A page of all notifications that match, newest first. Throws UNAUTHENTICATED, FORBIDDEN, INPUT_INVALID. */
export async function listNotifications(
  db: NotificationDb,
  viewer: Viewer,
  args: NotificationListArgs,
): Promise<Connection<NotificationRow>> {
  requireStaff(viewer);
  return listVisible(db, viewer, args);
}

/**
 * A page of those notifications the viewer may see, newest first: all for staff, a customer's own, an order's for the
 * guest who placed it. Throws UNAUTHENTICATED for anyone else, INPUT_INVALID naming the argument.
 */
export async function listVisible(
  db: NotificationDb,
  viewer: Viewer,
  args: NotificationListArgs,
): Promise<Connection<NotificationRow>> {
  const page = readPage(args, ['text']);
  const conditions = [visibleTo(viewer), ...filterConditions(args.where ?? {})];
  const matching = () =>
    conditions.reduce((query, condition) => query.where(condition), db.selectFrom('notification'));
  let query = matching().selectAll();
  if (page.after) query = query.where(followsKey([sql`id`], 'desc', page.after));
  // Ids sort by time of making.
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.first + 1)
    .execute();
  return connection(
    rows,
    page,
    ({ id }) => [id],
    async () => {
      const counted = await matching()
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(counted.total);
    },
  );
}

function visibleTo(viewer: Viewer): RawBuilder<SqlBool> {
  if (viewer.kind === 'anonymous') throw unauthenticated();
  if (viewer.kind === 'guest') return sql<SqlBool>`order_id = ${viewer.subject}`;
  return isStaff(viewer) ? sql<SqlBool>`true` : sql<SqlBool>`customer_id = ${viewer.id}`;
}

function filterConditions({ status, kind, customerId, orderId }: NotificationFilter): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [];
  if (status) conditions.push(sql<SqlBool>`status = ${status}`);
  if (kind != null) {
    if (!KINDS.includes(kind as Kind))
      throw badInput(`where.kind must be one of ${KINDS.join(', ')}.`, ['where', 'kind']);
    conditions.push(sql<SqlBool>`kind = ${kind}`);
  }
  for (const [name, column, id] of [
    ['customerId', sql`customer_id`, customerId],
    ['orderId', sql`order_id`, orderId],
  ] as const) {
    if (id == null) continue;
    parseInput(idText(), id, ['where', name]);
    conditions.push(sql<SqlBool>`${column} = ${id}`);
  }
  return conditions;
}
