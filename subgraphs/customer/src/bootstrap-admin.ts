import { newTrace } from '@eci/kit/trace';
import { transact } from '@eci/kit/transaction';
import { sql } from 'kysely';
import { isDemoEmail } from './customer.ts';
import type { CustomerDb } from './database.ts';
import { insertCustomer, newCustomer } from './insert-customer.ts';
import type { Passwords } from './passwords.ts';
import { endSessionsOf } from './revoke-session.ts';
import type { CustomerRuntime } from './services.ts';

/**
 * Makes the first ADMIN from the configuration when there is none, and does nothing otherwise. An account that has the
 * address already becomes ADMIN with the configured password and loses its sessions: whoever registered it first may
 * be a stranger.
 */
export async function bootstrapAdmin(
  { config, db, outbox, log }: CustomerRuntime,
  passwords: Passwords,
): Promise<void> {
  if (!config.bootstrapAdmin) return;
  const { email, password } = config.bootstrapAdmin;
  const demoMode = config.ECI_MODE === 'demo';
  if (await hasAdmin(db, demoMode)) return;
  const passwordHash = await passwords.hash(password);
  const id = await transact(db, async (tx) => {
    // Replicas that start together would each make one.
    await sql`select pg_advisory_xact_lock(hashtext('customer: bootstrap admin'))`.execute(tx);
    if (await hasAdmin(tx, demoMode)) return null;
    const known = await tx
      .selectFrom('customer')
      .select('id')
      .where('email', '=', email)
      .forUpdate()
      .executeTakeFirst();
    if (known) {
      await tx
        .updateTable('customer')
        .set({ role: 'ADMIN', passwordHash, version: sql`version + 1` })
        .where('id', '=', known.id)
        .execute();
      await endSessionsOf(tx, known.id, 'PASSWORD_CHANGED');
      return known.id;
    }
    const customer = newCustomer({ email, name: 'Administrator', role: 'ADMIN', passwordHash }, new Date());
    await insertCustomer(tx, outbox, newTrace(), customer);
    return customer.id;
  });
  if (!id) return;
  outbox.wake();
  log.warn(
    { customerId: id },
    'made the first ADMIN: remove BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD from the configuration',
  );
}

/** An admin of the demo is none outside demo mode: it can not sign in. */
async function hasAdmin(db: CustomerDb, demoMode: boolean): Promise<boolean> {
  const admins = await db.selectFrom('customer').select('email').where('role', '=', 'ADMIN').execute();
  return admins.some(({ email }) => demoMode || !isDemoEmail(email));
}
