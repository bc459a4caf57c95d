import { readConfig, subgraphVariables, variable } from '@eci/kit/config';
import { z } from 'zod';

const limitsByCurrency = variable
  .named('=', 'currency=minorUnits, such as EUR=500000,JPY=9000000')
  .prefault('')
  .transform((limits) => new Map([...limits].map(([currency, most]) => [currency, Number(most)])))
  .refine((limits) => [...limits.values()].every((most) => Number.isSafeInteger(most) && most >= 0), {
    message: 'expected whole minor units after each currency, such as EUR=500000',
  });

const variables = {
  ...subgraphVariables(8084),
  /** Who moves the money. */
  PAYMENT_PROVIDER: z.literal('simulated', 'the only provider there is so far is "simulated"'),
  /** Longest wait for one answer of the provider; a charge's lease is three times that. */
  PROVIDER_TIMEOUT_MS: variable.integer(2_000, 50),
  /** How long the simulated provider takes for tok_slow. */
  PROVIDER_SLOW_MS: variable.integer(3_000),
  /** Most minor units of one charge, by currency; DEFAULT for the others. */
  RISK_MAX_AMOUNT_MINOR: limitsByCurrency,
  RISK_MAX_AMOUNT_MINOR_DEFAULT: variable.integer(100_000_000_000),
  /** Declined charges of one email within ten minutes, from which on further ones are refused. */
  RISK_MAX_FAILURES: variable.integer(50, 1),
};

/**
 * This service's environment, typed; throws one ConfigError that lists every problem. Only the demo has a provider by
 * default: a shop that takes orders in earnest must not find out later that no money moved.
 */
export const readPaymentConfig = (env: Record<string, string | undefined> = process.env) =>
  readConfig('payment', variables, {
    ...env,
    PAYMENT_PROVIDER: env.PAYMENT_PROVIDER || (env.ECI_MODE === 'demo' ? 'simulated' : undefined),
  });
export type PaymentConfig = ReturnType<typeof readPaymentConfig>;
