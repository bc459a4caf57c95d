import { describe, expect, test } from '@jest/globals';
import { addQuantities, checkQuantities, MAX_LINES, setQuantities } from './cart.ts';

const line = (variantId: string, quantity: number) => ({ variantId, quantity });

describe('quantities of a cart', () => {
  test('are added on top, the same variant twice included', () => {
    expect(addQuantities(new Map([['a', 1]]), [line('a', 2), line('b', 3), line('a', 4)])).toEqual(
      new Map([
        ['a', 7],
        ['b', 3],
      ]),
    );
  });

  test('are set, and 0 removes', () => {
    expect(
      setQuantities(
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
        [line('a', 5), line('b', 0)],
      ),
    ).toEqual(new Map([['a', 5]]));
  });

  test('never pass 999, naming the line that would', () => {
    expect(() => addQuantities(new Map([['a', 998]]), [line('b', 1), line('a', 2)])).toThrow(
      expect.objectContaining({ code: 'QUANTITY_INVALID', field: ['lines', '1', 'quantity'] }),
    );
  });

  test('never cover more than 100 variants', () => {
    const full = new Map(Array.from({ length: MAX_LINES }, (_, n) => [`v${n}`, 1]));
    expect(() => addQuantities(full, [line('one-more', 1)])).toThrow('at most 100');
    expect(addQuantities(full, [line('v1', 1)]).size).toBe(MAX_LINES);
  });

  test.each([0, -1, 1.5, 1_000, Number.NaN, Number.POSITIVE_INFINITY])(
    'of %d are refused when adding',
    (quantity) => {
      expect(() => checkQuantities([line('a', 1), line('b', quantity)], 1)).toThrow(
        expect.objectContaining({ code: 'QUANTITY_INVALID', field: ['lines', '1', 'quantity'] }),
      );
    },
  );
});
