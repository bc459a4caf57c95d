import { isStaff, requireStaff, type Viewer } from '@eci/kit/auth';
import { type Connection, connection, followsKey, readPage } from '@eci/kit/connections';
import { badInput, forbidden, unauthenticated } from '@eci/kit/errors';
import { sql } from 'kysely';
import type { PaymentDb } from './database.ts';
import type { PaymentRow } from './payment.entity.ts';
import type { PaymentStatus } from './payment.ts';

export interface PaymentFilter {
  status?: PaymentStatus | null;
  customerId?: string | null;
  orderId?: string | null;
}

export interface PaymentListArgs {
  first?: number | null;
  after?: string | null;
  where?: PaymentFilter | null;
}

/** All payments that match, for staff: newest first. Throws UNAUTHENTICATED, FORBIDDEN, INPUT_INVALID. */
export function listPayments(
  db: PaymentDb,
  viewer: Viewer,
  args: PaymentListArgs,
): Promise<Connection<PaymentRow>> {
  requireStaff(viewer);
  return pageOfPayments(db, args);
}

/** The viewer's payments that match: all for staff, a customer's own, those of a guest's order. */
export async function listVisiblePayments(
  db: PaymentDb,
  viewer: Viewer,
  args: PaymentListArgs,
): Promise<Connection<PaymentRow>> {
  if (isStaff(viewer)) return pageOfPayments(db, args);
  if (viewer.kind === 'anonymous') throw unauthenticated();
  const where = args.where ?? {};
  const own = viewer.kind === 'user' ? { customerId: viewer.id } : { orderId: viewer.subject };
  for (const [filter, value] of Object.entries(own)) {
    const asked = where[filter as keyof typeof own];
    if (asked != null && asked !== value)
      throw forbidden(`Listing payments of another ${filter} needs the role STAFF.`);
  }
  return pageOfPayments(db, { ...args, where: { ...where, ...own } });
}

/** One statement, and one more when the total is asked for. */
async function pageOfPayments(db: PaymentDb, args: PaymentListArgs): Promise<Connection<PaymentRow>> {
  const page = readPage(args, ['text']);
  const { status, customerId, orderId } = args.where ?? {};
  for (const [name, id] of Object.entries({ customerId, orderId })) {
    if (id != null && (id.length > 64 || id.includes('\u0000')))
      throw badInput(`where.${name} is not an id.`, ['where', name]);
  }
  const matching = () => {
    let query = db.selectFrom('payment');
    if (status) query = query.where('status', '=', status);
    if (customerId != null) query = query.where('customerId', '=', customerId);
    if (orderId != null) query = query.where('orderId', '=', orderId);
    return query;
  };
  let query = matching().selectAll();
  if (page.after) query = query.where(followsKey([sql`payment.id`], 'desc', page.after));
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.first + 1)
    .execute();
  return connection(
    rows,
    page,
    (payment) => [payment.id],
    async () => {
      const { total } = await matching()
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(total);
    },
  );
}
