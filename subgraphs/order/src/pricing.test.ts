import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PricedLine, type PricingRules, priceLines } from './pricing.ts';

const rules: PricingRules = {
  taxBasisPoints: 1_900,
  shipping: new Map([
    ['EUR', { flatMinor: 490, freeFromMinor: 5_000 }],
    ['JPY', { flatMinor: 600, freeFromMinor: 8_000 }],
    ['KWD', { flatMinor: 1_500, freeFromMinor: 15_000 }],
  ]),
};
const line = (amountMinor: number, quantity: number, currency = 'EUR'): PricedLine => ({
  unitPrice: { amountMinor, currency },
  quantity,
});

const cases: [name: string, lines: PricedLine[], subtotal: number, shipping: number, tax: number][] = [
  ['one line below the threshold', [line(1_999, 1)], 1_999, 490, 380],
  ['a cent below the threshold', [line(4_999, 1)], 4_999, 490, 950],
  ['at the threshold, shipping is free', [line(5_000, 1)], 5_000, 0, 950],
  ['tax is rounded once, on the sum: 3 x 0.03 is 0.09, a tax of 1.71 cents', [line(3, 3)], 9, 490, 2],
  ['half a minor unit is rounded up: 19 % of 50 is 9.5', [line(50, 1)], 50, 490, 10],
  ['a free article', [line(0, 5)], 0, 490, 0],
  ['a currency without minor units', [line(1_050, 2, 'JPY')], 2_100, 600, 399],
  ['a currency with three digits', [line(12_345, 1, 'KWD')], 12_345, 1_500, 2_346],
  ['a large amount stays exact', [line(1e12, 999)], 999e12, 0, 18_981e10],
];

describe('the price of an order', () => {
  test.each(cases)('%s', (_name, lines, subtotal, shipping, tax) => {
    const totals = priceLines(lines, rules);
    expect(
      [totals.subtotal, totals.shippingTotal, totals.taxTotal].map(({ amountMinor }) => amountMinor),
    ).toEqual([subtotal, shipping, tax]);
    expect(totals.total.amountMinor).toBe(subtotal + shipping + tax);
  });

  test('is always the sum of its parts, and the subtotal that of its lines', () => {
    const lines = fc.array(
      fc.record({
        unitPrice: fc.record({ amountMinor: fc.nat(1e9), currency: fc.constant('EUR') }),
        quantity: fc.integer({ min: 1, max: 999 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(lines, fc.nat(10_000), (priced, taxBasisPoints) => {
        const { subtotal, shippingTotal, taxTotal, total } = priceLines(priced, { ...rules, taxBasisPoints });
        expect(total.amountMinor).toBe(
          subtotal.amountMinor + shippingTotal.amountMinor + taxTotal.amountMinor,
        );
        expect(subtotal.amountMinor).toBe(
          priced.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.amountMinor * quantity, 0),
        );
        expect(
          Math.abs(taxTotal.amountMinor - (subtotal.amountMinor * taxBasisPoints) / 10_000),
        ).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  test('is refused for mixed currencies and for one the shop does not sell in', () => {
    expect(() => priceLines([line(1, 1), line(1, 1, 'JPY')], rules)).toThrow('several currencies');
    expect(() => priceLines([line(1, 1, 'NOK')], rules)).toThrow('does not sell in NOK');
  });
});
