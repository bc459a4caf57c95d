import type { Db, Tx } from '@eci/kit/database';
import { kitEntities } from '@eci/kit/server';
import { Address } from './address.entity.ts';
import { Customer } from './customer.entity.ts';
import { LoginFailure } from './login-failure.entity.ts';
import { RefreshToken, Session } from './session.entity.ts';

export const entities = [...kitEntities, Customer, Address, Session, RefreshToken, LoginFailure] as const;
export type CustomerDb = Db<typeof entities>;
export type CustomerTx = Tx<typeof entities>;
