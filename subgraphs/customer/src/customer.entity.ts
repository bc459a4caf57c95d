import type { Role } from '@eci/kit/auth';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A person with an account. `email` is normalised; `passwordHash` leaves this context nowhere. */
export const Customer = defineEntity({
  name: 'Customer',
  properties: {
    id: p.string().length(64).primary(),
    email: p.string().length(254),
    name: p.string().length(100),
    role: p.string().length(16).$type<Role>(),
    passwordHash: p.string().length(255),
    version: p.integer(),
    createdAt: p.datetime(3),
  },
});
export type CustomerRow = InferEntity<typeof Customer>;
