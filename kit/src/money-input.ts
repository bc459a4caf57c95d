import { z } from 'zod';
import { isCurrency } from './money.ts';

/** An ISO 4217 code this runtime knows. */
export const currencyCode = () =>
  z.string('must be a currency code').refine(isCurrency, 'must be an upper-case ISO 4217 code such as EUR');

/** Money as input: whole minor units, at least `min` of them, at most 10^12 so that sums stay exact. */
export const moneyInput = (min = 0) =>
  z.strictObject({
    amountMinor: z
      .int('must be a whole number')
      .min(min, `must be at least ${min}`)
      .max(1e12, 'must be at most 1,000,000,000,000'),
    currency: currencyCode(),
  });

/** Money in REST answers. */
export const moneySchema = z
  .object({ amountMinor: z.int(), currency: z.string() })
  .describe('Whole minor units of an ISO 4217 currency.');
