import { describe, expect, test } from '@jest/globals';
import { idText, line, prose, slug } from './text.ts';

describe('a line of text', () => {
  test('is trimmed, and may be in any script', () => {
    expect(line(20).parse('  Grüße 東京 👍 ')).toBe('Grüße 東京 👍');
  });

  test.each([
    '',
    '   ',
    'a\nb',
    'a\tb',
    'a\u0000b',
    'a\u007fb',
    'a\u2028b',
    'lone \ud800',
    'x'.repeat(21),
    7,
    null,
    undefined,
  ])('is not %j', (text) => {
    expect(line(20).safeParse(text).success).toBe(false);
  });
});

describe('prose', () => {
  test('keeps its lines', () => {
    expect(prose(20).parse(' a\n\tb\r\n')).toBe(' a\n\tb\r\n');
  });

  test.each(['a\u0000b', 'a\u001bb', 'lone \udc00', 'x'.repeat(21), 7])('is not %j', (text) => {
    expect(prose(20).safeParse(text).success).toBe(false);
  });
});

test.each(['a', 'a-b-1', 'x'.repeat(100)])('%j is a slug', (text) => {
  expect(slug().parse(text)).toBe(text);
});

test.each(['', '-a', 'a-', 'a--b', 'A', 'ä', 'a b', 'a\n', 'x'.repeat(101)])('%j is no slug', (text) => {
  expect(slug().safeParse(text).success).toBe(false);
});

test.each(['', 'a b', 'a\u0000', 'ä', 'a\n', 'x'.repeat(65), 7])('%j can not be an id', (text) => {
  expect(idText().safeParse(text).success).toBe(false);
});
