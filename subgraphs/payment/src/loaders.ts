import { listLoader, rowLoader } from '@eci/kit/loaders';
import type { PaymentDb } from './database.ts';

/** One set per request; each loads any number of keys with one statement. */
export const paymentLoaders = (db: PaymentDb) => ({
  payment: rowLoader(
    (ids) => db.selectFrom('payment').selectAll().where('id', 'in', ids).execute(),
    (payment) => payment.id,
  ),
  paymentsOfOrder: listLoader(
    (orderIds) =>
      db.selectFrom('payment').selectAll().where('orderId', 'in', orderIds).orderBy('id').execute(),
    (payment) => payment.orderId,
  ),
  eventsOfPayment: listLoader(
    (ids) => db.selectFrom('payment_event').selectAll().where('paymentId', 'in', ids).orderBy('id').execute(),
    (event) => event.paymentId,
  ),
});
export type PaymentLoaders = ReturnType<typeof paymentLoaders>;
