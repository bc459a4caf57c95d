import type { Db, Tx } from '@eci/kit/database';
import { kitEntities } from '@eci/kit/server';
import { Shipment, ShipmentEvent } from './shipment.entity.ts';

export const entities = [...kitEntities, Shipment, ShipmentEvent] as const;
export type ShipmentDb = Db<typeof entities>;
export type ShipmentTx = Tx<typeof entities>;
