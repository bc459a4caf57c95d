import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A place stock lies in and is shipped from. */
export const Warehouse = defineEntity({
  name: 'Warehouse',
  properties: {
    id: p.string().length(64).primary(),
    code: p.string().length(32),
    name: p.string().length(100),
    /** The lowest number is asked first; ties go to the older warehouse. */
    priority: p.integer(),
    country: p.string().length(2),
  },
});
export type WarehouseRow = InferEntity<typeof Warehouse>;
