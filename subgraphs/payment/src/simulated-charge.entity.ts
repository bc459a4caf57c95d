import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** FAILING: reached the provider and failed there, without effect. CANCELLED: must never take place. */
export type SimulatedState = 'CHARGED' | 'DECLINED' | 'FAILING' | 'CANCELLED';

/** The memory of the simulated provider, which stands for a company far away: nothing else reads or joins it. */
export const SimulatedCharge = defineEntity({
  name: 'SimulatedCharge',
  tableName: 'simulated_charge',
  properties: {
    /** The caller's key: one charge each. */
    chargeKey: p.string().length(190).primary(),
    reference: p.string().length(64),
    state: p.string().length(16).$type<SimulatedState>(),
    reason: p.string().length(40).nullable(),
    amountMinor: p.bigint('number'),
    refundedMinor: p.bigint('number'),
    currency: p.string().length(3),
    /** Calls that arrived under this key. */
    attempts: p.integer(),
    /** Still processing until then. */
    settlesAt: p.datetime(6),
  },
});
export type SimulatedChargeRow = InferEntity<typeof SimulatedCharge>;

/** Refunds the simulated provider has made, one per key. */
export const SimulatedRefund = defineEntity({
  name: 'SimulatedRefund',
  tableName: 'simulated_refund',
  properties: {
    refundKey: p.string().length(190).primary(),
    chargeReference: p.string().length(64),
    amountMinor: p.bigint('number'),
  },
});
