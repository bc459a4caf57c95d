import { expect, test } from '@jest/globals';
import { runLoad } from './load.ts';

test('a load counts the units that failed apart', async () => {
  let next = 0;
  const { count, errors } = await runLoad(2, 0.05, async () => {
    if (next++ === 0) throw new Error('refused');
    return next > 2;
  });
  expect(errors).toBe(2);
  expect(count).toBe(next);
});

test.each([
  [0, 1],
  [1, 0],
])('a load of %p clients for %p s, which sends nothing, fails', async (clients, seconds) => {
  await expect(runLoad(clients, seconds, async () => true)).rejects.toThrow('sent nothing');
});
