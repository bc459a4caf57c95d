import type { Role } from '@eci/kit/auth';
import { ExpectedError } from '@eci/kit/errors';
import { newId } from '@eci/kit/ids';
import type { Outbox } from '@eci/kit/outbox';
import type { Trace } from '@eci/kit/trace';
import { isUniqueViolation } from '@eci/kit/transaction';
import type { CustomerRow } from './customer.entity.ts';
import type { CustomerTx } from './database.ts';

/** A new account's row; `email` is normalised and `passwordHash` is a hash already. */
export const newCustomer = (
  account: { email: string; name: string; role: Role; passwordHash: string },
  now: Date,
): CustomerRow => ({
  id: newId('cus'),
  ...account,
  version: 1,
  createdAt: now,
});

/** Writes a new account and its customer.registered in the caller's transaction. Throws EMAIL_TAKEN. */
export async function insertCustomer(
  tx: CustomerTx,
  outbox: Outbox,
  trace: Trace,
  customer: CustomerRow,
): Promise<void> {
  await refuseTakenEmail(customer.email, () => tx.insertInto('customer').values(customer).execute());
  const { id, email, name, version } = customer;
  await outbox.append(tx, trace, [
    {
      type: 'eci.customer.registered.v1',
      subject: id,
      sequence: version,
      data: { customerId: id, email, name },
    },
  ]);
}

/** Runs a write; a taken email address becomes EMAIL_TAKEN. The transaction is over then in any case. */
export async function refuseTakenEmail<R>(email: string, write: () => Promise<R>): Promise<R> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ExpectedError(
      'EMAIL_TAKEN',
      `The email address ${email} has an account: sign in, or use another.`,
      { status: 409, field: ['input', 'email'] },
    );
  }
}
