import { setTimeout as delay } from 'node:timers/promises';
import { type Done, findOperation, type OperationId, recordOperation, replay } from '@eci/kit/idempotency';
import { checkKey } from '@eci/kit/idempotency-key';
import { counter } from '@eci/kit/metrics';
import { isUniqueViolation, json, transact } from '@eci/kit/transaction';
import { orderFacts, timelineEntry } from './change-order.ts';
import type { OrderContext } from './context.ts';
import type { OrderTx } from './database.ts';
import { type Draft, draftOrder } from './draft-order.ts';
import { alreadyOrdered } from './edit-cart.ts';
import type { OrderRow } from './order.entity.ts';
import { type PlaceInput, readPlaceInput } from './place-input.ts';
import { beginSaga } from './saga.ts';
import type { SagaWork } from './saga-store.ts';

const ordersCreated = counter('orders_created_total', 'Orders written, whatever became of them.');

const FIRST_FENCE = 1;
const TRIES = 5;
const JOIN_POLL_MS = 100;

/** What is stored under the idempotency key. */
interface Placed {
  orderId: string;
}

/**
 * Places the order of a cart: prices it, writes order, saga, key and event in one transaction, runs the saga, and
 * waits a while for the decision. Returns the order as it stands then: PENDING is safe and goes on.
 * A repetition with the same key joins the wait for the same order. Throws the refusals of draftOrder,
 * CART_ALREADY_ORDERED, IDEMPOTENCY_KEY_REUSED; none of them is stored, since no order exists.
 */
export async function placeOrder(ctx: OrderContext, raw: unknown, rawKey: unknown): Promise<Done<OrderRow>> {
  const key = checkKey(rawKey);
  const input = readPlaceInput(ctx.viewer, raw);
  const id: OperationId = { scope: scopeOf(ctx, input), key, request: input, kept: 'client' };
  const earlier = await findOperation(ctx.db, id.scope, id.key);
  if (earlier) return repeated(ctx, id, earlier);

  const work = await writeOrder(ctx, id, input);
  if (!work) {
    return repeated(ctx, id, await findOperation(ctx.db, id.scope, id.key));
  }
  ordersCreated.inc();
  const deadline = performance.now() + ctx.services.placeWaitMs;
  await Promise.race([
    ctx.services.runner.run(work),
    delay(ctx.services.placeWaitMs, undefined, { ref: false }),
  ]);
  // The saga may have been let go for a longer wait, to be continued by any process.
  return { value: await joinWait(ctx, work.orderId, deadline), replayed: false };
}

const scopeOf = ({ viewer }: OrderContext, input: PlaceInput): string =>
  viewer.kind === 'user' ? `user:${viewer.id}:orderPlace` : `cart:${input.cartId}:orderPlace`;

const readOrder = (ctx: OrderContext, id: string): Promise<OrderRow> =>
  ctx.db.selectFrom('placed_order').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** A repetition joins the wait for the first request's order, and shows it as it is now. */
const repeated = async (
  ctx: OrderContext,
  id: OperationId,
  stored: Awaited<ReturnType<typeof findOperation>>,
): Promise<Done<OrderRow>> => ({
  value: await joinWait(ctx, replay<Placed>(stored, id).value.orderId),
  replayed: true,
});

/** Waits until an order is decided, whoever drives it, or the deadline (by performance.now()) has passed. */
async function joinWait(
  ctx: OrderContext,
  orderId: string,
  deadline = performance.now() + ctx.services.placeWaitMs,
): Promise<OrderRow> {
  for (;;) {
    const order = await readOrder(ctx, orderId);
    if (order.status !== 'PENDING' || performance.now() >= deadline) return order;
    await delay(JOIN_POLL_MS);
  }
}

/**
 * Writes the order of the cart as it is priced now; null when a twin with the same key was faster. When the cart
 * changes between pricing and writing, it is priced anew.
 */
async function writeOrder(ctx: OrderContext, id: OperationId, input: PlaceInput): Promise<SagaWork | null> {
  for (let attempt = 1; ; attempt++) {
    const draft = await draftOrder(ctx, input);
    const work = sagaOf(ctx, draft, input);
    try {
      return (await transact(ctx.db, (tx) => insertOrder(ctx, tx, id, draft, work))) ? work : null;
    } catch (error) {
      if (!(error instanceof CartChanged) && !isUniqueViolation(error)) throw error;
    }
    // The cart changed, or has an order, or (once in a million years) the order number is taken.
    const other = await ctx.db
      .selectFrom('placed_order')
      .select('id')
      .where('activeCartId', '=', draft.cart.id)
      .executeTakeFirst();
    if (other) return refuseUnlessTwin(ctx, id);
    if (attempt === TRIES) throw alreadyOrdered(['input', 'cartId']);
  }
}

/** A duplicate of the request that ordered this cart is answered with its order, not refused. */
async function refuseUnlessTwin(ctx: OrderContext, id: OperationId): Promise<null> {
  if (await findOperation(ctx.db, id.scope, id.key)) return null;
  throw alreadyOrdered(['input', 'cartId']);
}

function sagaOf(ctx: OrderContext, { order, lines }: Draft, input: PlaceInput): SagaWork {
  return {
    orderId: order.id,
    fence: FIRST_FENCE,
    saga: beginSaga(ctx.now),
    input: { order, lines, paymentToken: () => input.paymentToken },
    sealedToken: ctx.services.sealToken(order.id, input.paymentToken),
    deadlineAt: new Date(ctx.now.getTime() + ctx.services.deadlineMs),
    traceparent: ctx.trace.traceparent,
  };
}

/** Rolls the transaction back: the lines that were priced are no longer the cart's. */
class CartChanged extends Error {
  override name = 'CartChanged';
}

/**
 * The one transaction after which the order can not be lost: key, order, lines, timeline, saga with its lease, event.
 * False when an earlier request recorded the key.
 */
async function insertOrder(
  ctx: OrderContext,
  tx: OrderTx,
  id: OperationId,
  { cart, order, lines }: Draft,
  work: SagaWork,
): Promise<boolean> {
  const placed: Placed = { orderId: order.id };
  if (!(await recordOperation(tx, ctx.dialect, id, placed))) return false;
  const touched = await tx
    .updateTable('cart')
    .set({ version: cart.version + 1 })
    .where('id', '=', cart.id)
    .where('version', '=', cart.version)
    .executeTakeFirstOrThrow();
  if (touched.numUpdatedRows === 0n) throw new CartChanged();
  const created = {
    type: 'eci.order.created.v1',
    subject: order.id,
    sequence: order.version,
    data: orderFacts(order, lines),
  };
  await ctx.outbox.append(
    tx,
    ctx.trace,
    [created],
    [
      tx.insertInto('placed_order').values({ ...order, address: json(order.address), failure: null }),
      tx.insertInto('order_line').values([...lines]),
      timelineEntry(tx, order.id, 'PLACED', null, ctx.now),
      ctx.services.sagas.insert(tx, work),
    ],
  );
  return true;
}
