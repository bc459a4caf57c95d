import type { Db, Tx } from '@eci/kit/database';
import { kitEntities } from '@eci/kit/server';
import { Reservation, ReservationLine } from './reservation.entity.ts';
import { LowStockNotice, StockLevel, StockMovement } from './stock.entity.ts';
import { Warehouse } from './warehouse.entity.ts';

export const entities = [
  ...kitEntities,
  Warehouse,
  StockLevel,
  StockMovement,
  LowStockNotice,
  Reservation,
  ReservationLine,
] as const;
export type InventoryDb = Db<typeof entities>;
export type InventoryTx = Tx<typeof entities>;
