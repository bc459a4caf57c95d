import { describe, expect, test } from '@jest/globals';
import { escapeHtml, oneLine, writeLetter } from './letter.ts';

describe('oneLine', () => {
  test.each([
    ['a line break and a header', 'Hi\r\nBcc: all@example.com', 'Hi Bcc: all@example.com'],
    ['a NUL', 'a\u0000b', 'a b'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a b c'],
    ['a mark that reverses what follows', 'invoice\u202egnp.exe', 'invoice gnp.exe'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['spaces around', '  a   b ', 'a b'],
  ])('makes one printable line of %s', (_what, text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });

  test('shortens by whole characters', () => {
    expect(oneLine('😀😀😀😀', 3)).toBe('😀😀…');
    expect(oneLine('abc', 3)).toBe('abc');
  });
});

test('escapeHtml leaves nothing that opens a tag, an entity or an attribute', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;',
  );
});

describe('a letter', () => {
  const letter = {
    subject: 'Subject\r\nX-Evil: 1',
    heading: 'A <b>heading</b>',
    blocks: [
      'First\nline',
      {
        rows: [
          ['2 × <script>', '€2.00'],
          ['1 × Tea', '€14.00'],
        ] as const,
        sums: [['Total', '€16.00']] as const,
      },
    ],
  };

  test('has a subject of one line', () => {
    expect(writeLetter(letter, 'Shop').subject).toBe('Subject X-Evil: 1');
  });

  test('as text has its tables aligned', () => {
    expect(writeLetter(letter, 'Shop').text).toBe(
      [
        'A <b>heading</b>',
        'First\nline',
        '  2 × <script>   €2.00\n  1 × Tea       €14.00\n  --------------------\n  Total         €16.00',
        '-- \nShop',
      ].join('\n\n'),
    );
  });

  test('as HTML is escaped, keeps its lines and says the same', () => {
    const html = writeLetter(letter, 'Shop & Co')!.html!;
    expect(html).toContain('A &lt;b&gt;heading&lt;/b&gt;');
    expect(html).toContain('First<br>line');
    expect(html).toContain('2 × &lt;script&gt;');
    expect(html).toContain('Shop &amp; Co');
    expect(html).not.toMatch(/<script|<b>/);
  });
});
