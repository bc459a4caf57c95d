import { databaseNow } from '@eci/kit/clock';
import { counter, gauge } from '@eci/kit/metrics';
import { sql } from 'kysely';
import type { PaymentDb } from './database.ts';

export const successful = counter('payments_successful_total', 'Charges captured.');
export const failed = counter('payments_failed_total', 'Charges that failed, by reason.', ['reason']);
export const refunded = counter('payments_refunded_total', 'Refunds the provider has made.');
export const lookups = counter(
  'payment_lookups_total',
  'Times the provider was asked what became of a charge, by answer.',
  ['answer'],
);
export const takeOvers = counter(
  'payment_take_overs_total',
  'Charges and refunds taken over from an owner whose lease had ended.',
  ['kind'],
);
export const cancelledCharges = counter(
  'payment_cancelled_charges_total',
  'Charges stopped at the provider because their undo came first.',
);

/** Tells operators of money whose fate is open: how many, and for how long the oldest. */
export function watchUndecided(db: PaymentDb): void {
  gauge(
    'payments_undecided',
    'Charges and refunds whose outcome the provider has not told yet.',
    ['kind'],
    async (metric) => {
      const { charges, refunds } = await db
        .selectNoFrom((eb) => [
          eb
            .selectFrom('payment')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .where('status', '=', 'PENDING')
            .as('charges'),
          eb
            .selectFrom('refund')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .where('status', '=', 'RESERVED')
            .as('refunds'),
        ])
        .executeTakeFirstOrThrow();
      metric.set({ kind: 'charge' }, Number(charges));
      metric.set({ kind: 'refund' }, Number(refunds));
    },
  );
  gauge(
    'payments_undecided_oldest_seconds',
    'Age of the oldest charge whose outcome is open, in seconds.',
    [],
    async (metric) => {
      const { age } = await db
        .selectFrom('payment')
        .select(
          sql<number>`coalesce(extract(epoch from ${databaseNow('postgresql')} - min(created_at)), 0)::float8`.as(
            'age',
          ),
        )
        .where('status', '=', 'PENDING')
        .executeTakeFirstOrThrow();
      metric.set(age);
    },
  );
}
