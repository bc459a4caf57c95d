import type { Db, Tx } from '@eci/kit/database';
import { kitEntities } from '@eci/kit/server';
import { Category } from './category.entity.ts';
import { Product, ProductVariant } from './product.entity.ts';

export const entities = [...kitEntities, Category, Product, ProductVariant] as const;
export type CatalogDb = Db<typeof entities>;
export type CatalogTx = Tx<typeof entities>;
