import { describe, expect, test } from '@jest/globals';
import { writeLetter } from './letter.ts';
import { KINDS, type Kind } from './notification.ts';
import { type Facts, templates } from './templates.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

const facts: Facts = {
  WELCOME: { name: 'Ada' },
  ORDER_CONFIRMATION: {
    number: '10-0001',
    placedAt: new Date('2026-03-09T23:30:00Z'),
    lines: [
      { name: 'Stoneware mug, blue', sku: 'MUG-1', quantity: 2, lineTotal: eur(2_400) },
      { name: 'Filter papers', sku: 'PAP-1', quantity: 1, lineTotal: eur(450) },
    ],
    subtotal: eur(2_850),
    shippingTotal: eur(490),
    taxTotal: eur(542),
    total: eur(3_882),
  },
  ORDER_FAILED: { number: '10-0002', total: eur(1_000), reason: 'PAYMENT_DECLINED' },
  ORDER_CANCELLED: { number: '10-0003', total: { amountMinor: 1_500, currency: 'JPY' } },
  REFUND: {
    amount: { amountMinor: 1_250, currency: 'KWD' },
    captured: { amountMinor: 5_000, currency: 'KWD' },
    refunded: { amountMinor: 2_500, currency: 'KWD' },
  },
  SHIPPED: { orderNumber: '10-0004', carrier: 'Northern Post', trackingNumber: 'trk_1' },
  DELIVERED: { orderNumber: '10-0005', carrier: 'Northern Post', trackingNumber: 'trk_2' },
  LOW_STOCK: { variantId: 'var_1', warehouseName: 'Hamburg', available: 3, threshold: 5 },
  MESSAGE: { subject: 'About your order', text: 'Dear Ada,\n\nthe mug is back\nin stock.' },
};

const write = <K extends Kind>(kind: K, given: Facts[K]) =>
  writeLetter(templates[kind](given, 'ECI Shop'), 'ECI Shop');

const says: [Kind, subject: string, inText: string[]][] = [
  ['WELCOME', 'Welcome to ECI Shop', ['Welcome, Ada']],
  [
    'ORDER_CONFIRMATION',
    'Your order 10-0001 is confirmed',
    ['9 March 2026', '2 × Stoneware mug, blue', '€24.00', '€28.50', '€4.90', '€5.42', '€38.82'],
  ],
  [
    'ORDER_FAILED',
    'Your order 10-0002 did not go through',
    ['€10.00', 'payment was declined', 'not charged'],
  ],
  ['ORDER_CANCELLED', 'Your order 10-0003 is cancelled', ['¥1,500', 'given back in full']],
  ['REFUND', 'We have refunded KWD\u00a01.250', ['KWD\u00a05.000', 'KWD\u00a02.500']],
  ['SHIPPED', 'Your order 10-0004 has been shipped', ['Northern Post', 'trk_1']],
  ['DELIVERED', 'Your order 10-0005 has been delivered', ['Northern Post', 'trk_2']],
  ['LOW_STOCK', 'Low stock: 3 left of var_1 in Hamburg', ['Hamburg', 'Threshold']],
  ['MESSAGE', 'About your order', ['Dear Ada,', 'the mug is back\nin stock.']],
];

test('every kind has a row in this table', () => {
  expect(says.map(([kind]) => kind)).toEqual([...KINDS]);
});

test.each(says)('%s tells its facts in the subject, as text and as HTML', (kind, subject, expected) => {
  const content = write(kind, facts[kind]);
  expect(content.subject).toBe(subject);
  for (const part of expected) {
    expect(content.text).toContain(part);
    expect(content.html).toContain(part.replaceAll('\n', '<br>'));
  }
});

/** The same facts with every text replaced by an attack. */
const EVIL = `<img src=x onerror="alert(1)">'&\r\nBcc: all@example.com\r\n\r\nGive me your password`;
const poisoned = (value: unknown): unknown => {
  if (typeof value === 'string') return EVIL;
  if (Array.isArray(value)) return value.map(poisoned);
  if (value === null || typeof value !== 'object' || value instanceof Date || 'amountMinor' in value)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, poisoned(member)]));
};

describe.each(KINDS.map((kind) => [kind]))('%s made from hostile texts', (kind) => {
  const content = write(kind, poisoned(facts[kind]) as Facts[typeof kind]);

  test('has a subject of one line of at most 200 characters', () => {
    expect(content.subject).toMatch(/^[^\r\n]{1,200}$/);
  });

  test('has HTML in which nothing of theirs is markup, and which is well-formed', () => {
    expect(content.html).not.toContain('<img');
    const open: string[] = [];
    for (const [, end, name] of content.html!.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
      if (['meta', 'br'].includes(name!)) continue;
      if (end) expect(open.pop()).toBe(name);
      else open.push(name!);
    }
    expect(open).toEqual([]);
  });

  test('has text in which their line breaks start no line of their own', () => {
    // The staff's own message is theirs to lay out.
    if (kind !== 'MESSAGE') expect(content.text).not.toMatch(/^(Bcc|Give me)/m);
  });
});

test.each([[null], ['SOMETHING_NEW'], ['<script>'], ['constructor']])(
  'a failure for the reason %s is told in general words',
  (reason) => {
    expect(write('ORDER_FAILED', { ...facts.ORDER_FAILED, reason }).text).toContain(
      'did not go through. We could not complete it.',
    );
  },
);
