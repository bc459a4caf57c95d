import { databaseNow, databaseNowPlus } from '@eci/kit/clock';
import { periodic } from '@eci/kit/periodic';
import type { Worker } from '@eci/kit/subgraph';
import { newTrace } from '@eci/kit/trace';
import type { Cashier } from './cashier.ts';
import { resolveCharge } from './drive-charge.ts';
import { takeOvers } from './metrics.ts';
import type { RefundRow } from './refund.entity.ts';
import { settleRefund } from './settle-refund.ts';

const EVERY_MS = 500;
/** At once, so that one provider that hangs does not hold back all others for long. */
const BATCH = 10;

/**
 * Finishes what nobody came back for: charges whose owner died or got no answer are looked up at the provider, and
 * reserved refunds are repeated under their key. Any number may run; a lease decides who does what.
 */
export function createResolver(cashier: Cashier): Worker {
  return periodic(cashier.log, 'payment resolver', EVERY_MS, async () => {
    await Promise.all([resolveCharges(cashier), resolveRefunds(cashier)]);
  });
}

async function resolveCharges(cashier: Cashier): Promise<void> {
  const due = await cashier.db
    .selectFrom('payment')
    .selectAll()
    .where('resolveAt', '<', databaseNow('postgresql'))
    .orderBy('resolveAt')
    .limit(BATCH)
    .execute();
  await Promise.all(due.map((payment) => resolveCharge(cashier, payment, newTrace(), false)));
}

async function resolveRefunds(cashier: Cashier): Promise<void> {
  const due = await takeOverRefunds(cashier);
  takeOvers.inc({ kind: 'refund' }, due.length);
  await Promise.all(due.map((refund) => settleRefund(cashier, refund, newTrace())));
}

const takeOverRefunds = ({ db, leaseMs }: Cashier): Promise<RefundRow[]> =>
  db
    .updateTable('refund')
    .set({ leaseUntil: databaseNowPlus('postgresql', leaseMs) })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('refund')
        .select('id')
        .where('leaseUntil', '<', databaseNow('postgresql'))
        .orderBy('leaseUntil')
        .limit(BATCH)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
