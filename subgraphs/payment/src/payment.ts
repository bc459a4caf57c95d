import { ExpectedError, notFound } from '@eci/kit/errors';
import { lifeCycle } from '@eci/kit/life-cycle';
import { format, type Money } from '@eci/kit/money';
import type { PaymentEventRow, PaymentRow } from './payment.entity.ts';

export type PaymentStatus = 'PENDING' | 'CAPTURED' | 'FAILED' | 'PARTIALLY_REFUNDED' | 'REFUNDED';

/** PARTIALLY_REFUNDED follows itself: every further part is a move of its own. */
export const paymentLifeCycle = lifeCycle<PaymentStatus>('payment', 'PAYMENT_STATUS_ILLEGAL', {
  PENDING: ['CAPTURED', 'FAILED'],
  CAPTURED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  FAILED: [],
  PARTIALLY_REFUNDED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  REFUNDED: [],
});

/** The states from which `to` may be reached: the condition of a guarded update. */
export const statesBefore = (to: PaymentStatus): PaymentStatus[] =>
  (Object.keys(paymentLifeCycle.transitions) as PaymentStatus[]).filter((from) =>
    paymentLifeCycle.allows(from, to),
  );

type Amounts = Pick<
  PaymentRow,
  'currency' | 'amountMinor' | 'capturedMinor' | 'refundedMinor' | 'refundingMinor'
>;

/** What may still be given back: captured, less refunds that are done or on their way. In minor units. */
export const leftToRefund = ({ capturedMinor, refundedMinor, refundingMinor }: Amounts): number =>
  capturedMinor - refundedMinor - refundingMinor;

/** What a payment's outcomes and REST answers hold of it. */
export interface PaymentView {
  id: string;
  orderId: string;
  status: PaymentStatus;
  amount: Money;
  captured: Money;
  refunded: Money;
}

export function paymentView(payment: Amounts & Pick<PaymentRow, 'id' | 'orderId' | 'status'>): PaymentView {
  const { id, orderId, status, currency } = payment;
  const inCurrency = (amountMinor: number): Money => ({ amountMinor, currency });
  return {
    id,
    orderId,
    status,
    amount: inCurrency(payment.amountMinor),
    captured: inCurrency(payment.capturedMinor),
    refunded: inCurrency(payment.refundedMinor),
  };
}

/** What the caller of a charge is told when it was refused: `reason` is `risk` or the provider's code. */
export const paymentDeclined = (reason: string): ExpectedError =>
  new ExpectedError(
    'PAYMENT_DECLINED',
    reason === 'risk'
      ? 'The payment was refused by our risk check: use another card or try again later.'
      : `The provider declined the payment (${reason}): use another card.`,
    { status: 402, field: ['paymentToken'], details: { reason } },
  );

/** Why a refund of `amount` (null for all that is left) could not be reserved on the payment as it stands. */
export function refundRefusal(
  paymentId: string,
  payment: PaymentRow | undefined,
  amount: Money | null,
): ExpectedError {
  if (!payment) return notFound('PAYMENT_NOT_FOUND', `No payment has the id ${paymentId}.`, ['paymentId']);
  const conflict = (code: string, message: string, field: string[]) =>
    new ExpectedError(code, message, { status: 409, field });
  const { status, currency } = payment;
  if (status === 'PENDING' || status === 'FAILED' || (status === 'REFUNDED' && !amount)) {
    const message = `The payment is ${status}: only captured money that was not given back can be refunded.`;
    return conflict('PAYMENT_NOT_REFUNDABLE', message, ['paymentId']);
  }
  if (amount && amount.currency !== currency) {
    const message = `The payment is in ${currency}, not ${amount.currency}: refund it in ${currency}.`;
    return conflict('CURRENCY_MISMATCH', message, ['amount', 'currency']);
  }
  const left = format({ amountMinor: leftToRefund(payment), currency });
  return conflict('REFUND_EXCEEDS_CAPTURED', `Only ${left} of this payment is left to refund.`, ['amount']);
}

/**
 * An event's reason as customers may see it: why their card was declined, and nothing of what the risk check or staff
 * noted.
 */
export function publicReason({ kind, reason }: Pick<PaymentEventRow, 'kind' | 'reason'>): string | null {
  if (kind !== 'FAILURE') return null;
  return reason === 'risk' ? 'declined' : (reason ?? null);
}
