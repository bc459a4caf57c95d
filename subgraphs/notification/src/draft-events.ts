import { parseInput } from '@eci/kit/errors';
import type { ReceivedEvent } from '@eci/kit/inbox';
import { currencyCode, moneySchema } from '@eci/kit/money-input';
import { idText } from '@eci/kit/text';
import { z } from 'zod';
import { emailAddress } from './addresses.ts';
import { writeLetter } from './letter.ts';
import type { Draft, Kind } from './notification.ts';
import { type Facts, templates } from './templates.ts';

/** How this shop signs, and who is told about its stock. */
export interface Signature {
  readonly shop: string;
  readonly staffEmail: string;
}

/**
 * Siblings' events as far as messages need them. Members we do not know are let through, since events only ever gain
 * some; a known one of another shape is refused, so that the sender's relay keeps the event where people find it.
 */
const money = moneySchema.extend({ currency: currencyCode() });
const text = z.string().max(1_000);
const count = z.int();
const orderFacts = {
  orderId: idText(),
  number: text,
  customerId: idText().nullable(),
  email: emailAddress(),
  total: money,
};

const registered = z.object({ customerId: idText(), email: emailAddress(), name: text });
const confirmed = z.object({
  ...orderFacts,
  subtotal: money,
  shippingTotal: money,
  taxTotal: money,
  lines: z.array(z.object({ sku: text, name: text, quantity: count, lineTotal: money })).min(1),
  placedAt: z.coerce.date<string>(),
});
const ended = z.object({ ...orderFacts, reason: text.nullish() });
const refunded = z.object({
  paymentId: idText(),
  orderId: idText(),
  customerId: idText().nullable(),
  email: emailAddress(),
  amount: money,
  captured: money,
  refunded: money,
});
const moved = z.object({
  shipmentId: idText(),
  orderId: idText(),
  orderNumber: text,
  customerId: idText().nullable(),
  email: emailAddress(),
  trackingNumber: text,
  carrier: text,
  to: z.string(),
});
const low = z.object({
  variantId: idText(),
  warehouseId: idText(),
  warehouseName: text,
  available: count,
  threshold: count,
});

/** Where a message goes and what it hangs on. `cause` is what it tells of, once and for all. */
interface Address {
  readonly recipient: string;
  readonly cause: string;
  readonly customerId?: string | null;
  readonly orderId?: string | null;
}

function draft<K extends Kind>(
  signature: Signature,
  kind: K,
  facts: Facts[K],
  { recipient, cause, customerId = null, orderId = null }: Address,
): Draft {
  const content = writeLetter(templates[kind](facts, signature.shop), signature.shop);
  return {
    kind,
    channel: 'EMAIL',
    recipient,
    ...content,
    customerId,
    orderId,
    dedupeKey: `${kind}:${cause}`,
  };
}

const dataOf = <S extends z.ZodType>(schema: S, event: ReceivedEvent) =>
  parseInput(schema, event.data, ['data']);

/** For each type of event the message it asks for, or null when it asks for none. */
const DRAFTS: Readonly<Record<string, (event: ReceivedEvent, signature: Signature) => Draft | null>> = {
  'eci.customer.registered.v1': (event, signature) => {
    const { customerId, email, name } = dataOf(registered, event);
    return draft(signature, 'WELCOME', { name }, { recipient: email, cause: customerId, customerId });
  },
  'eci.order.confirmed.v1': (event, signature) => {
    const order = dataOf(confirmed, event);
    return draft(signature, 'ORDER_CONFIRMATION', order, {
      ...order,
      recipient: order.email,
      cause: order.orderId,
    });
  },
  'eci.order.failed.v1': (event, signature) => {
    const order = dataOf(ended, event);
    return draft(
      signature,
      'ORDER_FAILED',
      { ...order, reason: order.reason ?? null },
      { ...order, recipient: order.email, cause: order.orderId },
    );
  },
  'eci.order.cancelled.v1': (event, signature) => {
    const order = dataOf(ended, event);
    return draft(signature, 'ORDER_CANCELLED', order, {
      ...order,
      recipient: order.email,
      cause: order.orderId,
    });
  },
  'eci.payment.refunded.v1': (event, signature) => {
    const refund = dataOf(refunded, event);
    // The sum so far only grows, so it tells the refunds of one payment apart.
    return draft(signature, 'REFUND', refund, {
      ...refund,
      recipient: refund.email,
      cause: `${refund.paymentId}:${refund.refunded.amountMinor}`,
    });
  },
  'eci.shipment.status-changed.v1': (event, signature) => {
    const shipment = dataOf(moved, event);
    if (shipment.to !== 'SHIPPED' && shipment.to !== 'DELIVERED') return null;
    return draft(signature, shipment.to, shipment, {
      ...shipment,
      recipient: shipment.email,
      cause: shipment.shipmentId,
    });
  },
  'eci.stock.low.v1': (event, signature) =>
    // Stock may run low again and again; each time is an event of its own.
    draft(signature, 'LOW_STOCK', dataOf(low, event), { recipient: signature.staffEmail, cause: event.id }),
};

/** The types of events that ask for messages. */
export const eventTypes: ReadonlySet<string> = new Set(Object.keys(DRAFTS));

/** The message an event asks for; null for none. Throws INPUT_INVALID naming the member that is not as agreed. */
export const draftOf = (event: ReceivedEvent, signature: Signature): Draft | null =>
  DRAFTS[event.type]?.(event, signature) ?? null;
