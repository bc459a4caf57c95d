import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Allocation,
  type AvailableStock,
  allocate,
  mergeLines,
  type OrderedLine,
} from './allocation.ts';

/** `a1:5` is 5 units of variant `a` in warehouse `1`, whose priority is its number. */
const levels = (...texts: string[]): AvailableStock[] =>
  texts.map((text) => ({
    variantId: text[0]!,
    warehouseId: text[1]!,
    available: Number(text.slice(3)),
    priority: Number(text[1]),
  }));
const lines = (...texts: string[]): OrderedLine[] =>
  texts.map((text) => ({ variantId: text[0]!, quantity: Number(text.slice(2)) }));
const written = (allocations: Allocation[]) =>
  allocations.map(({ variantId, warehouseId, quantity }) => `${variantId}${warehouseId}:${quantity}`);

const cases: [name: string, stock: AvailableStock[], ordered: OrderedLine[], expected: string[]][] = [
  ['one line from the only warehouse', levels('a1:5'), lines('a:5'), ['a1:5']],
  [
    'the first warehouse by priority when several have everything',
    levels('a2:9', 'a1:9'),
    lines('a:3'),
    ['a1:3'],
  ],
  ['a later warehouse that has everything before a split', levels('a1:2', 'a2:3'), lines('a:3'), ['a2:3']],
  [
    'one warehouse for two lines although each could come from an earlier one',
    levels('a1:1', 'b2:1', 'a3:1', 'b3:1'),
    lines('a:1', 'b:1'),
    ['a3:1', 'b3:1'],
  ],
  [
    'a split in order of priority when no warehouse has all',
    levels('a1:2', 'a2:3', 'a3:4'),
    lines('a:6'),
    ['a1:2', 'a2:3', 'a3:1'],
  ],
  [
    'a split over the warehouses that have each line',
    levels('a1:1', 'b2:1'),
    lines('a:1', 'b:1'),
    ['a1:1', 'b2:1'],
  ],
  [
    'nothing from a warehouse that is empty or oversold',
    levels('a1:0', 'a2:-3', 'a3:1'),
    lines('a:1'),
    ['a3:1'],
  ],
];
test.each(cases)('allocates %s', (_name, stock, ordered, expected) => {
  const result = allocate(stock, ordered);
  expect('allocations' in result && written(result.allocations)).toEqual(expected);
});

test('ties of priority go to the older warehouse', () => {
  const tied = ['whs_2', 'whs_1'].map((warehouseId) => ({
    variantId: 'a',
    warehouseId,
    available: 1,
    priority: 7,
  }));
  expect(allocate(tied, lines('a:1'))).toEqual({
    allocations: [{ variantId: 'a', warehouseId: 'whs_1', quantity: 1 }],
  });
});

const shortages: [
  name: string,
  stock: AvailableStock[],
  ordered: OrderedLine[],
  variantId: string,
  available: number,
][] = [
  ['a variant nobody has', [], lines('a:1'), 'a', 0],
  ['one unit too many over all warehouses', levels('a1:2', 'a2:3'), lines('a:6'), 'a', 5],
  ['the second line alone', levels('a1:9', 'b1:1'), lines('a:1', 'b:2'), 'b', 1],
];
test.each(shortages)('names what is short: %s', (_name, stock, ordered, variantId, available) => {
  expect(allocate(stock, ordered)).toEqual({ short: { variantId, available } });
});

test('two lines of one variant are one demand', () => {
  expect(mergeLines(lines('b:1', 'a:2', 'b:3'))).toEqual(lines('a:2', 'b:4'));
});

describe('whatever the stock and the order', () => {
  const variant = fc.constantFrom('a', 'b', 'c');
  const stock = fc
    .uniqueArray(
      fc.record({
        variantId: variant,
        warehouseId: fc.constantFrom('1', '2', '3', '4'),
        available: fc.integer({ min: 0, max: 6 }),
      }),
      { selector: (level) => level.variantId + level.warehouseId },
    )
    .map((found) => found.map((level) => ({ ...level, priority: 9 - Number(level.warehouseId) })));
  const order = fc
    .array(fc.record({ variantId: variant, quantity: fc.integer({ min: 1, max: 8 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    .map(mergeLines);
  const sum = (rows: readonly { quantity: number }[]) =>
    rows.reduce((total, { quantity }) => total + quantity, 0);
  const has = (found: readonly AvailableStock[], warehouseId: string, { variantId, quantity }: OrderedLine) =>
    found.some(
      (level) =>
        level.warehouseId === warehouseId && level.variantId === variantId && level.available >= quantity,
    );

  test('allocations sum to the lines, stay within what is available and prefer one warehouse', () => {
    fc.assert(
      fc.property(stock, order, (found, ordered) => {
        const result = allocate(found, ordered);
        if ('short' in result) {
          const { variantId, available } = result.short;
          expect(available).toBe(
            found
              .filter((level) => level.variantId === variantId)
              .reduce((total, level) => total + level.available, 0),
          );
          expect(ordered.find((line) => line.variantId === variantId)!.quantity).toBeGreaterThan(available);
          return;
        }
        const { allocations } = result;
        for (const line of ordered)
          expect(sum(allocations.filter(({ variantId }) => variantId === line.variantId))).toBe(
            line.quantity,
          );
        expect(sum(allocations)).toBe(sum(ordered));
        for (const taken of allocations) expect(has(found, taken.warehouseId, taken)).toBe(true);
        const used = new Set(allocations.map(({ warehouseId }) => warehouseId));
        const complete = ['4', '3', '2', '1'].filter((warehouseId) =>
          ordered.every((line) => has(found, warehouseId, line)),
        );
        if (complete.length > 0) expect([...used]).toEqual([complete[0]]);
        const keys = allocations.map(({ variantId, warehouseId }) => variantId + warehouseId);
        expect(keys).toEqual([...new Set(keys)].sort());
      }),
      { numRuns: 2_000 },
    );
  });
});
