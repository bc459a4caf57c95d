import { moneyInput } from '@eci/kit/money-input';
import { idText, line } from '@eci/kit/text';
import { z } from 'zod';

/** What GraphQL and REST accept alike: one set of rules, one set of messages. */
const reason = line(200);

export const paymentToken = z
  .string('must be a text')
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters');

/** An order that costs nothing is charged 0, so that every confirmed order has its payment. */
export const chargeInput = z.strictObject({
  orderId: idText(),
  customerId: idText().nullable(),
  email: z.email('must be an email address').max(254, 'must be at most 254 characters'),
  amount: moneyInput(0),
  paymentToken,
});
export type ChargeInput = z.output<typeof chargeInput>;

export const orderRefundInput = z.strictObject({ orderId: idText(), reason });

export const refundInput = z.strictObject({
  paymentId: idText(),
  amount: moneyInput(1).nullish(),
  reason: reason.nullish(),
});
