import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { add, basisPoints, format, isCurrency, minorDigits, money, times } from './money.ts';

const amounts = fc.integer({ min: -1e12, max: 1e12 });
const currencies = fc.constantFrom('JPY', 'EUR', 'USD', 'KWD');
const everyCurrency = fc.constantFrom(...Intl.supportedValuesOf('currency'));

describe('money', () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])(
    'is never %p minor units',
    (amount) => {
      expect(() => money(amount, 'EUR')).toThrow(RangeError);
    },
  );

  test('adds up in any order, and never across currencies', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, currencies, (a, b, c, currency) => {
        const [x, y, z] = [money(a, currency), money(b, currency), money(c, currency)];
        expect(add(add(x, y), z)).toEqual(add(x, add(z, y)));
        expect(add(x, y).amountMinor).toBe(a + b);
      }),
    );
    expect(() => add(money(1, 'EUR'), money(1, 'USD'))).toThrow(RangeError);
    expect(() => add(money(Number.MAX_SAFE_INTEGER, 'EUR'), money(1, 'EUR'))).toThrow(RangeError);
  });

  test('times a quantity is that many added up, and says so when it grows too large', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 50 }), (unit, quantity) => {
        const sum = Array.from({ length: quantity }, () => money(unit, 'EUR')).reduce(add);
        expect(times(money(unit, 'EUR'), quantity)).toEqual(sum);
      }),
    );
    expect(() => times(money(1e12, 'EUR'), 1e6)).toThrow(RangeError);
  });

  test('in basis points is rounded half up, exactly, up to the largest amounts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: 0, max: 10_000 }),
        (amount, points) => {
          const rounded = BigInt(basisPoints(money(amount, 'EUR'), points).amountMinor);
          // Twice the error, in ten-thousandths: -1 < error <= 1 half, where a tie goes up.
          const twiceError = 2n * (rounded * 10_000n - BigInt(amount) * BigInt(points));
          expect(twiceError <= 10_000n && twiceError > -10_000n).toBe(true);
        },
      ),
    );
    const halves = [
      [1, 5_000, 1],
      [3, 5_000, 2],
      [1, 4_999, 0],
      [99, 1_900, 19],
      [0, 1_900, 0],
      [12_345, 10_000, 12_345],
    ] as const;
    for (const [amount, points, expected] of halves)
      expect(basisPoints(money(amount, 'EUR'), points).amountMinor).toBe(expected);
  });

  test.each([
    [0, 'JPY', '¥0'],
    [1_234_567, 'JPY', '¥1,234,567'],
    [5, 'EUR', '€0.05'],
    [-5, 'EUR', '-€0.05'],
    [123_450, 'USD', '$1,234.50'],
    [1, 'KWD', 'KWD 0.001'],
    [1_234_567, 'KWD', 'KWD 1,234.567'],
    [9_007_199_254_740_991, 'EUR', '€90,071,992,547,409.91'],
  ])('of %p minor units of %s reads %s', (amount, currency, expected) => {
    // The formatter puts a no-break space behind a code that has no symbol.
    expect(format(money(amount, currency)).replaceAll('\u00a0', ' ')).toBe(expected);
  });

  test("reads as the runtime's own formatter writes it, in every currency", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), everyCurrency, (amount, currency) => {
        const digits = minorDigits(currency);
        const options = { style: 'currency', currency, minimumFractionDigits: digits } as const;
        const formatter = new Intl.NumberFormat('en', { ...options, maximumFractionDigits: digits });
        const decimal = `${amount}e-${digits}` as Intl.StringNumericLiteral;
        expect(format(money(amount, currency))).toBe(formatter.format(decimal));
      }),
    );
  });

  test('reads back as what it was, whatever the digits of its currency', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, (amount, currency) => {
        const text = format(money(amount, currency));
        expect(BigInt(text.replace(/[^\d-]/g, ''))).toBe(BigInt(amount));
        expect(/\.(\d+)$/.exec(text)?.[1]?.length ?? 0).toBe(minorDigits(currency));
      }),
    );
  });

  test('knows currencies by their upper-case code', () => {
    expect(['EUR', 'JPY', 'KWD'].every(isCurrency)).toBe(true);
    expect(['eur', 'EURO', 'EU', '', 'XQZ', '€'].some(isCurrency)).toBe(false);
  });
});
