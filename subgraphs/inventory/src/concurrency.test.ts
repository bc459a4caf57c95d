import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { expireHolds } from './expire-holds.ts';
import { newOrder, openTestShop, type StepAnswer, type TestShop } from './test-shop.ts';

let shop: TestShop;
let first: string;
let second: string;
beforeAll(async () => {
  shop = await openTestShop();
  first = await shop.warehouse(1);
  second = await shop.warehouse(2);
});
afterEach(async () => expect(await shop.broken()).toEqual([]));
afterAll(() => shop.stop());

const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
/** Asks again while the answer says that it is not decided, as the order saga does. */
async function decided(ask: () => Promise<StepAnswer>): Promise<StepAnswer> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const answer = await ask();
    if (answer.body.code !== 'IDEMPOTENCY_IN_PROGRESS' && answer.status !== 503) return answer;
  }
  throw new Error('A step was not decided in 20 attempts.');
}
const tally = (answers: StepAnswer[]) => {
  const counts: Record<string, number> = {};
  for (const { body } of answers)
    counts[body.code ?? body.status] = (counts[body.code ?? body.status] ?? 0) + 1;
  return counts;
};

test('50 buyers of 10 units at once: exactly 10 get one', async () => {
  const variantId = await shop.stock(first, 10);
  const answers = await times(50, () => decided(() => shop.reserve(newOrder(), [variantId, 1])));
  expect(tally(answers)).toEqual({ HELD: 10, OUT_OF_STOCK: 40 });
  expect(await shop.levelOf(variantId, first)).toEqual({ onHand: 10, held: 10 });
});

test('stock split over two warehouses is sold to the last unit, and each order is whole or nothing', async () => {
  const variantId = await shop.stock(first, 10);
  await shop.stock(second, 11, { variantId });
  const answers = await times(40, () => decided(() => shop.reserve(newOrder(), [variantId, 3])));
  expect(tally(answers)).toEqual({ HELD: 7, OUT_OF_STOCK: 33 });
  expect([await shop.levelOf(variantId, first), await shop.levelOf(variantId, second)]).toEqual([
    { onHand: 10, held: 10 },
    { onHand: 11, held: 11 },
  ]);
});

test('orders that want the same variants in opposite order all come through', async () => {
  const [a, b] = [await shop.stock(first, 100), await shop.stock(first, 100)];
  const answers = await times(40, (index) => {
    const orderId = newOrder();
    const lines: [string, number][] = [
      [a, 1],
      [b, 2],
    ];
    return decided(() => shop.reserve(orderId, ...(index % 2 ? lines : lines.toReversed())));
  });
  expect(tally(answers)).toEqual({ HELD: 40 });
  expect([await shop.levelOf(a, first), await shop.levelOf(b, first)]).toEqual([
    { onHand: 100, held: 40 },
    { onHand: 100, held: 80 },
  ]);
});

test('20 equal requests at once have one effect and one answer, at every step', async () => {
  const variantId = await shop.stock(first, 100);
  const orderId = newOrder();
  for (const step of [
    () => shop.reserve(orderId, [variantId, 4]),
    () => shop.commit(orderId),
    () => shop.release(orderId),
  ]) {
    const answers = await times(20, () => decided(step));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(19);
  }
  expect((await shop.movements(variantId)).map(({ cause }) => cause)).toEqual([
    'RECEIVED',
    'RESERVED',
    'COMMITTED',
    'RETURNED',
  ]);
});

/** Puts a hold to its very end, so that the database's clock passes it while a race runs. */
const endIn = (orderId: string, ms: number) =>
  shop.db
    .updateTable('reservation')
    .set({ expiresAt: sql`clock_timestamp() + ${ms}::float8 * interval '1 millisecond'` })
    .where('orderId', '=', orderId)
    .execute();

