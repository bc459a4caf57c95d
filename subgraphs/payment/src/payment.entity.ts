import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { PaymentStatus } from './payment.ts';

/** What one order is charged. Amounts are minor units of `currency`; all four only ever grow, but for `refundingMinor`. */
export const Payment = defineEntity({
  name: 'Payment',
  properties: {
    id: p.string().length(64).primary(),
    orderId: p.string().length(64),
    /** Null for a guest. */
    customerId: p.string().length(64).nullable(),
    email: p.string().length(254),
    currency: p.string().length(3),
    amountMinor: p.bigint('number'),
    capturedMinor: p.bigint('number'),
    refundedMinor: p.bigint('number'),
    /** Reserved by refunds that the provider has not confirmed yet. */
    refundingMinor: p.bigint('number'),
    status: p.string().length(24).$type<PaymentStatus>(),
    /** Why it FAILED: the provider's code, `risk` or `cancelled`. */
    failureReason: p.string().length(40).nullable(),
    /** The provider's name for the charge; refunds need it. */
    providerReference: p.string().length(64).nullable(),
    /** Counts changes that were announced: 0 while PENDING. */
    version: p.integer(),
    /** How often the provider was asked what happened, in vain. */
    lookups: p.integer(),
    /** When the resolver looks after a PENDING charge nobody came back for; null once decided. */
    resolveAt: p.datetime(6).nullable(),
    createdAt: p.datetime(3),
  },
});
export type PaymentRow = InferEntity<typeof Payment>;

export type PaymentEventKind = 'CAPTURE' | 'REFUND' | 'FAILURE';

/** The ledger: append only (a trigger refuses anything else). A payment's balance is the sum of `amountMinor`. */
export const PaymentEvent = defineEntity({
  name: 'PaymentEvent',
  tableName: 'payment_event',
  properties: {
    id: p.string().length(64).primary(),
    paymentId: p.string().length(64),
    kind: p.string().length(16).$type<PaymentEventKind>(),
    /** Positive for money that came in, negative for money given back, 0 for a failure. */
    amountMinor: p.bigint('number'),
    /** A code for a failure, what staff or the order wrote for a refund. */
    reason: p.string().length(200).nullable(),
    providerReference: p.string().length(64).nullable(),
    at: p.datetime(3),
  },
});
export type PaymentEventRow = InferEntity<typeof PaymentEvent>;
/** An entry with its payment's currency, as it is shown. */
export type LedgerEntry = PaymentEventRow & Pick<PaymentRow, 'currency'>;
