import { ExpectedError } from '@eci/kit/errors';
import { expect, test } from '@jest/globals';
import { type ReservationStatus, reservationLifeCycle, UNIT_DELTAS, undone } from './reservation.ts';

const ALLOWED = ['HELD COMMITTED', 'HELD RELEASED', 'HELD EXPIRED', 'COMMITTED RETURNED'];
const STATUSES: ReservationStatus[] = ['HELD', 'COMMITTED', 'RELEASED', 'EXPIRED', 'RETURNED'];

test.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))(
  'the move from %s to %s is decided by the table',
  (from, to) => {
    const allowed = ALLOWED.includes(`${from} ${to}`);
    expect(reservationLifeCycle.allows(from, to)).toBe(allowed);
    if (allowed) reservationLifeCycle.require(from, to);
    else expect(() => reservationLifeCycle.require(from, to)).toThrow(ExpectedError);
  },
);

test('every way through a reservation leaves no unit held, and sold units only after a commit', () => {
  const sum = (...path: ReservationStatus[]) => ({
    onHand: path.reduce((total, status) => total + UNIT_DELTAS[status].onHand, 0),
    held: path.reduce((total, status) => total + UNIT_DELTAS[status].held, 0),
  });
  expect(sum('HELD', 'COMMITTED')).toEqual({ onHand: -1, held: 0 });
  for (const path of [['RELEASED'], ['EXPIRED'], ['COMMITTED', 'RETURNED']] as ReservationStatus[][])
    expect(sum('HELD', ...path)).toEqual({ onHand: 0, held: 0 });
});

test('an undo moves only as the table allows', () => {
  for (const status of STATUSES) {
    const target = undone(status);
    if (target) expect(reservationLifeCycle.allows(status, target)).toBe(true);
  }
  expect(STATUSES.map(undone)).toEqual(['RELEASED', 'RETURNED', null, null, null]);
});
