import { encodeCursor } from '@eci/kit/connections';
import { newId } from '@eci/kit/ids';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PaymentView } from './payment.ts';
import {
  eur,
  expectBooksToBalance,
  type Payments,
  type ProblemBody,
  startPayments,
} from './payment-under-test.ts';

let shop: Payments;
let mine: PaymentView;
let guests: PaymentView;
let declined: string;
let me: { token: string };
let other: { token: string };
let guest: { token: string };

beforeAll(async () => {
  shop = await startPayments();
  mine = await shop.captured();
  guests = await shop.captured({ customerId: null });
  declined = newId('ord');
  await shop.charge(declined, 'tok_insufficient_funds');
  await shop.refund({ paymentId: mine.id, amount: eur(1_000), reason: 'a note of staff' });
  me = { token: await shop.identities.user('cus_1') };
  other = { token: await shop.identities.user('cus_2') };
  guest = { token: await shop.identities.guest(guests.orderId) };
});
afterAll(async () => {
  try {
    await expectBooksToBalance(shop.db);
  } finally {
    await shop.stop();
  }
});

const PAYMENT = `id status amount { amountMinor currency formatted } captured { amountMinor } refunded { amountMinor }
  events { kind amount { amountMinor } reason at } order { id } createdAt`;
interface Shown {
  id: string;
  status: string;
  events: { kind: string; amount: { amountMinor: number }; reason: string | null }[];
}
const paymentsAt = async (orderId: string, as: object): Promise<Shown[]> => {
  const { data, errors } = await shop.entities<{ payments: Shown[] }>(
    [{ __typename: 'Order', id: orderId }],
    `... on Order { payments { ${PAYMENT} } }`,
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data._entities[0]!.payments;
};

describe('an order', () => {
  test('shows its payments with their ledger to its customer, without the notes of staff', async () => {
    expect(await paymentsAt(mine.orderId, me)).toEqual([
      {
        id: mine.id,
        status: 'PARTIALLY_REFUNDED',
        amount: { amountMinor: 10_000, currency: 'EUR', formatted: '€100.00' },
        captured: { amountMinor: 10_000 },
        refunded: { amountMinor: 1_000 },
        events: [
          { kind: 'CAPTURE', amount: { amountMinor: 10_000 }, reason: null, at: expect.any(String) },
          { kind: 'REFUND', amount: { amountMinor: -1_000 }, reason: null, at: expect.any(String) },
        ],
        order: { id: mine.orderId },
        createdAt: expect.stringMatching(/Z$/),
      },
    ]);
    const [asStaff] = await paymentsAt(mine.orderId, shop.staff);
    expect(asStaff!.events[1]!.reason).toBe('a note of staff');
  });

  test('shows why a card was declined', async () => {
    expect((await paymentsAt(declined, me))[0]).toMatchObject({
      status: 'FAILED',
      events: [{ kind: 'FAILURE', amount: { amountMinor: 0 }, reason: 'insufficient_funds' }],
    });
  });

  test('shows a guest their own payments only, and nothing to others', async () => {
    expect(await paymentsAt(guests.orderId, guest)).toHaveLength(1);
    expect(await paymentsAt(mine.orderId, guest)).toEqual([]);
    for (const as of [other, {}])
      for (const orderId of [mine.orderId, guests.orderId]) expect(await paymentsAt(orderId, as)).toEqual([]);
    expect(await paymentsAt('ord_unknown', shop.staff)).toEqual([]);
  });
});

test('a payment is found by id, also as a reference, by those who may see it', async () => {
  const query = 'query ($id: ID!) { payment(id: $id) { id } }';
  const reference = [{ __typename: 'Payment', id: mine.id }];
  for (const [as, expected] of [
    [me, { id: mine.id }],
    [shop.staff, { id: mine.id }],
    [other, null],
    [guest, null],
    [{}, null],
  ] as const) {
    expect((await shop.graphql<{ payment: object }>(query, { id: mine.id }, as)).data.payment).toEqual(
      expected,
    );
    expect((await shop.entities(reference, '... on Payment { id }', as)).data._entities).toEqual([expected]);
  }
  for (const id of ['', 'pay_unknown', 'x'.repeat(5_000), 'a\u0000b']) {
    const { data } = await shop.graphql<{ payment: object }>(query, { id }, shop.staff);
    expect(data.payment).toBeNull();
  }
});

describe('the list', () => {
  const list = async (args: string, as: object = shop.staff) =>
    shop.graphql<{
      payments: {
        nodes: { id: string }[];
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
      } | null;
    }>(`{ payments${args} { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`, {}, as);

  test('is for staff', async () => {
    for (const [as, code] of [
      [me, 'FORBIDDEN'],
      [guest, 'FORBIDDEN'],
      [{}, 'UNAUTHENTICATED'],
    ] as const) {
      const { data, errors } = await list('', as);
      expect([data.payments, errors?.[0]?.extensions.code]).toEqual([null, code]);
    }
  });

  test('filters by status, customer and order', async () => {
    const found = async (where: string) =>
      (await list(`(where: { ${where} }, first: 100)`)).data.payments!.nodes.map(({ id }) => id);
    expect(await found('status: PARTIALLY_REFUNDED')).toEqual([mine.id]);
    expect(await found(`orderId: "${guests.orderId}"`)).toEqual([guests.id]);
    expect(await found('customerId: "cus_1"')).not.toContain(guests.id);
    expect(await found('customerId: "cus_1", status: REFUNDED')).toEqual([]);
  });

  test('is walked page by page, newest first, without holes or repeats', async () => {
    const all = await shop.db.selectFrom('payment').select('id').orderBy('id', 'desc').execute();
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await list(`(first: 3, after: ${JSON.stringify(after)})`);
      const { nodes, totalCount, pageInfo }: NonNullable<typeof data.payments> = data.payments!;
      expect(totalCount).toBe(all.length);
      seen.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  test.each([
    ['(first: 0)', ['first']],
    ['(first: 101)', ['first']],
    ['(after: "nonsense")', ['after']],
    [`(after: "${encodeCursor([5])}")`, ['after']],
    [`(where: { orderId: "${'x'.repeat(65)}" })`, ['where', 'orderId']],
  ])('refuses %s', async (args, field) => {
    const { errors } = await list(args);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field });
  });
});

describe('over REST', () => {
  test('a payment is shown to those who may see it', async () => {
    const { status, body } = await shop.rest('GET', `/v1/payments/${mine.id}`, me);
    expect([status, body]).toEqual([
      200,
      {
        id: mine.id,
        orderId: mine.orderId,
        customerId: 'cus_1',
        status: 'PARTIALLY_REFUNDED',
        amount: eur(10_000),
        captured: eur(10_000),
        refunded: eur(1_000),
        createdAt: expect.any(String),
        events: [
          { kind: 'CAPTURE', amount: eur(10_000), reason: null, at: expect.any(String) },
          { kind: 'REFUND', amount: eur(-1_000), reason: null, at: expect.any(String) },
        ],
      },
    ]);
    for (const as of [other, guest])
      expect((await shop.rest<ProblemBody>('GET', `/v1/payments/${mine.id}`, as)).body.code).toBe(
        'PAYMENT_NOT_FOUND',
      );
    expect((await shop.rest<ProblemBody>('GET', `/v1/payments/${mine.id}`)).status).toBe(401);
    expect((await shop.rest<ProblemBody>('GET', '/v1/payments/pay_unknown', shop.staff)).status).toBe(404);
  });

  test("an order's payments and the list leave out what is someone else's", async () => {
    const items = async (path: string, as: object) =>
      (await shop.rest<{ items: { id: string }[] }>('GET', path, as)).body.items.map(({ id }) => id);
    expect(await items(`/v1/payments/order/${guests.orderId}`, guest)).toEqual([guests.id]);
    expect(await items(`/v1/payments/order/${guests.orderId}`, me)).toEqual([]);
    expect(await items('/v1/payments', guest)).toEqual([guests.id]);
    expect(await items('/v1/payments', other)).toEqual([]);
    expect(await items('/v1/payments?limit=100', me)).not.toContain(guests.id);
    expect(await items('/v1/payments?status=PARTIALLY_REFUNDED', shop.staff)).toEqual([mine.id]);
    expect((await shop.rest('GET', '/v1/payments')).status).toBe(401);
    expect((await shop.rest('GET', '/v1/payments?customerId=cus_1', other)).status).toBe(403);
    expect((await shop.rest('GET', `/v1/payments?orderId=${mine.orderId}`, guest)).status).toBe(403);
  });

  test.each([
    ['limit=0', ['limit']],
    ['limit=x', ['limit']],
    ['cursor=x', ['after']],
    [`cursor=${encodeCursor([5])}`, ['after']],
    ['status=PAID', ['status']],
    ['orderId=', ['orderId']],
    ['everything=1', ['everything']],
  ])('the list refuses ?%s', async (query, field) => {
    const { status, body } = await shop.rest<ProblemBody>('GET', `/v1/payments?${query}`, shop.staff);
    expect([status, body.code, body.field]).toEqual([400, 'INPUT_INVALID', field]);
  });

  test('pages follow each other', async () => {
    const first = await shop.rest<{ items: { id: string }[]; nextCursor: string }>(
      'GET',
      '/v1/payments?limit=2',
      shop.staff,
    );
    const second = await shop.rest<{ items: { id: string }[] }>(
      'GET',
      `/v1/payments?limit=2&cursor=${first.body.nextCursor}`,
      shop.staff,
    );
    const newest = await shop.db.selectFrom('payment').select('id').orderBy('id', 'desc').limit(4).execute();
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(
      newest.map(({ id }) => id),
    );
  });
});

test('documents itself and counts what operators look at', async () => {
  const { paths } = (await shop.rest<{ paths: object }>('GET', '/openapi.json')).body;
  expect(Object.keys(paths).sort()).toEqual([
    '/v1/payments',
    '/v1/payments/charge',
    '/v1/payments/order/{orderId}',
    '/v1/payments/refund',
    '/v1/payments/tokens/check',
    '/v1/payments/{id}',
  ]);
  const metrics = await (await fetch(`${shop.url}/metrics`)).text();
  expect(metrics).toMatch(/^payments_successful_total [1-9]/m);
  expect(metrics).toMatch(/^payments_failed_total\{reason="insufficient_funds"\} 1$/m);
  expect(metrics).toMatch(/^payments_refunded_total 1$/m);
  expect(metrics).toMatch(/^payments_undecided\{kind="charge"\} 0$/m);
  expect(metrics).toMatch(/^payments_undecided\{kind="refund"\} 0$/m);
});
