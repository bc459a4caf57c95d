import { parseInput } from '@eci/kit/errors';
import { newId } from '@eci/kit/ids';
import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createCashier } from './cashier.ts';
import { claimCharge } from './claim-charge.ts';
import { openProvider } from './open-provider.ts';
import { chargeInput } from './payment-input.ts';
import { eur, expectBooksToBalance, type Payments, startPayments } from './payment-under-test.ts';
import type { PaymentProvider } from './provider.ts';

/** The resolver would finish what these tests want a repeated request to finish. */
const NO_WORKERS = { workers: () => [] };
const unreachable = () => Promise.reject(new Error('connection reset'));

describe('with a provider whose tokens are spent by their charge', () => {
  let shop: Payments;
  const spent = new Set<string>();
  const line = { answersCharges: true, answersLookups: true, answersChecks: true };
  const singleUse = (provider: PaymentProvider): PaymentProvider => ({
    ...provider,
    check: async (token, signal) =>
      line.answersChecks ? !spent.has(token) && provider.check(token, signal) : unreachable(),
    charge: async (request, signal) => {
      spent.add(request.token);
      const charge = await provider.charge(request, signal);
      return line.answersCharges ? charge : unreachable();
    },
    find: (key, signal) => (line.answersLookups ? provider.find(key, signal) : unreachable()),
  });
  beforeAll(async () => {
    shop = await startPayments({ PROVIDER_TIMEOUT_MS: '300' }, singleUse, NO_WORKERS);
  });
  afterEach(async () => {
    Object.assign(line, { answersCharges: true, answersLookups: true, answersChecks: true });
    spent.clear();
    await expectBooksToBalance(shop.db);
  });
  afterAll(() => shop.stop());

  test('an undecided charge goes on although its token is spent, and is captured once', async () => {
    const orderId = newId('ord');
    Object.assign(line, { answersCharges: false, answersLookups: false });
    expect((await shop.charge(orderId)).status).toBe(202);
    // While its owner is at it, and after the owner has given up.
    expect((await shop.charge(orderId)).status).toBe(202);
    await eventually('its owner gives up', async () => (await shop.payments(orderId))[0]!.lookups > 0);
    expect((await shop.charge(orderId)).status).toBe(202);
    line.answersLookups = true;
    const answer = await eventually('the charge is decided', async () => {
      const sent = await shop.charge(orderId);
      return sent.status !== 202 && sent;
    });
    expect([answer.status, answer.body.status]).toEqual([201, 'CAPTURED']);
    expect(await shop.atProvider(orderId)).toMatchObject([{ attempts: 1, state: 'CHARGED' }]);
    expect((await shop.charge(orderId)).text).toBe(answer.text);
  });

  test('another order with that token is refused for certain, and nothing is written', async () => {
    await shop.charge(newId('ord'));
    const orderId = newId('ord');
    const { status, body } = await shop.charge(orderId);
    expect([status, body.code, body.field]).toEqual([422, 'PAYMENT_TOKEN_INVALID', ['paymentToken']]);
    expect([await shop.payments(orderId), await shop.atProvider(orderId)]).toEqual([[], []]);
  });

  test('a decided charge keeps its answer while the provider checks no token, and a new one waits', async () => {
    const orderId = newId('ord');
    const first = await shop.charge(orderId);
    line.answersChecks = false;
    const again = await shop.charge(orderId);
    expect([again.status, again.text]).toEqual([201, first.text]);
    const next = await shop.charge(newId('ord'));
    expect([next.status, next.body.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
  });
});

describe('a charge whose owner died right after its claim', () => {
  let shop: Payments;
  let provider: PaymentProvider;
  beforeAll(async () => {
    shop = await startPayments(
      { RISK_MAX_AMOUNT_MINOR: 'EUR=50000', RISK_MAX_FAILURES: '1' },
      undefined,
      NO_WORKERS,
    );
    provider = openProvider(shop.runtime);
  });
  afterEach(() => expectBooksToBalance(shop.db));
  afterAll(() => shop.stop());

  /** What such an owner leaves behind: a committed claim, whose lease is over at once, and no risk check. */
  async function claimAndDie(orderId: string, more: object): Promise<void> {
    const input = parseInput(chargeInput, shop.chargeBody(orderId, 'tok_ok', more));
    const id = { scope: orderId, key: 'charge', request: input, kept: 'saga' } as const;
    const cashier = { ...createCashier(shop.runtime, provider), leaseMs: 1 };
    expect((await claimCharge(cashier, id, input)).state).toBe('opened');
  }
  const untilDecided = (orderId: string, more: object = {}) =>
    eventually(`the charge of ${orderId} is decided`, async () => {
      const answer = await shop.charge(orderId, 'tok_ok', more);
      return answer.status !== 202 && answer;
    });
  const call = (orderId: string, amountMinor: number) =>
    provider.charge(
      { key: `${orderId}:charge`, amount: eur(amountMinor), token: 'tok_ok' },
      AbortSignal.timeout(5_000),
    );

  test('is refused by the risk check, for good, and a call that is still on its way charges nothing', async () => {
    const orderId = newId('ord');
    const more = { amount: eur(50_001) };
    await claimAndDie(orderId, more);
    for (let i = 0; i < 2; i++) {
      const { status, body } = await untilDecided(orderId, more);
      expect([status, body.code, body.details]).toEqual([402, 'PAYMENT_DECLINED', { reason: 'risk' }]);
    }
    expect(await shop.payments(orderId)).toMatchObject([{ status: 'FAILED', failureReason: 'risk' }]);
    expect(await call(orderId, 50_001)).toEqual({ state: 'CANCELLED' });
  });

  test('is refused when its email was declined too often meanwhile', async () => {
    const orderId = newId('ord');
    const email = { email: 'resumed@example.com' };
    await claimAndDie(orderId, email);
    expect((await shop.charge(newId('ord'), 'tok_declined', { email: 'Resumed@example.com' })).status).toBe(
      402,
    );
    expect((await untilDecided(orderId, email)).body.details).toEqual({ reason: 'risk' });
  });

  test('is written down as captured when the money had moved, whatever the risk', async () => {
    const orderId = newId('ord');
    const more = { amount: eur(50_002) };
    await claimAndDie(orderId, more);
    await call(orderId, 50_002);
    const { status, body } = await untilDecided(orderId, more);
    expect([status, body.status]).toEqual([201, 'CAPTURED']);
  });

  test('is made when it is not risky', async () => {
    const orderId = newId('ord');
    await claimAndDie(orderId, {});
    expect((await untilDecided(orderId)).status).toBe(201);
  });
});
