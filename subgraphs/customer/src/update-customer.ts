import { badInput, parseInput } from '@eci/kit/errors';
import { sql } from 'kysely';
import type { CustomerContext } from './context.ts';
import type { CustomerRow } from './customer.entity.ts';
import { credentialsInvalid, normaliseEmail, refuseDemoAccount } from './customer.ts';
import { customerUpdateInput } from './customer-input.ts';
import { requireCustomer } from './find-customers.ts';
import { refuseTakenEmail } from './insert-customer.ts';
import { provePassword } from './login-customer.ts';

const PASSWORD = ['input', 'currentPassword'];

/**
 * Changes name and email address of an account: one's own, or as staff another's. A new address needs the account's
 * own password, so staff can not take an account over. Throws UNAUTHENTICATED, INPUT_INVALID, CUSTOMER_NOT_FOUND,
 * EMAIL_INVALID, EMAIL_TAKEN, CREDENTIALS_INVALID, TOO_MANY_ATTEMPTS, DEMO_ACCOUNT_REFUSED.
 */
export async function updateCustomer(ctx: CustomerContext, id: string, raw: unknown): Promise<CustomerRow> {
  const input = parseInput(customerUpdateInput, raw, ['input']);
  const customer = await requireCustomer(ctx, id);
  const email = input.email === undefined ? customer.email : normaliseEmail(input.email, ['input', 'email']);
  const emailChanges = email !== customer.email;
  if (emailChanges) {
    refuseDemoAccount(email, ctx.demoMode, ['input', 'email']);
    if (input.currentPassword === undefined)
      throw badInput('input.currentPassword: is needed to change the email address.', PASSWORD);
    await provePassword(ctx, customer.email, customer.passwordHash, input.currentPassword, PASSWORD);
  }
  const changed = await refuseTakenEmail(email, () => {
    const changes = {
      ...(input.name !== undefined && { name: input.name }),
      ...(emailChanges && { email }),
      version: sql<number>`version + 1`,
    };
    const update = ctx.db.updateTable('customer').set(changes).where('id', '=', id).returningAll();
    // What was proven must still hold when it takes effect.
    return (
      emailChanges ? update.where('passwordHash', '=', customer.passwordHash) : update
    ).executeTakeFirst();
  });
  if (!changed) throw credentialsInvalid(PASSWORD);
  ctx.loaders.customer.clear(id);
  return changed;
}
