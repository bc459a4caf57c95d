import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** Units someone means to buy; `id` is a capability, `customerId` null for a guest's. */
export const Cart = defineEntity({
  name: 'Cart',
  properties: {
    id: p.string().length(64).primary(),
    customerId: p.string().length(64).nullable(),
    /** Counts changes, so that an order is made of exactly the lines that were priced. */
    version: p.integer(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
});
export type CartRow = InferEntity<typeof Cart>;

export const CartLine = defineEntity({
  name: 'CartLine',
  properties: {
    cartId: p.string().length(64).primary(),
    variantId: p.string().length(64).primary(),
    id: p.string().length(64),
    quantity: p.integer(),
  },
});
export type CartLineRow = InferEntity<typeof CartLine>;
