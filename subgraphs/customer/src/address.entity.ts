import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** An entry of a customer's address book. Orders hold a copy, so it may change and go at any time. */
export const Address = defineEntity({
  name: 'Address',
  properties: {
    id: p.string().length(64).primary(),
    customerId: p.string().length(64),
    name: p.string().length(100),
    line1: p.string().length(200),
    line2: p.string().length(200).nullable(),
    city: p.string().length(100),
    region: p.string().length(100).nullable(),
    postalCode: p.string().length(20),
    country: p.string().length(2),
  },
});
export type AddressRow = InferEntity<typeof Address>;
