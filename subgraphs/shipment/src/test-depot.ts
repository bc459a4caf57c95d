import type { Dialect } from '@eci/kit/database';
import { newId } from '@eci/kit/ids';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { shipment } from './subgraph.ts';

/** A shipment context for tests, and what tests of it do again and again. */
export type Depot = Awaited<ReturnType<typeof openDepot>>;

export interface OrderShipmentsAnswer {
  orderId: string;
  shipments: { id: string; trackingNumber: string; carrier: string; status: string; warehouseId: string }[];
}

export interface ProblemAnswer {
  code: string;
  title: string;
  field?: string[];
  details?: Record<string, unknown>;
}

export const ADDRESS = {
  name: 'Ada Lovelace',
  line1: 'Secretstreet 1',
  line2: null,
  city: 'Berlin',
  region: null,
  postalCode: '10115',
  country: 'DE',
};

export const line = (variantId: string, quantity = 1) => ({
  variantId,
  sku: `SKU-${variantId}`,
  name: 'Bowl, large',
  quantity,
});

/** What the order context sends for an order with one parcel per warehouse. */
export const orderWith = (warehouses: readonly string[] = ['wh_1'], changes: object = {}) => ({
  orderId: newId('ord'),
  orderNumber: 'ECI-1001',
  customerId: 'cus_1' as string | null,
  email: 'ada@example.com',
  address: ADDRESS,
  parcels: warehouses.map((warehouseId, i) => ({ warehouseId, lines: [line(`var_${i}`, 2)] })),
  ...changes,
});

export async function openDepot(engine: Dialect) {
  const subgraph = await startTestSubgraph(shipment, {}, { engine });
  const staff = { token: await subgraph.identities.user('cus_staff', 'STAFF') };
  const depot = {
    ...subgraph,
    staff,
    ship: <Body = OrderShipmentsAnswer>(order: ReturnType<typeof orderWith>, as: object = {}) =>
      subgraph.rest<Body>('POST', '/v1/shipments', {
        caller: 'order',
        key: `${order.orderId}:ship`,
        body: order,
        ...as,
      }),
    cancelOrder: <Body = OrderShipmentsAnswer & { status: string }>(orderId: string, as: object = {}) =>
      subgraph.rest<Body>('POST', `/v1/shipments/order/${orderId}/cancel`, {
        caller: 'order',
        key: `${orderId}:cancel-shipment`,
        body: { reason: 'changed my mind' },
        ...as,
      }),
    /** Cancels one shipment as the order context does, whatever its parcels. */
    cancelOne: <Body = { status: string }>(id: string, as: object = {}) =>
      subgraph.rest<Body>('POST', `/v1/shipments/${id}/cancel`, {
        caller: 'order',
        key: `cancel-${id}`,
        body: { reason: 'damaged' },
        ...as,
      }),
    setStatus: <Body = { status: string }>(id: string, status: string, note?: string) =>
      subgraph.rest<Body>('PUT', `/v1/shipments/${id}/status`, { ...staff, body: { status, note } }),
    /** Ships an order and answers the rows of its shipments. */
    shipped: async (order: ReturnType<typeof orderWith>) => {
      const { status, text } = await depot.ship(order);
      if (status !== 201) throw new Error(text);
      return depot.rowsOf(order.orderId);
    },
    rowsOf: (orderId: string) =>
      subgraph.runtime.db
        .selectFrom('shipment')
        .selectAll()
        .where('orderId', '=', orderId)
        .orderBy('id')
        .execute(),
    eventsOf: (shipmentId: string) =>
      subgraph.runtime.db
        .selectFrom('outbox_event')
        .selectAll()
        .where('subject', '=', shipmentId)
        .orderBy('sequence')
        .execute(),
  };
  return depot;
}
