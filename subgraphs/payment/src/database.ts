import type { Db, Tx } from '@eci/kit/database';
import { kitEntities } from '@eci/kit/server';
import { Payment, PaymentEvent } from './payment.entity.ts';
import { Refund } from './refund.entity.ts';
import { SimulatedCharge, SimulatedRefund } from './simulated-charge.entity.ts';

export const entities = [
  ...kitEntities,
  Payment,
  PaymentEvent,
  Refund,
  SimulatedCharge,
  SimulatedRefund,
] as const;
export type PaymentDb = Db<typeof entities>;
export type PaymentTx = Tx<typeof entities>;
