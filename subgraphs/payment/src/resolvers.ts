import { isStaff } from '@eci/kit/auth';
import { payload } from '@eci/kit/graphql';
import { findPayment, paymentsOfOrder } from './find-payments.ts';
import type { PaymentErrorCode, Resolvers } from './generated/graphql.ts';
import { listPayments } from './list-payments.ts';
import { paymentView, publicReason } from './payment.ts';
import { refundPayment } from './refund-payment.ts';

const paymentErrors: Record<PaymentErrorCode, true> = {
  INPUT_INVALID: true,
  PAYMENT_NOT_FOUND: true,
  PAYMENT_NOT_REFUNDABLE: true,
  CURRENCY_MISMATCH: true,
  REFUND_EXCEEDS_CAPTURED: true,
  REFUND_REFUSED: true,
  IDEMPOTENCY_KEY_REUSED: true,
  IDEMPOTENCY_IN_PROGRESS: true,
};

export const resolvers: Resolvers = {
  Query: {
    payment: (_, { id }, ctx) => findPayment(ctx, id),
    payments: (_, args, { db, viewer }) => listPayments(db, viewer, args),
  },
  Mutation: {
    paymentRefund: (_, { idempotencyKey, ...input }, ctx) =>
      payload(paymentErrors, async () => {
        const { value } = await refundPayment(ctx, input, idempotencyKey);
        return { payment: (await findPayment(ctx, value.id))! };
      }),
  },
  Payment: {
    __resolveReference: ({ id }, ctx) => findPayment(ctx, id),
    amount: (payment) => paymentView(payment).amount,
    captured: (payment) => paymentView(payment).captured,
    refunded: (payment) => paymentView(payment).refunded,
    events: async ({ id, currency }, _, { loaders }) =>
      (await loaders.eventsOfPayment.load(id)).map((event) => ({ ...event, currency })),
    order: ({ orderId }) => ({ id: orderId }),
  },
  PaymentEvent: {
    amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
    reason: (event, _, { viewer }) => (isStaff(viewer) ? (event.reason ?? null) : publicReason(event)),
  },
  Order: {
    __resolveReference: ({ id }) => ({ id }),
    payments: ({ id }, _, ctx) => paymentsOfOrder(ctx, id),
  },
  PaymentConnection: {
    totalCount: ({ totalCount }) => totalCount(),
  },
};
