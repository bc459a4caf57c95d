import { payload } from '@eci/kit/graphql';
import { findShipment, findShipmentsOfOrder, maySeeShipment, trackShipment } from './find-shipments.ts';
import type { Resolvers, ShipmentErrorCode } from './generated/graphql.ts';
import { listShipments } from './list-shipments.ts';
import { updateShipmentStatus } from './update-status.ts';

const shipmentErrors: Record<ShipmentErrorCode, true> = {
  INPUT_INVALID: true,
  SHIPMENT_NOT_FOUND: true,
  SHIPMENT_STATUS_ILLEGAL: true,
};

export const resolvers: Resolvers = {
  Query: {
    shipments: (_, args, { db, viewer }) => listShipments(db, viewer, args),
    shipmentTrack: (_, { trackingNumber }, ctx) => trackShipment(ctx, trackingNumber),
  },
  Mutation: {
    shipmentStatusUpdate: (_, { shipmentId, status, note }, ctx) =>
      payload(shipmentErrors, async () => ({
        shipment: await updateShipmentStatus(ctx, shipmentId, { status, note }, ['shipmentId']),
      })),
  },
  Shipment: {
    __resolveReference: ({ id }, ctx) => findShipment(ctx, id),
    events: ({ id }, _, { loaders }) => loaders.eventsOfShipment.load(id),
    lines: (shipment, _, { viewer }) => (maySeeShipment(viewer, shipment) ? shipment.lineItems : null),
    order: (shipment, _, { viewer }) => (maySeeShipment(viewer, shipment) ? { id: shipment.orderId } : null),
  },
  Order: {
    __resolveReference: ({ id }) => ({ id }),
    shipments: ({ id }, _, ctx) => findShipmentsOfOrder(ctx, id),
  },
  ShipmentConnection: {
    totalCount: ({ totalCount }) => totalCount(),
  },
};
