import type { Db, Tx } from '@eci/kit/database';
import { kitEntities } from '@eci/kit/server';
import { Cart, CartLine } from './cart.entity.ts';
import { OrderEvent, OrderLine, OrderShipment, PlacedOrder } from './order.entity.ts';
import { SagaRecord } from './saga.entity.ts';

export const entities = [
  ...kitEntities,
  Cart,
  CartLine,
  PlacedOrder,
  OrderLine,
  OrderEvent,
  OrderShipment,
  SagaRecord,
] as const;
export type OrderDb = Db<typeof entities>;
export type OrderTx = Tx<typeof entities>;
