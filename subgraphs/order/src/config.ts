import { ConfigError, readConfig, subgraphVariables, variable } from '@eci/kit/config';
import { z } from 'zod';
import type { PricingRules, ShippingRate } from './pricing.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Rates of the demo shop: currency=flat/freeFrom in minor units. */
const SHIPPING_RATES = 'EUR=490/5000,USD=590/6000,GBP=450/4500,CHF=690/7000,JPY=600/8000,KWD=1500/15000';

const variables = {
  ...subgraphVariables(8085),
  CATALOG_URL: variable.url(),
  CUSTOMER_URL: variable.url(),
  INVENTORY_URL: variable.url(),
  PAYMENT_URL: variable.url(),
  SHIPMENT_URL: variable.url(),
  /** Base64 of an Ed25519 key as PKCS#8 PEM: signs guests' order tokens. */
  JWT_PRIVATE_KEY: variable.secret(),
  /** Base64 of 32 bytes: encrypts payment tokens until the charge is final. */
  PAYMENT_TOKEN_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'expected the base64 of 32 bytes'),
  GUEST_TOKEN_DAYS: variable.integer(90, 1),
  SHIPPING_RATES: variable.named('=', 'currency=flat/freeFrom').default(new Map()),
  TAX_BASIS_POINTS: variable.integer(1_900),
  /** How long orderPlace waits for a decision. */
  PLACE_WAIT_MS: variable.integer(8 * SECOND, 100),
  /** When an undecided order is given up and undone; below the reservation's 15 minutes. */
  SAGA_DEADLINE_MS: variable.integer(10 * MINUTE, SECOND, 14 * MINUTE),
  SAGA_LEASE_MS: variable.integer(5 * SECOND, 200),
  SAGA_POLL_MS: variable.integer(SECOND, 20),
};

/** This service's environment, typed; throws one ConfigError that lists every problem. */
export function readOrderConfig(env?: Record<string, string | undefined>) {
  const config = readConfig('order', variables, env);
  return { ...config, pricing: pricingRules(config.SHIPPING_RATES, config.TAX_BASIS_POINTS) };
}
export type OrderConfig = ReturnType<typeof readOrderConfig>;

function pricingRules(given: ReadonlyMap<string, string>, taxBasisPoints: number): PricingRules {
  const rates =
    given.size > 0
      ? given
      : new Map(SHIPPING_RATES.split(',').map((part) => part.split('=') as [string, string]));
  return {
    taxBasisPoints,
    shipping: new Map([...rates].map(([currency, text]) => [currency, shippingRate(currency, text)])),
  };
}

function shippingRate(currency: string, text: string): ShippingRate {
  const [, flat, freeFrom] = /^(\d{1,12})\/(\d{1,12})$/.exec(text) ?? [];
  if (!flat || !freeFrom)
    throw new ConfigError(
      `order can not start: SHIPPING_RATES has ${currency}=${text}, expected currency=flat/freeFrom in minor units.`,
    );
  return { flatMinor: Number(flat), freeFromMinor: Number(freeFrom) };
}
