import { describe, expect, test } from '@jest/globals';
import { readPaymentConfig } from './config.ts';
import type { PaymentRow } from './payment.entity.ts';
import { type PaymentStatus, paymentLifeCycle, statesBefore } from './payment.ts';
import { decide } from './settle-charge.ts';

const STATES: PaymentStatus[] = ['PENDING', 'CAPTURED', 'FAILED', 'PARTIALLY_REFUNDED', 'REFUNDED'];
const EDGES = [
  'PENDING CAPTURED',
  'PENDING FAILED',
  'CAPTURED PARTIALLY_REFUNDED',
  'CAPTURED REFUNDED',
  'PARTIALLY_REFUNDED PARTIALLY_REFUNDED',
  'PARTIALLY_REFUNDED REFUNDED',
];

describe('the life cycle', () => {
  test.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))(
    'from %s to %s',
    (from, to) => {
      expect(paymentLifeCycle.allows(from, to)).toBe(EDGES.includes(`${from} ${to}`));
    },
  );

  test('gives the condition of guarded updates', () => {
    expect(statesBefore('REFUNDED')).toEqual(['CAPTURED', 'PARTIALLY_REFUNDED']);
    expect(statesBefore('CAPTURED')).toEqual(['PENDING']);
    expect(statesBefore('PENDING')).toEqual([]);
  });
});

describe('the provider decides', () => {
  const pending: PaymentRow = {
    id: 'pay_1',
    orderId: 'ord_1',
    customerId: null,
    email: 'ada@example.com',
    currency: 'JPY',
    amountMinor: 500,
    capturedMinor: 0,
    refundedMinor: 0,
    refundingMinor: 0,
    status: 'PENDING',
    failureReason: null,
    providerReference: null,
    version: 0,
    lookups: 2,
    resolveAt: new Date(),
    createdAt: new Date(),
  };

  test('charged: all of it is captured', () => {
    const { after, kind, outcome } = decide(pending, { state: 'CHARGED', reference: 'sim_1' });
    expect(after).toMatchObject({
      status: 'CAPTURED',
      capturedMinor: 500,
      providerReference: 'sim_1',
      version: 1,
      resolveAt: null,
    });
    expect([kind, outcome]).toEqual([
      'CAPTURE',
      {
        ok: expect.objectContaining({ status: 'CAPTURED', captured: { amountMinor: 500, currency: 'JPY' } }),
      },
    ]);
  });

  test('declined: nothing is, and the reason is kept', () => {
    const { after, kind, outcome } = decide(pending, { state: 'DECLINED', reason: 'expired_card' });
    expect(after).toMatchObject({ status: 'FAILED', capturedMinor: 0, failureReason: 'expired_card' });
    expect([kind, outcome]).toMatchObject([
      'FAILURE',
      { error: { code: 'PAYMENT_DECLINED', status: 402, details: { reason: 'expired_card' } } },
    ]);
  });

  test('cancelled: nothing is, and the caller hears that its undo came first', () => {
    const { after, outcome } = decide(pending, { state: 'CANCELLED' });
    expect([after.failureReason, outcome]).toMatchObject([
      'cancelled',
      { error: { code: 'OPERATION_CANCELLED', status: 409 } },
    ]);
  });
});

describe('the configuration', () => {
  const given = {
    DATABASE_URL: 'postgresql://localhost/payment',
    SERVICE_CREDENTIAL: 'a-secret-of-some-length',
    TRUSTED_CALLERS: 'order:00',
    JWT_ISSUERS: 'eci-customer=http://localhost/jwks',
    PAYMENT_PROVIDER: 'simulated',
  };

  test('has a default for what is no secret and no provider', () => {
    expect(readPaymentConfig(given)).toMatchObject({
      PORT: 8084,
      PAYMENT_PROVIDER: 'simulated',
      PROVIDER_TIMEOUT_MS: 2_000,
      PROVIDER_SLOW_MS: 3_000,
    });
    expect(
      readPaymentConfig({ ...given, RISK_MAX_AMOUNT_MINOR: 'EUR=5,JPY=6' }).RISK_MAX_AMOUNT_MINOR,
    ).toEqual(
      new Map([
        ['EUR', 5],
        ['JPY', 6],
      ]),
    );
  });

  test.each([undefined, '', 'production'])('names no provider by itself when the mode is %j', (mode) => {
    for (const provider of [undefined, ''])
      expect(() => readPaymentConfig({ ...given, ECI_MODE: mode, PAYMENT_PROVIDER: provider })).toThrow(
        'payment can not start: PAYMENT_PROVIDER is missing.',
      );
  });

  test('is the simulated provider in the demo, when none is named', () => {
    for (const provider of [undefined, ''])
      expect(
        readPaymentConfig({ ...given, ECI_MODE: 'demo', PAYMENT_PROVIDER: provider }).PAYMENT_PROVIDER,
      ).toBe('simulated');
    expect(() => readPaymentConfig({ ...given, ECI_MODE: 'demo', PAYMENT_PROVIDER: 'stripe' })).toThrow(
      'PAYMENT_PROVIDER is not valid',
    );
  });

  test.each([
    [
      'PAYMENT_PROVIDER',
      'stripe',
      'PAYMENT_PROVIDER is not valid: the only provider there is so far is "simulated".',
    ],
    [
      'RISK_MAX_AMOUNT_MINOR',
      'EUR=lots',
      'RISK_MAX_AMOUNT_MINOR is not valid: expected whole minor units after each currency',
    ],
    ['RISK_MAX_AMOUNT_MINOR', 'EUR', 'RISK_MAX_AMOUNT_MINOR is not valid: expected a comma separated list'],
    ['PROVIDER_TIMEOUT_MS', '0', 'PROVIDER_TIMEOUT_MS is not valid'],
  ])('refuses %s=%s in a sentence', (name, value, sentence) => {
    expect(() => readPaymentConfig({ ...given, [name]: value })).toThrow(sentence);
  });
});
