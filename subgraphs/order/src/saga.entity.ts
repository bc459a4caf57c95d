import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Saga, SagaStatus } from './saga.ts';

/** The durable work behind an order; one row per order, from placing to an eventual cancellation. */
export const SagaRecord = defineEntity({
  name: 'SagaRecord',
  tableName: 'saga',
  properties: {
    orderId: p.string().length(64).primary(),
    status: p.string().length(16).$type<SagaStatus>(),
    state: p.json<Saga>(),
    /** AES-256-GCM, until the charge is final. */
    paymentToken: p.text().nullable(),
    cancelReason: p.string().length(500).nullable(),
    cancelRequestedAt: p.datetime(6).nullable(),
    deadlineAt: p.datetime(6),
    /** When it wants attention; null when it has ended. */
    dueAt: p.datetime(6).nullable(),
    leaseOwner: p.string().length(64).nullable(),
    leaseUntil: p.datetime(6).nullable(),
    /** Grows with every claim; a write with an older one changes nothing. */
    fence: p.bigint('number'),
    traceparent: p.string().length(64),
  },
});
export type SagaRow = InferEntity<typeof SagaRecord>;
