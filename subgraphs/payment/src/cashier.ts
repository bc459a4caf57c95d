import type { Logger } from '@eci/kit/log';
import type { Outbox } from '@eci/kit/outbox';
import type { Runtime, Worker } from '@eci/kit/subgraph';
import type { PaymentConfig } from './config.ts';
import type { entities, PaymentDb } from './database.ts';
import type { PaymentProvider } from './provider.ts';
import type { RiskLimits } from './risk.ts';

/** What charging and refunding need, for as long as the process lives: requests and workers share it. */
export interface Cashier {
  readonly db: PaymentDb;
  readonly outbox: Outbox;
  readonly log: Logger;
  readonly provider: PaymentProvider;
  readonly risk: RiskLimits;
  /** Longest wait for one answer of the provider. */
  readonly providerTimeoutMs: number;
  /** How long a charge or refund is its owner's: room for a call, a lookup and another call. */
  readonly leaseMs: number;
  /** Charges whose request was answered 202 while they go on. */
  readonly underWay: Set<Promise<unknown>>;
}

export const createCashier = (
  { db, outbox, log, config }: Runtime<PaymentConfig, typeof entities>,
  provider: PaymentProvider,
): Cashier => ({
  db,
  outbox,
  log,
  provider,
  risk: {
    maxAmountMinor: config.RISK_MAX_AMOUNT_MINOR,
    defaultMaxAmountMinor: config.RISK_MAX_AMOUNT_MINOR_DEFAULT,
    maxFailures: config.RISK_MAX_FAILURES,
  },
  providerTimeoutMs: config.PROVIDER_TIMEOUT_MS,
  leaseMs: 3 * config.PROVIDER_TIMEOUT_MS,
  underWay: new Set(),
});

/** Keeps the process from closing its database under a charge that goes on after its request was answered. */
export const awaitCharges = ({ underWay }: Cashier): Worker => ({
  start: () => {},
  stop: async () => {
    await Promise.allSettled(underWay);
  },
});
