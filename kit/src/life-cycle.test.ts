import { describe, expect, test } from '@jest/globals';
import { lifeCycle } from './life-cycle.ts';

const door = lifeCycle<'OPEN' | 'CLOSED' | 'BRICKED'>('door', 'DOOR_STATUS_ILLEGAL', {
  OPEN: ['CLOSED'],
  CLOSED: ['OPEN', 'BRICKED'],
  BRICKED: [],
});

describe('a life cycle', () => {
  test('lets through what its table has', () => {
    expect(door.allows('OPEN', 'CLOSED')).toBe(true);
    expect(() => door.require('CLOSED', 'BRICKED')).not.toThrow();
  });

  test('refuses the rest with a sentence that says what would be possible', () => {
    const message = 'The door is CLOSED and can only become OPEN or BRICKED, not CLOSED.';
    expect(() => door.require('CLOSED', 'CLOSED')).toThrow(
      expect.objectContaining({ code: 'DOOR_STATUS_ILLEGAL', status: 409, field: ['status'], message }),
    );
    expect(() => door.require('BRICKED', 'OPEN')).toThrow('The door is BRICKED and is final, not OPEN.');
  });
});
