import { describe, expect, test } from '@jest/globals';
import { eur, expectBooksToBalance, startPayments } from './payment-under-test.ts';
import { isTooRisky } from './risk.ts';

describe('risk', () => {
  const limits = { maxAmountMinor: new Map([['EUR', 100]]), defaultMaxAmountMinor: 1_000, maxFailures: 3 };
  test.each([
    [{ amountMinor: 100, currency: 'EUR' }, 0, false],
    [{ amountMinor: 101, currency: 'EUR' }, 0, true],
    [{ amountMinor: 1_000, currency: 'USD' }, 2, false],
    [{ amountMinor: 1_001, currency: 'USD' }, 0, true],
    [{ amountMinor: 1, currency: 'EUR' }, 3, true],
  ])('of %j after %i declined charges: %s', (amount, failures, expected) => {
    expect(isTooRisky(amount, failures, limits)).toBe(expected);
  });
});

describe('the risk check', () => {
  test('refuses an amount over the limit before the provider hears of it, and for good', async () => {
    const limited = await startPayments({ RISK_MAX_AMOUNT_MINOR: 'EUR=5000,JPY=9' });
    const answers = [
      await limited.charge('ord_1', 'tok_ok', { amount: eur(5_001) }),
      await limited.charge('ord_1', 'tok_ok', { amount: eur(5_001) }),
    ];
    for (const { status, body } of answers)
      expect([status, body.code, body.details]).toEqual([402, 'PAYMENT_DECLINED', { reason: 'risk' }]);
    expect(answers[1]!.headers.get('idempotent-replayed')).toBe('true');
    expect(await limited.atProvider('ord_1')).toEqual([]);
    expect((await limited.charge('ord_2', 'tok_ok', { amount: eur(5_000) })).status).toBe(201);
    expect(
      (await limited.charge('ord_3', 'tok_ok', { amount: { amountMinor: 10, currency: 'JPY' } })).status,
    ).toBe(402);
    await expectBooksToBalance(limited.db);
    await limited.stop();
  });

  test('refuses an email whose cards were declined too often lately, and no other', async () => {
    const limited = await startPayments({ RISK_MAX_FAILURES: '3' });
    const email = { email: 'Many.Cards@example.com' };
    for (let i = 0; i < 3; i++)
      expect((await limited.charge(`ord_${i}`, 'tok_declined', email)).body.details).toEqual({
        reason: 'declined',
      });
    expect(
      (await limited.charge('ord_3', 'tok_ok', { email: 'many.cards@example.com' })).body.details,
    ).toEqual({
      reason: 'risk',
    });
    expect((await limited.charge('ord_4', 'tok_ok')).status).toBe(201);
    await limited.db
      .updateTable('payment')
      .set({ createdAt: new Date(Date.now() - 11 * 60_000) })
      .where('status', '=', 'FAILED')
      .execute();
    expect((await limited.charge('ord_5', 'tok_ok', email)).status).toBe(201);
    await limited.stop();
  });
});
