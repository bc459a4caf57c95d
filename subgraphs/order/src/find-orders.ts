import { isStaff, maySee, requireStaff } from '@eci/kit/auth';
import { type Connection, connection, followsKey, readPage } from '@eci/kit/connections';
import { badInput } from '@eci/kit/errors';
import { isPossibleKey } from '@eci/kit/loaders';
import { sql } from 'kysely';
import type { CartRow } from './cart.entity.ts';
import type { OrderContext } from './context.ts';
import type { OrderRow } from './order.entity.ts';
import type { OrderStatus } from './order.ts';

/** An order by its id; null when unknown or not the viewer's to see. */
export async function findOrder({ loaders, viewer }: OrderContext, id: string): Promise<OrderRow | null> {
  const order = await loaders.order.load(id);
  return order && maySee(viewer, order.customerId ?? null, order.id) ? order : null;
}

/** Whether the viewer may see what belongs to a customer. */
export const mayActFor = ({ viewer }: OrderContext, customerId: string): boolean =>
  isStaff(viewer) || (viewer.kind === 'user' && viewer.id === customerId);

/** A customer's newest open cart; null when there is none or the viewer is someone else. */
export const findOpenCart = async (ctx: OrderContext, customerId: string): Promise<CartRow | null> =>
  mayActFor(ctx, customerId) ? ctx.loaders.openCartOfCustomer.load(customerId) : null;

export interface OrderFilter {
  status?: OrderStatus | null;
  customerId?: string | null;
  number?: string | null;
  placedAfter?: Date | null;
  placedBefore?: Date | null;
}

export interface OrderListArgs {
  first?: number | null;
  after?: string | null;
  where?: OrderFilter | null;
}

/** Orders that match, newest first; staff only. Throws UNAUTHENTICATED, FORBIDDEN, INPUT_INVALID. */
export async function listOrders(ctx: OrderContext, args: OrderListArgs): Promise<Connection<OrderRow>> {
  requireStaff(ctx.viewer);
  return pageOfOrders(ctx, args);
}

/** A customer's orders, newest first; null when the viewer is someone else. */
export const listCustomersOrders = async (
  ctx: OrderContext,
  customerId: string,
  args: { first?: number | null; after?: string | null },
): Promise<Connection<OrderRow> | null> =>
  mayActFor(ctx, customerId) ? pageOfOrders(ctx, { ...args, where: { customerId } }) : null;

const keyOf = (order: OrderRow) => [order.id] as const;

async function pageOfOrders({ db }: OrderContext, args: OrderListArgs): Promise<Connection<OrderRow>> {
  const page = readPage(args, ['text']);
  const where = args.where ?? {};
  if (where.placedAfter && where.placedBefore && where.placedAfter >= where.placedBefore) {
    throw badInput('where.placedAfter must be before where.placedBefore.', ['where', 'placedAfter']);
  }
  for (const field of ['customerId', 'number'] as const) {
    if (where[field] && !isPossibleKey(where[field]))
      throw badInput(`where.${field} is nothing that an order could have.`, ['where', field]);
  }
  const matching = () => {
    let query = db.selectFrom('placed_order');
    if (where.status) query = query.where('status', '=', where.status);
    if (where.customerId) query = query.where('customerId', '=', where.customerId);
    if (where.number) query = query.where('number', '=', where.number);
    if (where.placedAfter) query = query.where('placedAt', '>=', where.placedAfter);
    if (where.placedBefore) query = query.where('placedAt', '<', where.placedBefore);
    return query;
  };
  let query = matching().selectAll();
  if (page.after) query = query.where(followsKey([sql`id`], 'desc', page.after));
  // Ids sort by time of making, so the newest are the last.
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.first + 1)
    .execute();
  return connection(rows, page, keyOf, async () => {
    const counted = await matching()
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return Number(counted.total);
  });
}
