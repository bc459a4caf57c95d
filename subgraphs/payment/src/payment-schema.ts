import { isStaff } from '@eci/kit/auth';
import { moneySchema } from '@eci/kit/money-input';
import { z } from 'zod';
import type { PaymentContext } from './context.ts';
import type { PaymentRow } from './payment.entity.ts';
import { paymentView, publicReason } from './payment.ts';

export const statusSchema = z.enum(['PENDING', 'CAPTURED', 'FAILED', 'PARTIALLY_REFUNDED', 'REFUNDED']);

/** What the outcome of an operation tells of a payment. */
export const paymentOutcomeSchema = z.object({
  id: z.string(),
  orderId: z.string(),
  status: statusSchema,
  amount: moneySchema,
  captured: moneySchema,
  refunded: moneySchema,
});

export const paymentSchema = paymentOutcomeSchema.extend({
  customerId: z.string().nullable(),
  createdAt: z.iso.datetime(),
  events: z.array(
    z.object({
      kind: z.enum(['CAPTURE', 'REFUND', 'FAILURE']),
      amount: moneySchema.describe('Positive for money taken, negative for money given back.'),
      reason: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
});

export const orderRefundSchema = z.object({
  orderId: z.string(),
  status: z.enum(['REFUNDED', 'NONE']),
  amount: moneySchema.nullable().describe('What this refund gave back; null with NONE.'),
});

/** A payment as REST shows it to the viewer. */
export async function presentPayment(
  { loaders, viewer }: PaymentContext,
  payment: PaymentRow,
): Promise<z.output<typeof paymentSchema>> {
  const { id, customerId, currency, createdAt } = payment;
  const events = await loaders.eventsOfPayment.load(id);
  return {
    ...paymentView(payment),
    customerId: customerId ?? null,
    createdAt: createdAt.toISOString(),
    events: events.map((event) => ({
      kind: event.kind,
      amount: { amountMinor: event.amountMinor, currency },
      reason: isStaff(viewer) ? (event.reason ?? null) : publicReason(event),
      at: event.at.toISOString(),
    })),
  };
}
