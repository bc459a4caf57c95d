import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { connection, encodeCursor, type KeyPart, MAX_PAGE, readPage } from './connections.ts';

const invalid = (field: string) => expect.objectContaining({ code: 'INPUT_INVALID', field: [field] });

describe('a page', () => {
  test('is of 20 unless asked otherwise, and starts at the beginning', () => {
    expect(readPage({}, ['text'])).toEqual({ first: 20, after: null });
    expect(readPage({ first: null, after: null }, ['text'])).toEqual({ first: 20, after: null });
    expect(readPage({ first: MAX_PAGE }, ['text']).first).toBe(100);
  });

  test.each([0, -1, 101, 1.5, Number.NaN])('can not have the size %p', (first) => {
    expect(() => readPage({ first }, ['text'])).toThrow(invalid('first'));
  });

  test('gives back the sort key that its cursor was made of', () => {
    const part = fc.oneof(fc.string(), fc.maxSafeInteger());
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (key) => {
        // JSON knows one zero.
        const expected = key.map((value) => (Object.is(value, -0) ? 0 : value));
        const parts = key.map((value) => (typeof value === 'string' ? 'text' : 'integer'));
        expect(readPage({ after: encodeCursor(key) }, parts).after).toEqual(expected);
      }),
    );
  });

  test.each<[after: string, parts: KeyPart[]]>([
    ['', ['text']],
    ['nonsense', ['text']],
    [encodeCursor(['a', 'b']), ['text']],
    [encodeCursor(['a']), ['text', 'text']],
    [encodeCursor([5]), ['text']],
    [encodeCursor(['EUR', 'abc', 'x']), ['text', 'integer', 'text']],
    [encodeCursor(['EUR', '5', 'x']), ['text', 'integer', 'text']],
    [Buffer.from('{"a":1}').toString('base64url'), ['text']],
    [Buffer.from('[null]').toString('base64url'), ['text']],
    [Buffer.from('[1.5]').toString('base64url'), ['integer']],
    [Buffer.from('[["a"]]').toString('base64url'), ['text']],
  ])('can not start at the cursor %j of a key of the parts %j', (after, parts) => {
    expect(() => readPage({ after }, parts)).toThrow(invalid('after'));
  });
});

describe('a connection', () => {
  const rows = ['a', 'b', 'c', 'd'];
  const of = (some: readonly string[], first: number, after: readonly string[] | null = null) =>
    connection(
      some,
      { first, after },
      (row) => [row],
      async () => 7,
    );

  test('leaves out the row that only tells that a next page exists', async () => {
    const list = of(rows, 3);
    expect(list.nodes).toEqual(['a', 'b', 'c']);
    expect(list.edges.map((edge) => edge.node)).toEqual(list.nodes);
    expect(list.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: encodeCursor(['a']),
      endCursor: encodeCursor(['c']),
    });
    expect(await list.totalCount()).toBe(7);
  });

  test('knows its last page and an empty one', () => {
    expect(of(rows, 4, ['0']).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(of([], 4).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });
});
