import { maySee } from '@eci/kit/auth';
import type { PaymentContext } from './context.ts';
import type { PaymentRow } from './payment.entity.ts';

/** The order context's entity, as far as it is known here: whether it exists is not checked. */
export interface OrderReference {
  id: string;
}

const isVisible = (ctx: PaymentContext, { customerId, orderId }: PaymentRow): boolean =>
  maySee(ctx.viewer, customerId ?? null, orderId);

/** One payment by its id, null when unknown or someone else's. */
export async function findPayment(ctx: PaymentContext, id: string): Promise<PaymentRow | null> {
  const payment = await ctx.loaders.payment.load(id);
  return payment && isVisible(ctx, payment) ? payment : null;
}

/** An order's payments that the viewer may see, oldest first. */
export async function paymentsOfOrder(ctx: PaymentContext, orderId: string): Promise<PaymentRow[]> {
  const payments = await ctx.loaders.paymentsOfOrder.load(orderId);
  return payments.filter((payment) => isVisible(ctx, payment));
}
