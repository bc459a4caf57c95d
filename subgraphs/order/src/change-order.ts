import { newId } from '@eci/kit/ids';
import type { NewEvent, Outbox } from '@eci/kit/outbox';
import type { Trace } from '@eci/kit/trace';
import { json } from '@eci/kit/transaction';
import type { OrderTx } from './database.ts';
import type { OrderEventKind, OrderEventRow, OrderLineRow, OrderRow } from './order.entity.ts';
import { type OrderStatus, orderLifeCycle } from './order.ts';
import type { Failure } from './saga.ts';

const money = (amountMinor: number, currency: string) => ({ amountMinor, currency });

/** What events tell of a whole order; no payment data. */
export const orderFacts = (order: OrderRow, lines: readonly OrderLineRow[]) => ({
  orderId: order.id,
  number: order.number,
  customerId: order.customerId ?? null,
  email: order.email,
  subtotal: money(order.subtotalMinor, order.currency),
  shippingTotal: money(order.shippingMinor, order.currency),
  taxTotal: money(order.taxMinor, order.currency),
  total: money(order.totalMinor, order.currency),
  lines: lines.map((line) => ({
    variantId: line.variantId,
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    unitPrice: money(line.unitPriceMinor, line.currency),
    lineTotal: money(line.unitPriceMinor * line.quantity, line.currency),
  })),
  placedAt: order.placedAt.toISOString(),
});

/** A new entry of an order's timeline. */
export const timelineRow = (
  orderId: string,
  kind: OrderEventKind,
  detail: string | null,
  at: Date,
): OrderEventRow => ({ id: newId('oev'), orderId, kind, detail, at });

/** The write that adds an entry to an order's timeline. */
export const timelineEntry = (
  tx: OrderTx,
  orderId: string,
  kind: OrderEventKind,
  detail: string | null,
  at: Date,
) => tx.insertInto('order_event').values(timelineRow(orderId, kind, detail, at));

export interface OrderChange {
  readonly to: OrderStatus;
  readonly detail?: string | null;
  readonly failure?: Failure;
  /** Data of the event beside the order's number and owner. */
  readonly facts?: object;
}

/** The event each status is announced by; the rest is order.status-changed. */
const EVENT: Partial<Record<OrderStatus, string>> = {
  CONFIRMED: 'order.confirmed',
  FAILED: 'order.failed',
  CANCELLED: 'order.cancelled',
};

/** An order after a change, and what is written with it. */
export interface OrderMove {
  readonly after: OrderRow;
  readonly entry: OrderEventRow;
  readonly event: NewEvent;
}

/** Pure: what a move along the life cycle leads to. Throws ORDER_STATUS_ILLEGAL for a move the table does not have. */
export function moveOrder(order: OrderRow, change: OrderChange, now: Date): OrderMove {
  orderLifeCycle.require(order.status, change.to);
  const version = order.version + 1;
  return {
    after: {
      ...order,
      status: change.to,
      version,
      failure: change.failure ?? order.failure,
      activeCartId: change.to === 'FAILED' ? null : order.activeCartId,
    },
    entry: timelineRow(order.id, change.to as OrderEventKind, change.detail ?? null, now),
    event: eventOf(order, change, version),
  };
}

/**
 * Moves an order along its life cycle: row, timeline and event in the caller's transaction. Throws
 * ORDER_STATUS_ILLEGAL. Compare-and-set on the version that was read.
 */
export async function changeOrder(
  tx: OrderTx,
  outbox: Outbox,
  trace: Trace,
  order: OrderRow,
  change: OrderChange,
  now: Date,
): Promise<OrderRow> {
  const { after, entry, event } = moveOrder(order, change, now);
  const { status, version, activeCartId, failure } = after;
  const { numUpdatedRows } = await tx
    .updateTable('placed_order')
    .set({ status, version, activeCartId, failure: failure && json(failure) })
    .where('id', '=', order.id)
    .where('version', '=', order.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new StaleOrder(order.id);
  await outbox.append(tx, trace, [event], [tx.insertInto('order_event').values(entry)]);
  return after;
}

/** The order changed since it was read; read it again and decide anew. */
export class StaleOrder extends Error {
  override name = 'StaleOrder';
  constructor(orderId: string) {
    super(`The order ${orderId} was changed by another transaction meanwhile.`);
  }
}

function eventOf(order: OrderRow, change: OrderChange, sequence: number): NewEvent {
  const name = EVENT[change.to] ?? 'order.status-changed';
  const about = { orderId: order.id, number: order.number, customerId: order.customerId ?? null };
  const data =
    name === 'order.status-changed'
      ? { ...about, from: order.status, to: change.to }
      : { ...about, email: order.email, total: money(order.totalMinor, order.currency), ...change.facts };
  return { type: `eci.${name}.v1`, subject: order.id, sequence, data };
}
