import { expect, test } from '@jest/globals';
import { createPasswords } from './passwords.ts';

test('a password matches its hash and nothing else does', async () => {
  const passwords = await createPasswords(2);
  const encoded = await passwords.hash('correct horse battery');
  expect(await passwords.matches(encoded, 'correct horse battery')).toBe(true);
  expect(await passwords.matches(encoded, 'correct horse batterY')).toBe(false);
  expect(await passwords.matches(encoded, '')).toBe(false);
});

test('a password typed on another keyboard matches: composed and decomposed letters are one', async () => {
  const passwords = await createPasswords(1);
  const encoded = await passwords.hash('caf\u00e9 cr\u00e8me br\u00fbl\u00e9e');
  expect(await passwords.matches(encoded, 'cafe\u0301 cre\u0300me bru\u0302le\u0301e')).toBe(true);
});

test('nobody has a password', async () => {
  const passwords = await createPasswords(1);
  expect(await passwords.inSlot((matches) => matches(null, 'anything at all'))).toBe(false);
});

test('no more than the given number work at a time, in order, and a failure frees its slot', async () => {
  const passwords = await createPasswords(2);
  let running = 0;
  let most = 0;
  const started: number[] = [];
  const works = Array.from({ length: 10 }, (_, i) =>
    passwords.inSlot(async () => {
      started.push(i);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (i % 3 === 0) throw new Error('this work fails');
    }),
  );
  const outcomes = await Promise.allSettled(works);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(4);
  expect(most).toBe(2);
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(await passwords.inSlot(async () => 'still works')).toBe('still works');
});

test('a crowd beyond the queue is refused at once instead of waiting for minutes', async () => {
  const passwords = await createPasswords(1);
  const gate = Promise.withResolvers<void>();
  const crowd = Array.from({ length: 202 }, () => passwords.inSlot(() => gate.promise));
  await expect(crowd.at(-1)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503 });
  gate.resolve();
  expect((await Promise.allSettled(crowd)).filter(({ status }) => status === 'rejected')).toHaveLength(1);
});
