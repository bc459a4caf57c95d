import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

export type RefundStatus = 'RESERVED' | 'DONE' | 'REFUSED';

/**
 * Money on its way back. The row is written with the reservation of its amount, before the provider is called; its id
 * is the provider's key, so a repetition can not refund twice.
 */
export const Refund = defineEntity({
  name: 'Refund',
  properties: {
    id: p.string().length(64).primary(),
    paymentId: p.string().length(64),
    amountMinor: p.bigint('number'),
    currency: p.string().length(3),
    reason: p.string().length(200).nullable(),
    status: p.string().length(16).$type<RefundStatus>(),
    /** Asked for by the order's saga, which needs it done, rather than by staff, who can be told no. */
    forOrder: p.boolean(),
    /** The operation whose outcome it is. */
    scope: p.string().length(190),
    operationKey: p.string().length(255),
    attempts: p.integer(),
    /** While RESERVED: until when its owner works on it; the resolver takes over then. */
    leaseUntil: p.datetime(6).nullable(),
    providerReference: p.string().length(64).nullable(),
    createdAt: p.datetime(3),
  },
});
export type RefundRow = InferEntity<typeof Refund>;
