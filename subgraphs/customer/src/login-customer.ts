import { parseInput } from '@eci/kit/errors';
import { transact } from '@eci/kit/transaction';
import type { CustomerContext } from './context.ts';
import type { CustomerRow } from './customer.entity.ts';
import { credentialsInvalid, normaliseEmail, refuseDemoAccount } from './customer.ts';
import { loginInput } from './customer-input.ts';
import { clearFailures, recordFailure, requireAttempt } from './login-throttle.ts';
import { handOver, insertSession, type SignedIn } from './open-session.ts';

/**
 * Signs in. Throws CREDENTIALS_INVALID for an unknown address and a wrong password alike, after the same work;
 * TOO_MANY_ATTEMPTS, INPUT_INVALID, EMAIL_INVALID, DEMO_ACCOUNT_REFUSED.
 */
export async function loginCustomer(ctx: CustomerContext, raw: unknown): Promise<SignedIn> {
  const input = parseInput(loginInput, raw, ['input']);
  const email = normaliseEmail(input.email, ['input', 'email']);
  refuseDemoAccount(email, ctx.demoMode, ['input', 'email']);
  const customer = await ctx.db
    .selectFrom('customer')
    .selectAll()
    .where('email', '=', email)
    .executeTakeFirst();
  await provePassword(ctx, email, customer?.passwordHash ?? null, input.password, ['input', 'password']);
  const proven = customer!;
  const refreshToken = await transact(ctx.db, async (tx) => {
    // A change of password that came first has ended all sessions; this one must not slip in behind it.
    const unchanged = await tx
      .selectFrom('customer')
      .select('id')
      .where('id', '=', proven.id)
      .where('passwordHash', '=', proven.passwordHash)
      .forShare()
      .executeTakeFirst();
    if (!unchanged) throw credentialsInvalid(['input', 'password']);
    await clearFailures(tx, email);
    return insertSession(tx, proven.id);
  });
  return handOver(ctx, proven, refreshToken);
}

/**
 * Returns when `password` is the one of `passwordHash` (null: nobody's). Throws CREDENTIALS_INVALID and counts a
 * failure against the address otherwise, TOO_MANY_ATTEMPTS when there were too many. The failures are read inside the
 * hashing slot, so that guesses sent in parallel can not all pass before the first is counted.
 */
export function provePassword(
  ctx: CustomerContext,
  email: CustomerRow['email'],
  passwordHash: string | null,
  password: string,
  field: readonly string[],
): Promise<void> {
  return ctx.passwords.inSlot(async (matches) => {
    await requireAttempt(ctx.db, email, field);
    if (await matches(passwordHash, password)) return;
    await recordFailure(ctx.db, email);
    throw credentialsInvalid(field);
  });
}
