import { newId } from '@eci/kit/ids';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eur, type Payments, startPayments } from './payment-under-test.ts';
import type { PaymentProvider } from './provider.ts';

let shop: Payments;
let provider: PaymentProvider;

beforeAll(async () => {
  shop = await startPayments({ PROVIDER_SLOW_MS: '300' });
  provider = shop.services.provider;
});
afterAll(() => shop.stop());

const soon = () => AbortSignal.timeout(1_000);
const charge = (key: string, token: string, amount = eur(100)) =>
  provider.charge({ key, amount, token }, soon());

describe('the simulated provider', () => {
  test('charges a key once, however often and at once it is asked', async () => {
    const key = newId('key');
    const answers = await Promise.all(Array.from({ length: 20 }, () => charge(key, 'tok_ok')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await provider.find(key, soon())).toEqual(answers[0]);
    await expect(charge(key, 'tok_ok', eur(101))).rejects.toThrow('with another amount');
  });

  test('tells of a slow charge that it is processing, and then how it ended', async () => {
    const key = newId('key');
    const slow = charge(key, 'tok_slow');
    while ((await provider.find(key, soon())).state === 'NOT_FOUND') await Promise.resolve();
    expect(await provider.find(key, soon())).toEqual({ state: 'PROCESSING' });
    expect(await provider.cancel(key, soon())).toEqual({ state: 'PROCESSING' });
    expect(await slow).toEqual(await provider.find(key, soon()));
  });

  test('loses the answer of tok_timeout, and knows the charge', async () => {
    const key = newId('key');
    await expect(
      provider.charge({ key, amount: eur(100), token: 'tok_timeout' }, AbortSignal.timeout(20)),
    ).rejects.toThrow();
    expect((await provider.find(key, soon())).state).toBe('CHARGED');
  });

  test('fails twice with tok_flaky, without effect, and then charges', async () => {
    const key = newId('key');
    for (let call = 1; call <= 2; call++) {
      await expect(charge(key, 'tok_flaky')).rejects.toThrow('try again');
      expect(await provider.find(key, soon())).toEqual({ state: 'NOT_FOUND' });
    }
    expect((await charge(key, 'tok_flaky')).state).toBe('CHARGED');
  });

  test('never charges a key that was cancelled first, and does not cancel what was charged', async () => {
    const [early, late] = [newId('key'), newId('key')];
    expect(await provider.cancel(early, soon())).toEqual({ state: 'CANCELLED' });
    expect(await charge(early, 'tok_ok')).toEqual({ state: 'CANCELLED' });
    const charged = await charge(late, 'tok_ok');
    expect(await provider.cancel(late, soon())).toEqual(charged);
    const failing = newId('key');
    await expect(charge(failing, 'tok_flaky')).rejects.toThrow();
    expect(await provider.cancel(failing, soon())).toEqual({ state: 'CANCELLED' });
    for (let call = 0; call < 3; call++)
      expect(await charge(failing, 'tok_flaky')).toEqual({ state: 'CANCELLED' });
  });

  test('refunds a key once, and never more than it charged', async () => {
    const charged = await charge(newId('key'), 'tok_ok');
    if (charged.state !== 'CHARGED') throw new Error('tok_ok was not charged.');
    const refund = (key: string, amountMinor: number) =>
      provider.refund({ key, chargeReference: charged.reference, amount: eur(amountMinor) }, soon());
    const key = newId('key');
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(key, 60)));
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['REFUNDED']));
    expect(await refund(newId('key'), 41)).toEqual({ state: 'REFUSED', reason: 'exceeds_charge' });
    expect((await refund(newId('key'), 40)).state).toBe('REFUNDED');
  });
});
