import { databaseNow, databaseNowPlus } from '@eci/kit/clock';
import type { OperationId } from '@eci/kit/idempotency';
import { newId } from '@eci/kit/ids';
import type { Money } from '@eci/kit/money';
import { sql } from 'kysely';
import type { PaymentTx } from './database.ts';
import { statesBefore } from './payment.ts';
import type { RefundRow } from './refund.entity.ts';

export interface RefundWish {
  /** Which payment: by its own id, or the one live payment of an order. */
  readonly of: { readonly paymentId: string } | { readonly orderId: string };
  /** Null for all that is left, which can only be told while no other refund is on its way. */
  readonly amount: Money | null;
  readonly reason: string | null;
}

/**
 * Sets a refund's amount aside on its payment, before anybody is paid: one guarded update, so parallel refunds can
 * never exceed what was captured. Null when the payment is unknown, has not that much left, or is in another currency.
 */
export async function reserveRefund(
  tx: PaymentTx,
  id: OperationId,
  wish: RefundWish,
  leaseMs: number,
): Promise<RefundRow | null> {
  const { of, amount, reason } = wish;
  const guarded = tx
    .updateTable('payment')
    .where('status', 'in', statesBefore('REFUNDED'))
    .where('paymentId' in of ? 'id' : 'orderId', '=', 'paymentId' in of ? of.paymentId : of.orderId);
  const reserved = amount
    ? await guarded
        .set({ refundingMinor: sql`refunding_minor + ${amount.amountMinor}` })
        .where('currency', '=', amount.currency)
        .where(sql<boolean>`captured_minor - refunded_minor - refunding_minor >= ${amount.amountMinor}`)
        .returning(['id', 'currency', sql<number>`${amount.amountMinor}::bigint`.as('amountMinor')])
        .executeTakeFirst()
    : await guarded
        .set({ refundingMinor: sql`captured_minor - refunded_minor` })
        .where('refundingMinor', '=', 0)
        .where(sql<boolean>`captured_minor > refunded_minor`)
        .returning(['id', 'currency', 'refundingMinor as amountMinor'])
        .executeTakeFirst();
  if (!reserved) return null;
  return tx
    .insertInto('refund')
    .values({
      id: newId('ref'),
      paymentId: reserved.id,
      amountMinor: reserved.amountMinor,
      currency: reserved.currency,
      reason,
      status: 'RESERVED',
      forOrder: 'orderId' in of,
      scope: id.scope,
      operationKey: id.key,
      attempts: 0,
      leaseUntil: databaseNowPlus('postgresql', leaseMs),
      createdAt: databaseNow('postgresql'),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The refund that an operation reserved earlier and that is not decided yet. */
export const reservedRefund = (tx: PaymentTx, { scope, key }: OperationId): Promise<RefundRow> =>
  tx
    .selectFrom('refund')
    .selectAll()
    .where('scope', '=', scope)
    .where('operationKey', '=', key)
    .where('status', '=', 'RESERVED')
    .executeTakeFirstOrThrow();
