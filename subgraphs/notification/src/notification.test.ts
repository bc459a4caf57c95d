import { describe, expect, test } from '@jest/globals';
import { notificationLifeCycle, retryDelay, STATUSES, type Status } from './notification.ts';

describe('the life cycle', () => {
  const allowed = new Set(['PENDING SENT', 'PENDING FAILED', 'PENDING CANCELLED']);
  const edges = STATUSES.flatMap((from) => STATUSES.map((to): [Status, Status] => [from, to]));

  test.each(edges)('from %s to %s', (from, to) => {
    const move = () => notificationLifeCycle.require(from, to);
    if (allowed.has(`${from} ${to}`)) expect(move).not.toThrow();
    else expect(move).toThrow(/^The notification is /);
  });
});

describe('the wait after a failed attempt', () => {
  test('doubles', () => {
    expect([1, 2, 3, 4].map((attempt) => retryDelay(attempt, 5_000, 0.5))).toEqual([
      5_000, 10_000, 20_000, 40_000,
    ]);
  });
  test('is a quarter of an hour at most', () => {
    expect(retryDelay(40, 5_000, 0.5)).toBe(15 * 60 * 1_000);
  });
  test('is spread by a fifth both ways', () => {
    expect([retryDelay(1, 1_000, 0), retryDelay(1, 1_000, 1)]).toEqual([800, 1_200]);
  });
});
