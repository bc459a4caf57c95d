import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@eci/kit/ids';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Payments, startPayments } from './payment-under-test.ts';

let shop: Payments;

beforeAll(async () => {
  // The resolver's own statements would be counted too.
  shop = await startPayments({}, undefined, { workers: () => [] });
});
afterAll(() => shop.stop());

test('a charge costs three statements: claim, provider, outcome with event', async () => {
  expect(await shop.statementsOf(() => shop.charge(newId('ord')))).toBe(3);
});

test('a charge whose event no sink wants does not make the relay look', async () => {
  const others = await startPayments(
    { EVENT_SINKS: 'http://127.0.0.1:9/v1/events#payment.refunded' },
    undefined,
    { workers: () => [] },
  );
  try {
    const statements = await others.statementsOf(async () => {
      for (let charges = 0; charges < 20; charges++) {
        await others.charge(newId('ord'));
        await delay(25);
      }
    });
    // Three each, and what the relay does every second; a look after each charge would make 80.
    expect(statements).toBeLessThan(75);
  } finally {
    await others.stop();
  }
});

test('payments of twenty orders cost one statement, and their events one more', async () => {
  const orders = await Promise.all(Array.from({ length: 20 }, () => shop.captured()));
  const references = orders.map(({ orderId }) => ({ __typename: 'Order', id: orderId }));
  const ask = (selection: string) => async () => {
    const { data } = await shop.entities<{ payments: { id: string }[] }>(
      references,
      `... on Order { payments { ${selection} } }`,
      shop.staff,
    );
    expect(data._entities.map(({ payments }) => payments.length)).toEqual(Array(20).fill(1));
  };
  expect(await shop.statementsOf(ask('id status amount { formatted } order { id }'))).toBe(1);
  expect(await shop.statementsOf(ask('events { kind amount { amountMinor } }'))).toBe(2);
});

test('a page of the list costs one statement, and its total one more', async () => {
  const ask = (selection: string) => () => shop.graphql(`{ payments { ${selection} } }`, {}, shop.staff);
  expect(await shop.statementsOf(ask('nodes { id } pageInfo { hasNextPage }'))).toBe(1);
  expect(await shop.statementsOf(ask('nodes { id } totalCount'))).toBe(2);
});
