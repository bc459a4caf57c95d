import type { Money } from '@eci/kit/money';

/**
 * The plug-in that a card provider is spoken to through. To add one: implement this interface beside
 * simulated-provider.ts and name it in open-provider.ts.
 *
 * Whatever a method throws means "unknown": the call may have taken effect or not; errors are logged, so a token must
 * not be in one. A method must answer a repetition of its key with the first outcome. `signal` aborts when the answer
 * is no longer waited for.
 */
export interface PaymentProvider {
  /** Whether the token could be charged, without an effect. */
  check(token: string, signal: AbortSignal): Promise<boolean>;
  /** Charges the token, once per key. */
  charge(request: ChargeRequest, signal: AbortSignal): Promise<FinalCharge>;
  /** What became of the charge under `key`. */
  find(key: string, signal: AbortSignal): Promise<ChargeState>;
  /** Makes sure that a charge under `key` never takes place unless it already did, and answers which. */
  cancel(key: string, signal: AbortSignal): Promise<ChargeState>;
  /** Gives money of a charge back, once per key. */
  refund(request: RefundRequest, signal: AbortSignal): Promise<RefundResult>;
}

export interface ChargeRequest {
  readonly key: string;
  readonly amount: Money;
  /** Never stored and never logged. */
  readonly token: string;
}

export interface RefundRequest {
  readonly key: string;
  /** The reference that the charge was answered with. */
  readonly chargeReference: string;
  readonly amount: Money;
}

/** A charge that will not change any more. */
export type FinalCharge =
  | { readonly state: 'CHARGED'; readonly reference: string }
  /** `reason` is a short code, such as insufficient_funds. */
  | { readonly state: 'DECLINED'; readonly reason: string }
  | { readonly state: 'CANCELLED' };

export type ChargeState =
  | FinalCharge
  | { readonly state: 'PROCESSING' }
  /** Nothing took effect under this key so far; a call still on its way may yet. */
  | { readonly state: 'NOT_FOUND' };

export type RefundResult =
  | { readonly state: 'REFUNDED'; readonly reference: string }
  | { readonly state: 'REFUSED'; readonly reason: string };

export const isFinal = (charge: ChargeState): charge is FinalCharge =>
  charge.state !== 'PROCESSING' && charge.state !== 'NOT_FOUND';

/** No answer in time: whether the call took effect is unknown. */
export class ProviderUnknown extends Error {
  override name = 'ProviderUnknown';
}

/** Calls the provider and waits `ms` at most, even for a plug-in that ignores its signal. Throws ProviderUnknown then. */
export async function answerWithin<T>(ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const waiting = new AbortController();
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const unknown = new ProviderUnknown(`The provider did not answer within ${ms} ms.`);
    waiting.abort(unknown);
    tooLate.reject(unknown);
  }, ms);
  try {
    return await Promise.race([call(waiting.signal), tooLate.promise]);
  } finally {
    clearTimeout(timer);
  }
}
