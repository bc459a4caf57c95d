import { requireUser } from '@eci/kit/auth';
import { parseInput } from '@eci/kit/errors';
import { transact } from '@eci/kit/transaction';
import { sql } from 'kysely';
import type { CustomerContext } from './context.ts';
import { credentialsInvalid, requirePassword } from './customer.ts';
import { passwordChangeInput } from './customer-input.ts';
import { requireCustomer } from './find-customers.ts';
import { provePassword } from './login-customer.ts';
import { clearFailures } from './login-throttle.ts';
import { handOver, insertSession, type SignedIn } from './open-session.ts';
import { endSessionsOf } from './revoke-session.ts';

const CURRENT = ['input', 'currentPassword'];

/**
 * Changes the viewer's password, ends every session of the account and opens one for the caller. Throws
 * UNAUTHENTICATED, INPUT_INVALID, PASSWORD_TOO_WEAK, CREDENTIALS_INVALID, TOO_MANY_ATTEMPTS.
 */
export async function changePassword(ctx: CustomerContext, raw: unknown): Promise<SignedIn> {
  const { id } = requireUser(ctx.viewer);
  const input = parseInput(passwordChangeInput, raw, ['input']);
  const customer = await requireCustomer(ctx, id);
  requirePassword(input.newPassword, customer.email, ['input', 'newPassword']);
  await provePassword(ctx, customer.email, customer.passwordHash, input.currentPassword, CURRENT);
  const passwordHash = await ctx.passwords.hash(input.newPassword);
  const [changed, refreshToken] = await transact(ctx.db, async (tx) => {
    const updated = await tx
      .updateTable('customer')
      .set({ passwordHash, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .where('passwordHash', '=', customer.passwordHash)
      .returningAll()
      .executeTakeFirst();
    // Another change of password was faster, so the one that was proven is not the password any more.
    if (!updated) throw credentialsInvalid(CURRENT);
    await clearFailures(tx, updated.email);
    await endSessionsOf(tx, id, 'PASSWORD_CHANGED');
    return [updated, await insertSession(tx, id)] as const;
  });
  ctx.loaders.customer.clear(id);
  return handOver(ctx, changed, refreshToken);
}
