import type { Runtime } from '@eci/kit/subgraph';
import type { PaymentConfig } from './config.ts';
import type { entities } from './database.ts';
import type { PaymentProvider } from './provider.ts';
import { createSimulatedProvider } from './simulated-provider.ts';

/** The provider that PAYMENT_PROVIDER names; config.ts refuses any it does not know. */
export function openProvider({ config, db, log }: Runtime<PaymentConfig, typeof entities>): PaymentProvider {
  if (config.ECI_MODE === 'production') log.warn('payments are simulated: no money moves');
  return createSimulatedProvider(db, config.PROVIDER_SLOW_MS);
}
