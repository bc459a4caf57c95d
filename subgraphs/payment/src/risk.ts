import type { Money } from '@eci/kit/money';

export interface RiskLimits {
  /** Most minor units of one charge, by currency. */
  readonly maxAmountMinor: ReadonlyMap<string, number>;
  /** The same for currencies that are not named. */
  readonly defaultMaxAmountMinor: number;
  /** Declined charges of one email within the window, from which on further ones are refused. */
  readonly maxFailures: number;
}

/** How far back declined charges count, in minutes. */
export const FAILURE_WINDOW_MINUTES = 10;

/**
 * Whether a charge is refused before the provider hears of it: an amount no customer of this shop spends, or an email
 * that tries one card after the other. `failedLately` counts the provider's refusals within the window.
 */
export function isTooRisky(amount: Money, failedLately: number, limits: RiskLimits): boolean {
  const most = limits.maxAmountMinor.get(amount.currency) ?? limits.defaultMaxAmountMinor;
  return amount.amountMinor > most || failedLately >= limits.maxFailures;
}
