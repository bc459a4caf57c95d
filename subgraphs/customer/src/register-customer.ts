import { parseInput } from '@eci/kit/errors';
import { transact } from '@eci/kit/transaction';
import type { CustomerContext } from './context.ts';
import { normaliseEmail, refuseDemoAccount, requirePassword } from './customer.ts';
import { registerInput } from './customer-input.ts';
import { insertCustomer, newCustomer } from './insert-customer.ts';
import { handOver, insertSession, type SignedIn } from './open-session.ts';

/**
 * Creates an account with the role CUSTOMER and signs it in: account, event and session in one transaction.
 * Throws INPUT_INVALID, EMAIL_INVALID, EMAIL_TAKEN, PASSWORD_TOO_WEAK, DEMO_ACCOUNT_REFUSED.
 */
export async function registerCustomer(ctx: CustomerContext, raw: unknown): Promise<SignedIn> {
  const input = parseInput(registerInput, raw, ['input']);
  const email = normaliseEmail(input.email, ['input', 'email']);
  refuseDemoAccount(email, ctx.demoMode, ['input', 'email']);
  requirePassword(input.password, email, ['input', 'password']);
  const passwordHash = await ctx.passwords.hash(input.password);
  const customer = newCustomer({ email, name: input.name, role: 'CUSTOMER', passwordHash }, ctx.now);
  const refreshToken = await transact(ctx.db, async (tx) => {
    await insertCustomer(tx, ctx.outbox, ctx.trace, customer);
    return insertSession(tx, customer.id);
  });
  ctx.outbox.wake();
  return handOver(ctx, customer, refreshToken);
}