test('commit and expiry race on one hold: exactly one wins, and it is sold or free', async () => {
  const wins: Record<string, number> = { COMMITTED: 0, RESERVATION_EXPIRED: 0 };
  for (let round = 0; round < 60; round++) {
    const variantId = await shop.stock(first, 1);
    const orderId = newOrder();
    await shop.reserve(orderId, [variantId, 1]);
    // 0 to 512 ms: on a machine of any speed and load some holds end before the commit, some after, some while it runs.
    await endIn(orderId, round % 11 === 0 ? 0 : 2 ** ((round % 11) - 1));
    const [answer] = await Promise.all([
      decided(() => shop.commit(orderId)),
      expireHolds(shop.ctx),
      expireHolds(shop.ctx),
    ]);
    await expireHolds(shop.ctx);
    const outcome = answer.body.code ?? answer.body.status;
    wins[outcome] = (wins[outcome] ?? 0) + 1;
    const sold = outcome === 'COMMITTED';
    expect(await shop.levelOf(variantId, first)).toEqual({ onHand: sold ? 0 : 1, held: 0 });
    const causes = (await shop.movements(variantId)).map(({ cause }) => cause);
    expect(causes).toEqual(['RECEIVED', 'RESERVED', sold ? 'COMMITTED' : 'EXPIRED']);
  }
  expect(Object.keys(wins).sort()).toEqual(['COMMITTED', 'RESERVATION_EXPIRED']);
});

test('release races with reserve: either it undoes it or it prevents it, never neither', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 60; round++) {
    const variantId = await shop.stock(first, 1);
    const orderId = newOrder();
    const release = () => decided(() => shop.release(orderId));
    const reserve = () => decided(() => shop.reserve(orderId, [variantId, 1]));
    const [released, reserved] =
      round % 2
        ? await Promise.all([release(), reserve()])
        : (await Promise.all([reserve(), release()])).toReversed();
    outcomes.add(`${reserved!.body.code ?? reserved!.body.status} ${released!.body.status}`);
    expect(await shop.levelOf(variantId, first)).toEqual({ onHand: 1, held: 0 });
  }
  for (const outcome of outcomes) expect(['HELD RELEASED', 'OPERATION_CANCELLED NONE']).toContain(outcome);
});

test('release races with commit: the units come back whoever is first', async () => {
  for (let round = 0; round < 40; round++) {
    const variantId = await shop.stock(first, 2);
    const orderId = newOrder();
    await shop.reserve(orderId, [variantId, 2]);
    const [committed, released] = await Promise.all([
      decided(() => shop.commit(orderId)),
      decided(() => shop.release(orderId)),
    ]);
    expect(['COMMITTED RETURNED', 'OPERATION_CANCELLED RELEASED']).toContain(
      `${committed.body.code ?? committed.body.status} ${released.body.status}`,
    );
    expect(await shop.levelOf(variantId, first)).toEqual({ onHand: 2, held: 0 });
  }
});

test('a storm of orders that reserve, commit, release, expire and are adjusted leaves every sum right', async () => {
  const variants = await Promise.all([1, 2, 3].map(() => shop.stock(first, 30)));
  for (const variantId of variants) await shop.stock(second, 20, { variantId });
  const before = await shop.broken();
  await times(80, async (index) => {
    const orderId = newOrder();
    const lines = variants
      .filter((_, place) => (index + place) % 3 !== 0)
      .map((variantId): [string, number] => [variantId, 1 + (index % 4)]);
    const held = await decided(() => shop.reserve(orderId, ...lines));
    if (held.status !== 201) return;
    if (index % 5 === 0) await endIn(orderId, 0);
    await Promise.all([
      index % 5 === 0 ? expireHolds(shop.ctx) : null,
      index % 3 === 0 ? decided(() => shop.release(orderId)) : null,
      index % 2 === 0 ? decided(() => shop.commit(orderId)) : null,
    ]);
    expect(await shop.broken()).toEqual(before);
  });
  await expireHolds(shop.ctx);
});
