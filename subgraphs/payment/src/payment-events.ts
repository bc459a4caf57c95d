import type { NewEvent } from '@eci/kit/outbox';
import type { PaymentRow } from './payment.entity.ts';
import { paymentView } from './payment.ts';

/**
 * What siblings are told of a change: `amountMinor` of this change, `captured` and `refunded` so far. `payment` is as
 * it stands after the change, and its version is the event's place in the payment's history.
 */
export function paymentEvent(
  name: 'captured' | 'failed' | 'refunded',
  payment: PaymentRow,
  amountMinor: number,
  reason: string | null,
): NewEvent {
  const { captured, refunded } = paymentView(payment);
  return {
    type: `eci.payment.${name}.v1`,
    subject: payment.id,
    sequence: payment.version,
    data: {
      paymentId: payment.id,
      orderId: payment.orderId,
      customerId: payment.customerId ?? null,
      email: payment.email,
      amount: { amountMinor, currency: payment.currency },
      captured,
      refunded,
      reason,
    },
  };
}
