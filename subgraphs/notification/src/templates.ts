import { format, type Money } from '@eci/kit/money';
import { type Block, type Letter, oneLine, type Row } from './letter.ts';
import type { Kind } from './notification.ts';

/** What each kind of message is made from. Texts may come from anybody: templates put them on one line themselves. */
export interface Facts {
  WELCOME: { name: string };
  ORDER_CONFIRMATION: {
    number: string;
    placedAt: Date;
    lines: readonly { name: string; sku: string; quantity: number; lineTotal: Money }[];
    subtotal: Money;
    shippingTotal: Money;
    taxTotal: Money;
    total: Money;
  };
  ORDER_FAILED: { number: string; total: Money; reason: string | null };
  ORDER_CANCELLED: { number: string; total: Money };
  REFUND: { amount: Money; captured: Money; refunded: Money };
  SHIPPED: { orderNumber: string; carrier: string; trackingNumber: string };
  DELIVERED: { orderNumber: string; carrier: string; trackingNumber: string };
  LOW_STOCK: { variantId: string; warehouseName: string; available: number; threshold: number };
  MESSAGE: { subject: string; text: string };
}

export type Templates = { readonly [K in Kind]: (facts: Facts[K], shop: string) => Letter };

/** In words of the order context's stable codes; another code gets the sentence that is always true. */
const FAILURES = new Map([
  ['OUT_OF_STOCK', 'Something in it sold out before your order was through.'],
  ['PAYMENT_DECLINED', 'Your payment was declined. Another card may work, or your bank can tell you why.'],
  ['PAYMENT_TOKEN_INVALID', 'Your payment details could not be used. Please enter them again.'],
  ['PRODUCT_UNAVAILABLE', 'Something in it is no longer for sale.'],
]);
const FAILURE = 'We could not complete it.';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const parcel = ({ carrier, trackingNumber }: Facts['SHIPPED']): Block => ({
  rows: [
    ['Carrier', oneLine(carrier)],
    ['Tracking number', oneLine(trackingNumber)],
  ],
});

/** One pure function per kind. The reader may be a guest: no message supposes an account, but for the welcome. */
export const templates: Templates = {
  WELCOME: ({ name }, shop) => ({
    subject: `Welcome to ${shop}`,
    heading: `Welcome, ${oneLine(name, 100)}`,
    blocks: [
      `Your account at ${shop} is ready. It keeps your addresses and your orders in one place.`,
      'If it was not you who signed up, somebody used your address by mistake: you need not do anything.',
    ],
  }),

  ORDER_CONFIRMATION: ({ number, placedAt, lines, subtotal, shippingTotal, taxTotal, total }) => ({
    subject: `Your order ${oneLine(number)} is confirmed`,
    heading: 'Thank you for your order',
    blocks: [
      `Order ${oneLine(number)} of ${day.format(placedAt)} is paid, and we are getting it ready. We write again when it is shipped.`,
      {
        rows: lines.map(
          (line): Row => [`${line.quantity} × ${oneLine(line.name, 120)}`, format(line.lineTotal)],
        ),
        sums: [
          ['Subtotal', format(subtotal)],
          ['Shipping', format(shippingTotal)],
          ['Tax', format(taxTotal)],
          ['Total', format(total)],
        ],
      },
    ],
  }),

  ORDER_FAILED: ({ number, total, reason }) => ({
    subject: `Your order ${oneLine(number)} did not go through`,
    heading: 'Your order did not go through',
    blocks: [
      `We are sorry: order ${oneLine(number)} over ${format(total)} did not go through. ${FAILURES.get(reason ?? '') ?? FAILURE}`,
      'You were not charged; should an amount show on your account, it is given back. What you chose is still in your cart.',
    ],
  }),

  ORDER_CANCELLED: ({ number, total }) => ({
    subject: `Your order ${oneLine(number)} is cancelled`,
    heading: 'Your order is cancelled',
    blocks: [
      `Order ${oneLine(number)} over ${format(total)} is cancelled and will not be shipped.`,
      'What you paid for it is given back in full, by the way you paid.',
    ],
  }),

  REFUND: ({ amount, captured, refunded }) => ({
    subject: `We have refunded ${format(amount)}`,
    heading: 'Your refund is on its way',
    blocks: [
      `We have given back ${format(amount)}, by the way you paid. It can take your bank a few days to show it.`,
      {
        rows: [
          ['Paid', format(captured)],
          ['Refunded so far', format(refunded)],
        ],
      },
    ],
  }),

  SHIPPED: (facts) => ({
    subject: `Your order ${oneLine(facts.orderNumber)} has been shipped`,
    heading: 'Your parcel is on its way',
    blocks: [`A parcel of your order ${oneLine(facts.orderNumber)} has left our warehouse.`, parcel(facts)],
  }),

  DELIVERED: (facts) => ({
    subject: `Your order ${oneLine(facts.orderNumber)} has been delivered`,
    heading: 'Your parcel has arrived',
    blocks: [
      `A parcel of your order ${oneLine(facts.orderNumber)} has been delivered. Enjoy what is in it.`,
      parcel(facts),
    ],
  }),

  LOW_STOCK: ({ variantId, warehouseName, available, threshold }) => ({
    subject: `Low stock: ${available} left of ${oneLine(variantId)} in ${oneLine(warehouseName, 60)}`,
    heading: 'Stock is running low',
    blocks: [
      'A variant has fallen to its threshold. Reorder it or move units from another warehouse.',
      {
        rows: [
          ['Variant', oneLine(variantId)],
          ['Warehouse', oneLine(warehouseName)],
          ['Available', String(available)],
          ['Threshold', String(threshold)],
        ],
      },
    ],
  }),

  MESSAGE: ({ subject, text }) => ({
    subject,
    heading: oneLine(subject),
    blocks: text.trim().split(/\n{2,}/),
  }),
};
