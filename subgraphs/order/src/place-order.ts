import { setTimeout as delay } from 'node:timers/promises';
import {
  type Done,
  findOperation,
  type OperationId,
  type OperationValues,
  operationValues,
  recordOperation,
  replay,
} from '@eci/kit/idempotency';
import { checkKey, inProgress } from '@eci/kit/idempotency-key';
import { counter } from '@eci/kit/metrics';
import { type OutboxRows, outboxWrites } from '@eci/kit/outbox';
import { isLockTimeout, isUniqueViolation, jsonText } from '@eci/kit/transaction';
import { within } from '@eci/kit/within';
import { mustUpdate, preparedWrites } from '@eci/kit/write-together';
import type { Address } from './address.ts';
import { orderFacts, timelineRow } from './change-order.ts';
import type { OrderContext } from './context.ts';
import type { OrderDb } from './database.ts';
import { type Draft, draftOrder } from './draft-order.ts';
import { alreadyOrdered } from './edit-cart.ts';
import type { OrderEventRow, OrderLineRow, OrderRow } from './order.entity.ts';
import { type PlaceInput, readPlaceInput } from './place-input.ts';
import { beginSaga } from './saga.ts';
import { insertSaga, type SagaToWrite, type SagaWork } from './saga-store.ts';

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
 * A repetition with the same key joins the wait for the same order, whatever became of cart, prices and token since.
 * Throws the refusals of draftOrder,
 * CART_ALREADY_ORDERED, IDEMPOTENCY_KEY_REUSED; none of them is stored, since no order exists.
 */
export async function placeOrder(ctx: OrderContext, raw: unknown, rawKey: unknown): Promise<Done<OrderRow>> {
  const key = checkKey(rawKey);
  const input = readPlaceInput(ctx.viewer, raw);
  const id: OperationId = { scope: scopeOf(ctx, input), key, request: input, kept: 'client' };
  // The key is looked for last: nearly every request is a first one, and its write finds out whether it is.
  const work = await writeOrder(ctx, id, input).catch(async (refusal: unknown) => {
    if (await findOperation(ctx.db, id.scope, id.key)) return null;
    throw refusal;
  });
  if (!work) return repeated(ctx, id, await findOperation(ctx.db, id.scope, id.key));
  ordersCreated.inc();
  const deadline = performance.now() + ctx.services.placeWaitMs;
  const decided = await within(ctx.services.runner.run(work), ctx.services.placeWaitMs);
  // Without a decision: the saga may have been let go for a longer wait, to be continued by any process.
  return { value: decided ?? (await joinWait(ctx, work.orderId, deadline)), replayed: false };
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
      if (await insertOrder(ctx, id, draft, work)) return work;
      if (await findOperation(ctx.db, id.scope, id.key)) return null;
    } catch (error) {
      if (isLockTimeout(error)) throw inProgress();
      if (!isUniqueViolation(error)) throw error;
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

/** What writing an order takes; what is JSON in the tables is text here. */
interface OrderToWrite {
  readonly operation: OperationValues;
  readonly cart: { id: string; version: number; nextVersion: number };
  readonly order: Omit<OrderRow, 'address' | 'failure'> & { address: string };
  readonly lines: OrderLineRow[];
  readonly entry: OrderEventRow;
  readonly saga: SagaToWrite;
  readonly outbox: OutboxRows;
}

/**
 * The one write after which the order can not be lost: key, order, lines, timeline, saga with its lease, event.
 * False when an earlier request recorded the key or the cart is no longer as it was priced.
 */
const writeOrderOnce = preparedWrites((db: OrderDb, given: OrderToWrite, dialect) => [
  recordOperation(db, dialect, given.operation, 'client'),
  mustUpdate(
    db
      .updateTable('cart')
      .set({ version: given.cart.nextVersion })
      .where('id', '=', given.cart.id)
      .where('version', '=', given.cart.version),
  ),
  db
    .insertInto('placed_order')
    .values({ ...given.order, address: jsonText<Address>(given.order.address), failure: null }),
  db.insertInto('order_line').values(given.lines),
  db.insertInto('order_event').values(given.entry),
  insertSaga(db, dialect, given.saga),
  ...outboxWrites(db, given.outbox, dialect),
]);

function insertOrder(
  ctx: OrderContext,
  id: OperationId,
  { cart, order, lines }: Draft,
  work: SagaWork,
): Promise<boolean> {
  const placed: Placed = { orderId: order.id };
  const created = {
    type: 'eci.order.created.v1',
    subject: order.id,
    sequence: order.version,
    data: orderFacts(order, lines),
  };
  const { failure: _undecided, ...row } = order;
  return writeOrderOnce(ctx.db, ctx.dialect, {
    operation: operationValues(id, { ok: placed }),
    cart: { id: cart.id, version: cart.version, nextVersion: cart.version + 1 },
    order: { ...row, address: JSON.stringify(order.address) },
    lines: [...lines],
    entry: timelineRow(order.id, 'PLACED', null, ctx.now),
    saga: ctx.services.sagas.rowOf(work),
    outbox: ctx.outbox.rowsOf(ctx.trace, [created]),
  });
}
