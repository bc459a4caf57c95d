import { type Role, requireUser } from '@eci/kit/auth';
import { ExpectedError, forbidden, parseInput } from '@eci/kit/errors';
import { isId } from '@eci/kit/ids';
import { transact } from '@eci/kit/transaction';
import { sql } from 'kysely';
import type { CustomerContext } from './context.ts';
import type { CustomerRow } from './customer.entity.ts';
import { customerUnknown, isDemoEmail } from './customer.ts';
import { roleInput } from './customer-input.ts';

/**
 * Sets an account's role. The viewer must be ADMIN by the token and by the database: a demoted admin's token lives on
 * for minutes. Throws UNAUTHENTICATED, FORBIDDEN, INPUT_INVALID, CUSTOMER_NOT_FOUND, LAST_ADMIN.
 */
export async function setRole(
  ctx: CustomerContext,
  customerId: string,
  rawRole: unknown,
): Promise<CustomerRow> {
  const viewer = requireUser(ctx.viewer);
  const needsAdmin = forbidden('This needs the role ADMIN.');
  if (viewer.role !== 'ADMIN') throw needsAdmin;
  const role: Role = parseInput(roleInput, rawRole, ['role']);
  if (!isId('cus', customerId)) throw customerUnknown(customerId, ['customerId']);
  const changed = await transact(ctx.db, async (tx) => {
    // All admins, so that two who demote each other at once do it one after the other.
    const locked = await tx
      .selectFrom('customer')
      .selectAll()
      .where((where) => where.or([where('role', '=', 'ADMIN'), where('id', '=', customerId)]))
      .orderBy('id')
      .forUpdate()
      .execute();
    const admins = locked.filter((row) => row.role === 'ADMIN' && (ctx.demoMode || !isDemoEmail(row.email)));
    if (!admins.some((admin) => admin.id === viewer.id)) throw needsAdmin;
    const customer = locked.find((row) => row.id === customerId);
    if (!customer) throw customerUnknown(customerId, ['customerId']);
    if (role !== 'ADMIN' && admins.length === 1 && admins[0]!.id === customerId) {
      throw new ExpectedError('LAST_ADMIN', 'This is the last ADMIN: make another one first.', {
        status: 409,
        field: ['customerId'],
      });
    }
    return tx
      .updateTable('customer')
      .set({ role, version: sql<number>`version + 1` })
      .where('id', '=', customerId)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  ctx.loaders.customer.clear(customerId);
  return changed;
}
