import { type Role, requireStaff } from '@eci/kit/auth';
import { type Connection, connection, followsKey, readPage } from '@eci/kit/connections';
import { unauthenticated } from '@eci/kit/errors';
import { isId } from '@eci/kit/ids';
import { sql } from 'kysely';
import type { CustomerContext } from './context.ts';
import type { CustomerRow } from './customer.entity.ts';
import { customerUnknown, mayAccess, normaliseEmail } from './customer.ts';

/** One account, null when unknown or not the viewer's to see. */
export const findCustomer = async (ctx: CustomerContext, id: string): Promise<CustomerRow | null> =>
  mayAccess(ctx.viewer, id) ? load(ctx, id) : null;

/** What is not an id of ours never reaches the database, which refuses some texts. */
const load = async ({ loaders }: CustomerContext, id: string): Promise<CustomerRow | null> =>
  isId('cus', id) ? loaders.customer.load(id) : null;

/** The viewer's own account; null for guests and when nobody is signed in. */
export const findViewer = async (ctx: CustomerContext): Promise<CustomerRow | null> =>
  ctx.viewer.kind === 'user' ? load(ctx, ctx.viewer.id) : null;

/** One account that the viewer may see and change. Throws UNAUTHENTICATED when nobody is signed in, CUSTOMER_NOT_FOUND otherwise. */
export async function requireCustomer(ctx: CustomerContext, id: string): Promise<CustomerRow> {
  if (ctx.viewer.kind === 'anonymous') throw unauthenticated();
  const customer = await findCustomer(ctx, id);
  if (!customer) throw customerUnknown(id);
  return customer;
}

/** As requireCustomer, and for the order context too, which needs the email address of whoever orders. */
export async function readCustomer(ctx: CustomerContext, id: string): Promise<CustomerRow> {
  if (ctx.caller !== 'order') return requireCustomer(ctx, id);
  const customer = await load(ctx, id);
  if (!customer) throw customerUnknown(id);
  return customer;
}

export interface CustomerListArgs {
  first?: number | null;
  after?: string | null;
  where?: { email?: string | null; role?: Role | null } | null;
}

/**
 * A page of the accounts that match, newest first: one statement, and one more when the total is asked for. Throws
 * UNAUTHENTICATED, FORBIDDEN for anyone but staff, INPUT_INVALID or EMAIL_INVALID for bad arguments.
 */
export async function listCustomers(
  { db, viewer }: CustomerContext,
  args: CustomerListArgs,
): Promise<Connection<CustomerRow>> {
  requireStaff(viewer);
  const page = readPage(args, ['text']);
  const { email, role } = args.where ?? {};
  const address = email == null ? null : normaliseEmail(email, ['where', 'email']);
  const matching = () => {
    let query = db.selectFrom('customer');
    if (address !== null) query = query.where('email', '=', address);
    if (role != null) query = query.where('role', '=', role);
    return query;
  };
  let query = matching().selectAll().orderBy('id', 'desc');
  if (page.after) query = query.where(followsKey([sql`id`], 'desc', page.after));
  const rows = await query.limit(page.first + 1).execute();
  return connection(
    rows,
    page,
    (row) => [row.id],
    async () => {
      const counted = await matching()
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(counted.total);
    },
  );
}
