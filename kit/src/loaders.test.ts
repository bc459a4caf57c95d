import { expect, test } from '@jest/globals';
import { listLoader, rowLoader } from './loaders.ts';

interface Row {
  id: string;
  group: string;
}
const rows: Row[] = [
  { id: 'c', group: 'x' },
  { id: 'a', group: 'y' },
  { id: 'b', group: 'x' },
];

test('rows come in the order of their keys, null for missing, from one fetch of distinct keys', async () => {
  const fetched: (readonly string[])[] = [];
  const loader = rowLoader<Row>(
    async (keys) => {
      fetched.push(keys);
      return rows.filter((row) => keys.includes(row.id));
    },
    (row) => row.id,
  );
  const found = await Promise.all(['a', 'missing', 'c', 'a'].map((id) => loader.load(id)));
  expect(found.map((row) => row?.id ?? null)).toEqual(['a', null, 'c', 'a']);
  expect(fetched).toEqual([['a', 'missing', 'c']]);
});

test('lists come whole, in the order they were fetched in, empty for a key without rows', async () => {
  const loader = listLoader<Row>(
    async () => rows,
    (row) => row.group,
  );
  const found = await Promise.all(['x', 'none', 'y'].map((group) => loader.load(group)));
  expect(found.map((list) => list.map((row) => row.id))).toEqual([['c', 'b'], [], ['a']]);
});

test('more keys than one statement should hold are split', async () => {
  const sizes: number[] = [];
  const loader = rowLoader<Row>(
    async (keys) => {
      sizes.push(keys.length);
      return [];
    },
    (row) => row.id,
  );
  await Promise.all(Array.from({ length: 1_201 }, (_, i) => loader.load(String(i))));
  expect(sizes).toEqual([500, 500, 201]);
});

test.each(['', 'a\u0000b', '\ud800', 'has space', 'ü', 'x'.repeat(256)])(
  'the key %j, which no row can have, is missing without a question and harms no other',
  async (impossible) => {
    const fetched: (readonly string[])[] = [];
    const fetch = async (keys: readonly string[]) => {
      fetched.push(keys);
      return rows.filter((row) => keys.includes(row.id));
    };
    const [one, list] = [rowLoader(fetch, (row) => row.id), listLoader(fetch, (row) => row.id)];
    const longest = 'x'.repeat(255);
    expect(await one.loadMany(['a', impossible, longest])).toEqual([rows[1], null, null]);
    expect(await list.loadMany([impossible, 'b'])).toEqual([[], [rows[2]]]);
    expect(fetched).toEqual([['a', longest], ['b']]);
    expect(await list.load(`${impossible}\n`)).toEqual([]);
    expect(fetched).toHaveLength(2);
  },
);

test('a failing fetch fails its keys and no others', async () => {
  const loader = rowLoader<Row>(
    async (keys) => {
      if (keys.includes('bad')) throw new Error('no');
      return rows;
    },
    (row) => row.id,
  );
  await expect(loader.load('bad')).rejects.toThrow('no');
  expect((await loader.load('a'))?.id).toBe('a');
});
