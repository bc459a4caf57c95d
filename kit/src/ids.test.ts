import { describe, expect, jest, test } from '@jest/globals';
import { isId, newCapability, newId, redact } from './ids.ts';

describe('an id', () => {
  test('has its prefix and 26 characters, and is told from anything else', () => {
    const id = newId('thing');
    expect(id).toMatch(/^thing_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(isId('thing', id)).toBe(true);
    for (const other of [
      '',
      'thing_',
      id.slice(0, -1),
      `${id}0`,
      id.toUpperCase(),
      id.replace('thing', 'other'),
      `${id.slice(0, -1)}u`,
      `${id.slice(0, -1)}\n`,
    ]) {
      expect(isId('thing', other)).toBe(false);
    }
  });

  test('never comes twice, and sorts in the order of making, also within a millisecond and when the clock is set back', () => {
    const ids = Array.from({ length: 20_000 }, () => newId('x'));
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 60_000);
    ids.push(...Array.from({ length: 1_000 }, () => newId('x')));
    clock.mockRestore();
    ids.push(newId('x'));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted());
  });

  test('can not be guessed from the one before: 40 of its bits are random', () => {
    const tails = Array.from({ length: 1_000 }, () => newId('x').slice(-8));
    expect(new Set(tails).size).toBe(1_000);
    expect(tails).not.toEqual(tails.toSorted());
  });
});

describe('a capability', () => {
  test('is 128 random bits: any two share no more than chance gives them', () => {
    const made = Array.from({ length: 1_000 }, () => newCapability('key'));
    expect(made.every((text) => /^key_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text))).toBe(true);
    expect(new Set(made.map((text) => text.slice(0, 14))).size).toBe(1_000);
  });

  test('is shown in logs by a stand-in that does not contain it', () => {
    const capability = newCapability('key');
    expect(redact(capability)).toMatch(/^#[0-9a-f]{12}$/);
    expect(redact(capability)).toBe(redact(capability));
    expect(capability).not.toContain(redact(capability).slice(1));
  });
});
