import { listLoader, rowLoader } from '@eci/kit/loaders';
import type { ShipmentDb } from './database.ts';

/** One set per request; each loads any number of keys with one statement. */
export const shipmentLoaders = (db: ShipmentDb) => ({
  shipment: rowLoader(
    (ids) => db.selectFrom('shipment').selectAll().where('id', 'in', ids).execute(),
    (shipment) => shipment.id,
  ),
  shipmentsOfOrder: listLoader(
    (ids) => db.selectFrom('shipment').selectAll().where('orderId', 'in', ids).orderBy('id').execute(),
    (shipment) => shipment.orderId,
  ),
  eventsOfShipment: listLoader(
    (ids) =>
      db
        .selectFrom('shipment_event')
        .selectAll()
        .where('shipmentId', 'in', ids)
        .orderBy('sequence')
        .execute(),
    (event) => event.shipmentId,
  ),
});
export type ShipmentLoaders = ReturnType<typeof shipmentLoaders>;
