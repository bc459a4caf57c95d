import { ExpectedError } from '@eci/kit/errors';
import { add, basisPoints, type Money, money, times } from '@eci/kit/money';

/** Flat shipping of one currency, free from a subtotal on; both in minor units. */
export interface ShippingRate {
  readonly flatMinor: number;
  readonly freeFromMinor: number;
}

export interface PricingRules {
  /** By currency; the shop sells in no other. */
  readonly shipping: ReadonlyMap<string, ShippingRate>;
  /** Tax on the subtotal, in basis points (1/10,000); shipping is untaxed. */
  readonly taxBasisPoints: number;
}

export interface PricedLine {
  readonly unitPrice: Money;
  readonly quantity: number;
}

export interface Totals {
  readonly currency: string;
  readonly subtotal: Money;
  readonly shippingTotal: Money;
  readonly taxTotal: Money;
  readonly total: Money;
}

/**
 * THE price of a cart and of its order: subtotal of the lines; a flat shipping rate, nothing from a threshold on; tax
 * in basis points of the subtotal, rounded half up once; total is their sum. Needs at least one line.
 * Throws CURRENCY_MISMATCH for mixed currencies or one without a shipping rate.
 */
export function priceLines(lines: readonly PricedLine[], rules: PricingRules): Totals {
  const currency = lines[0]!.unitPrice.currency;
  const rate = rules.shipping.get(currency);
  if (!rate) throw mismatch(`The shop does not sell in ${currency}.`);
  if (lines.some((line) => line.unitPrice.currency !== currency))
    throw mismatch('The lines are priced in several currencies: order them one currency at a time.');
  const subtotal = lines.reduce(
    (sum, line) => add(sum, times(line.unitPrice, line.quantity)),
    money(0, currency),
  );
  const shippingTotal = money(subtotal.amountMinor >= rate.freeFromMinor ? 0 : rate.flatMinor, currency);
  const taxTotal = basisPoints(subtotal, rules.taxBasisPoints);
  return { currency, subtotal, shippingTotal, taxTotal, total: add(add(subtotal, shippingTotal), taxTotal) };
}

export const mismatch = (message: string, field?: readonly string[]) =>
  new ExpectedError('CURRENCY_MISMATCH', message, { status: 409, ...(field && { field }) });
