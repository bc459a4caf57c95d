import { listLoader, rowLoader } from '@eci/kit/loaders';
import { prepared } from '@eci/kit/prepared';
import type { Remote } from '@eci/kit/remote';
import type { Trace } from '@eci/kit/trace';
import { fetchVariants } from './catalog-prices.ts';
import type { OrderDb } from './database.ts';
import type { SagaRow } from './saga.entity.ts';

interface Ids {
  readonly ids: readonly string[];
}

const selectCarts = prepared((db: OrderDb, { ids }: Ids) =>
  db.selectFrom('cart').selectAll().where('id', 'in', ids),
);

const selectCartLines = prepared((db: OrderDb, { ids }: Ids) =>
  db.selectFrom('cart_line').selectAll().where('cartId', 'in', ids).orderBy('id'),
);

/** One set per request; each loads any number of keys with one statement, or one request to the catalog. */
export const orderLoaders = (db: OrderDb, catalog: Remote, trace: Trace) => ({
  cart: rowLoader(
    (ids) => selectCarts.rows(db, { ids }),
    (cart) => cart.id,
  ),
  cartLines: listLoader(
    (ids) => selectCartLines.rows(db, { ids }),
    (line) => line.cartId,
  ),
  variant: rowLoader(
    (ids) => fetchVariants(catalog, ids, trace),
    (variant) => variant.id,
  ),
  order: rowLoader(
    (ids) => db.selectFrom('placed_order').selectAll().where('id', 'in', ids).execute(),
    (order) => order.id,
  ),
  orderOfCart: rowLoader(
    (cartIds) => db.selectFrom('placed_order').selectAll().where('activeCartId', 'in', cartIds).execute(),
    (order) => order.activeCartId!,
  ),
  lines: listLoader(
    (ids) => db.selectFrom('order_line').selectAll().where('orderId', 'in', ids).orderBy('id').execute(),
    (line) => line.orderId,
  ),
  timeline: listLoader(
    (ids) =>
      db
        .selectFrom('order_event')
        .selectAll()
        .where('orderId', 'in', ids)
        .orderBy('at')
        .orderBy('id')
        .execute(),
    (event) => event.orderId,
  ),
  saga: rowLoader(
    (ids) =>
      db.selectFrom('saga').select(['orderId', 'status', 'state']).where('orderId', 'in', ids).execute(),
    (saga) => saga.orderId,
  ),
  openCartOfCustomer: rowLoader(
    async (customerIds) => {
      const carts = await db
        .selectFrom('cart')
        .selectAll()
        .where('customerId', 'in', customerIds)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('placed_order').select('id').whereRef('activeCartId', '=', 'cart.id'))),
        )
        .orderBy('updatedAt')
        .orderBy('id')
        .execute();
      // The newest wins: rows come oldest first and a later one takes the customer's place.
      return [...new Map(carts.map((cart) => [cart.customerId, cart])).values()];
    },
    (cart) => cart.customerId!,
  ),
});
export type OrderLoaders = ReturnType<typeof orderLoaders>;
/** What the graph shows of a saga. */
export type SagaSummary = Pick<SagaRow, 'orderId' | 'status' | 'state'>;
