import { describe, expect, test } from '@jest/globals';
import { movesTowards, type OrderStatus, orderLifeCycle, progressOf } from './order.ts';

const STATES: OrderStatus[] = [
  'PENDING',
  'CONFIRMED',
  'PROCESSING',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'FAILED',
];
const LEGAL = new Set([
  'PENDING CONFIRMED',
  'PENDING FAILED',
  'PENDING CANCELLED',
  'CONFIRMED PROCESSING',
  'CONFIRMED SHIPPED',
  'CONFIRMED CANCELLED',
  'PROCESSING SHIPPED',
  'PROCESSING CANCELLED',
  'SHIPPED DELIVERED',
]);

describe("an order's life cycle", () => {
  test.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    const move = () => orderLifeCycle.require(from, to);
    if (LEGAL.has(`${from} ${to}`)) expect(move).not.toThrow();
    else expect(move).toThrow(expect.objectContaining({ code: 'ORDER_STATUS_ILLEGAL', status: 409 }));
  });
});

describe('the progress of an order by its parcels', () => {
  const cases: [parcels: string[], progress: ReturnType<typeof progressOf>][] = [
    [[], null],
    [['PENDING'], null],
    [['PICKED'], 'PROCESSING'],
    [['PENDING', 'SHIPPED'], 'PROCESSING'],
    [['SHIPPED', 'SHIPPED'], 'SHIPPED'],
    [['SHIPPED', 'IN_TRANSIT'], 'SHIPPED'],
    [['SHIPPED', 'DELIVERED'], 'SHIPPED'],
    [['DELIVERED', 'DELIVERED'], 'DELIVERED'],
    [['DELIVERED', 'CANCELLED'], 'DELIVERED'],
    [['CANCELLED'], null],
  ];
  test.each(cases)('%j is %s', (parcels, progress) => expect(progressOf(parcels)).toBe(progress));

  test('leads there by legal moves only', () => {
    expect(movesTowards('CONFIRMED', 'DELIVERED')).toEqual(['PROCESSING', 'SHIPPED', 'DELIVERED']);
    expect(movesTowards('SHIPPED', 'PROCESSING')).toEqual([]);
    expect(movesTowards('PENDING', 'SHIPPED')).toEqual([]);
    expect(movesTowards('CANCELLED', 'DELIVERED')).toEqual([]);
    for (const from of STATES) {
      for (const progress of ['PROCESSING', 'SHIPPED', 'DELIVERED'] as const) {
        movesTowards(from, progress).reduce((at, to) => {
          expect(orderLifeCycle.allows(at, to)).toBe(true);
          return to;
        }, from);
      }
    }
  });
});
