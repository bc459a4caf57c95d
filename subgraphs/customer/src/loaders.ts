import { listLoader, rowLoader } from '@eci/kit/loaders';
import type { CustomerDb } from './database.ts';

/** One set per request; each loads any number of keys with one statement. */
export const customerLoaders = (db: CustomerDb) => ({
  customer: rowLoader(
    (ids) => db.selectFrom('customer').selectAll().where('id', 'in', ids).execute(),
    (customer) => customer.id,
  ),
  addressesOfCustomer: listLoader(
    (ids) => db.selectFrom('address').selectAll().where('customerId', 'in', ids).orderBy('id').execute(),
    (address) => address.customerId,
  ),
});
export type CustomerLoaders = ReturnType<typeof customerLoaders>;
