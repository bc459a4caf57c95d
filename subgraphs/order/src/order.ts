import { lifeCycle } from '@eci/kit/life-cycle';

export type OrderStatus =
  | 'PENDING'
  | 'CONFIRMED'
  | 'PROCESSING'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'CANCELLED'
  | 'FAILED';

/** The one table of an order's moves. A shipped order can not be cancelled; a failed one is placed anew. */
export const orderLifeCycle = lifeCycle<OrderStatus>('order', 'ORDER_STATUS_ILLEGAL', {
  PENDING: ['CONFIRMED', 'FAILED', 'CANCELLED'],
  CONFIRMED: ['PROCESSING', 'SHIPPED', 'CANCELLED'],
  PROCESSING: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: [],
  CANCELLED: [],
  FAILED: [],
});

/** Rank of a shipment's status on its way to the customer; a cancelled parcel does not count. */
const PROGRESS: Readonly<Record<string, number>> = {
  PENDING: 0,
  PICKED: 1,
  SHIPPED: 2,
  IN_TRANSIT: 2,
  DELIVERED: 3,
};

/**
 * Where an order stands by its parcels: SHIPPED and DELIVERED when all of them are, PROCESSING when work on any has
 * begun. Null while nothing has.
 */
export function progressOf(
  shipmentStatuses: readonly string[],
): 'PROCESSING' | 'SHIPPED' | 'DELIVERED' | null {
  const ranks = shipmentStatuses
    .filter((status) => status !== 'CANCELLED')
    .map((status) => PROGRESS[status] ?? 0);
  if (ranks.length === 0) return null;
  const slowest = Math.min(...ranks);
  if (slowest === 3) return 'DELIVERED';
  if (slowest === 2) return 'SHIPPED';
  return Math.max(...ranks) > 0 ? 'PROCESSING' : null;
}

/** The moves from `from` that lead to what the parcels say, each legal by the table; none when it is there or beyond. */
export function movesTowards(
  from: OrderStatus,
  progress: 'PROCESSING' | 'SHIPPED' | 'DELIVERED' | null,
): OrderStatus[] {
  const path: OrderStatus[] = ['CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED'];
  const start = path.indexOf(from);
  const end = progress === null ? -1 : path.indexOf(progress);
  return start === -1 || end <= start ? [] : path.slice(start + 1, end + 1);
}
