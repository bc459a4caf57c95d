import { newTrace } from '@eci/kit/trace';
import { transact } from '@eci/kit/transaction';
import type { DemoAccount } from './config.ts';
import { insertCustomer, newCustomer } from './insert-customer.ts';
import type { Passwords } from './passwords.ts';
import type { CustomerRuntime } from './services.ts';

/** Makes the demo's accounts, and sets name, role and password of those that exist back to what is configured. */
export async function writeDemoAccounts(runtime: CustomerRuntime, passwords: Passwords): Promise<void> {
  for (const account of runtime.config.DEMO_ACCOUNTS ?? [])
    await writeDemoAccount(runtime, passwords, account);
  runtime.outbox.wake();
}

async function writeDemoAccount(
  { db, outbox }: CustomerRuntime,
  passwords: Passwords,
  account: DemoAccount,
): Promise<void> {
  const { name, role, password } = account;
  const email = account.email.toLowerCase();
  const before = await db.selectFrom('customer').selectAll().where('email', '=', email).executeTakeFirst();
  if (before) {
    // A hash costs 30 ms and its salt is new each time: most starts find the account as it should be.
    const passwordHash = (await passwords.matches(before.passwordHash, password))
      ? before.passwordHash
      : await passwords.hash(password);
    await db.updateTable('customer').set({ name, role, passwordHash }).where('id', '=', before.id).execute();
    return;
  }
  const customer = newCustomer(
    { email, name, role, passwordHash: await passwords.hash(password) },
    new Date(),
  );
  await transact(db, (tx) => insertCustomer(tx, outbox, newTrace(), customer));
}
