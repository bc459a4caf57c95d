import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  advance,
  advanceAndCancel,
  beginSaga,
  CANCELLED,
  currentOperation,
  type Effect,
  type OperationName,
  type Outcome,
  type Saga,
  type SagaEvent,
  STEPS,
} from './saga.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const ok: Outcome = { kind: 'ok', result: { status: 'fine' } };
const unknown: Outcome = { kind: 'unknown', code: 'UNREACHABLE' };
const refused = (code: string): Outcome => ({
  kind: 'fail',
  failure: { code, message: code, variantId: null },
});
const answered = (outcome: Outcome, pastDeadline = false): SagaEvent => ({
  type: 'answered',
  outcome,
  pastDeadline,
});
const cancelRequested: SagaEvent = { type: 'cancel-requested' };

/** Runs a history; answers the final saga, every call in order, and what the order was told. */
function run(events: readonly SagaEvent[], from: Saga = beginSaga(NOW)) {
  let saga = from;
  const calls: OperationName[] = [];
  const told: string[] = [];
  for (const event of events) {
    const transition = advance(saga, event, NOW);
    saga = transition.saga;
    for (const effect of transition.effects) {
      if (effect.type === 'call') calls.push(effect.operation);
      else if (effect.type !== 'wait') told.push(effect.type);
    }
  }
  return { saga, calls, told };
}
const oks = (n: number) => Array.from({ length: n }, () => answered(ok));

describe('given a new saga', () => {
  test('when every step succeeds, then the order is confirmed', () => {
    const { saga, calls, told } = run(oks(4));
    expect(calls).toEqual(['charge', 'commit', 'ship']);
    expect(told).toEqual(['confirm']);
    expect(saga.status).toBe('COMPLETED');
    expect(currentOperation(saga)).toBeNull();
  });

  test('when stock is short, then the order fails at once with nothing to undo', () => {
    const { saga, calls, told } = run([answered(refused('OUT_OF_STOCK'))]);
    expect(calls).toEqual([]);
    expect(told).toEqual(['fail']);
    expect(saga.status).toBe('COMPENSATED');
  });

  test('when the payment is declined, then the order fails at once and the stock is released behind it', () => {
    const declined = run([answered(ok), answered(refused('PAYMENT_DECLINED'))]);
    expect(declined.told).toEqual(['fail']);
    expect(declined.calls).toEqual(['charge', 'release']);
    expect(declined.saga.status).toBe('COMPENSATING');
    expect(run([answered(ok)], declined.saga).saga.status).toBe('COMPENSATED');
  });

  test('when the reservation ran out after the charge, then it is refunded before the stock is released', () => {
    expect(run([...oks(2), answered(refused('OUT_OF_STOCK')), ...oks(2)]).calls).toEqual([
      'charge',
      'commit',
      'refund',
      'release',
    ]);
  });
});

describe('an outcome that is not known', () => {
  test('is asked again with growing waits and never undone before the deadline', () => {
    let saga = run(oks(1)).saga;
    const waits: unknown[] = [];
    for (let i = 0; i < 9; i++) {
      const { saga: next, effects } = advance(saga, answered(unknown), NOW);
      saga = next;
      expect(effects).toEqual([expect.objectContaining({ type: 'wait', operation: 'charge' })]);
      waits.push(effects[0]!.type === 'wait' && effects[0]!.ms);
    }
    expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
    expect(saga.status).toBe('RUNNING');
  });

  test('past the deadline is undone, the operation in flight included', () => {
    const { calls, told, saga } = run([answered(ok), answered(unknown, true), ...oks(2)]);
    expect(calls).toEqual(['charge', 'refund', 'release']);
    expect(told).toEqual(['fail']);
    expect(saga).toMatchObject({ status: 'COMPENSATED', failure: { code: 'SERVICE_UNAVAILABLE' } });
  });

  test('of our own making waits for the deadline and calls for a person', () => {
    const { effects } = advance(beginSaga(NOW), answered({ kind: 'bug', code: 'INPUT_INVALID' }), NOW);
    expect(effects).toEqual([{ type: 'wait', operation: 'reserve', ms: 'until-deadline', alert: true }]);
  });
});

describe('a cancellation', () => {
  test('of a confirmed order cancels the shipment, refunds, releases, and tells the order at the end', () => {
    const confirmed = run(oks(4)).saga;
    const cancelling = run([cancelRequested, ...oks(2)], confirmed);
    expect(cancelling.calls).toEqual(['cancel-shipment', 'refund', 'release']);
    expect(cancelling.told).toEqual([]);
    expect(run([answered(ok)], cancelling.saga).told).toEqual(['cancelled']);
  });

  test('loses against shipping, and the order stays as it is', () => {
    const { saga, told } = run([...oks(4), cancelRequested, answered(refused('SHIPMENT_ALREADY_SHIPPED'))]);
    expect(told).toEqual(['confirm', 'cancel-refused']);
    expect(saga).toMatchObject({ status: 'COMPLETED', failure: null });
  });

  test('while the shipment is being created undoes it too; when that was shipped already the order goes on', () => {
    const { saga, calls, told } = run([
      ...oks(3),
      cancelRequested,
      answered(refused('SHIPMENT_ALREADY_SHIPPED')),
      answered(ok),
    ]);
    expect(calls).toEqual(['charge', 'commit', 'ship', 'cancel-shipment', 'ship']);
    expect(told).toEqual(['cancel-refused', 'confirm']);
    expect(saga.status).toBe('COMPLETED');
  });
});

describe('a cancellation that is seen together with the answer of the last step', () => {
  const beforeShip = run(oks(3)).saga;
  const both = advanceAndCancel(beforeShip, answered(ok), NOW);

  test('undoes everything, and the order never hears of a confirmation', () => {
    expect(both.effects).toEqual([{ type: 'call', operation: 'cancel-shipment' }]);
    expect(run(oks(3), both.saga).told).toEqual(['cancelled']);
  });

  test('loses against shipping: then the order is confirmed after all', () => {
    const { saga, told } = run([answered(refused('SHIPMENT_ALREADY_SHIPPED'))], both.saga);
    expect(told).toEqual(['cancel-refused', 'confirm']);
    expect(saga).toMatchObject({ status: 'COMPLETED', confirmed: true, failure: null });
  });
});

test('an undo that is refused is repeated for ever and calls for a person', () => {
  const undoing = run([answered(ok), answered(refused('PAYMENT_DECLINED'))]).saga;
  const { saga, effects } = advance(undoing, answered(refused('SOMETHING_NEW')), NOW);
  expect(saga.status).toBe('COMPENSATING');
  expect(effects).toEqual([{ type: 'wait', operation: 'release', ms: 100, alert: true }]);
});

test('a saga that has ended takes no answer', () => {
  expect(() => advance(run(oks(4)).saga, answered(ok), NOW)).toThrow('COMPLETED');
});

/** What each undo makes good. */
const UNDOES: Record<string, readonly OperationName[]> = {
  release: ['reserve', 'commit'],
  refund: ['charge'],
  'cancel-shipment': ['ship'],
};

test('whatever happens, a finished saga has either done everything or undone everything that may have been done', () => {
  const outcome = fc.oneof(
    { weight: 6, arbitrary: fc.constant(ok) },
    { weight: 2, arbitrary: fc.constant(unknown) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        refused('PAYMENT_DECLINED'),
        refused('OUT_OF_STOCK'),
        refused('SHIPMENT_ALREADY_SHIPPED'),
      ),
    },
  );
  const event = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(outcome, fc.boolean()).map(([o, late]) => answered(o, late)) },
    { weight: 1, arbitrary: fc.constant(cancelRequested) },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.nat(7)), { maxLength: 60 }), (events) => {
      let saga = beginSaga(NOW);
      const told: Effect['type'][] = [];
      for (const [next, chance] of events) {
        if (next.type === 'answered' && !currentOperation(saga)) continue;
        // One in eight answers comes together with a cancellation, as the runner finds it at its write.
        const together = next.type === 'answered' && chance === 0 && saga.status === 'RUNNING';
        const transition = together ? advanceAndCancel(saga, next, NOW) : advance(saga, next, NOW);
        saga = transition.saga;
        told.push(
          ...transition.effects
            .map((effect) => effect.type)
            .filter((type) => type !== 'call' && type !== 'wait'),
        );
      }
      expect(told.filter((type) => type === 'fail' || type === 'cancelled').length).toBeLessThanOrEqual(1);
      const done = (name: OperationName) =>
        saga.operations.some((operation) => operation.name === name && operation.status === 'DONE');
      // What has not ended waits for something: nothing hangs.
      const hasEnded = saga.status === 'COMPLETED' || saga.status === 'COMPENSATED';
      expect(currentOperation(saga) === null).toBe(hasEnded);
      if (saga.status === 'COMPLETED') {
        expect(STEPS.every(done)).toBe(true);
        expect(told).toContain('confirm');
      }
      if (saga.status === 'COMPENSATED') {
        expect(told).toContain(saga.failure!.code === CANCELLED.code ? 'cancelled' : 'fail');
        for (const [undo, steps] of Object.entries(UNDOES)) {
          const begun = saga.operations.some(
            ({ name, status }) => steps.includes(name) && status !== 'FAILED',
          );
          expect(done(undo as OperationName)).toBe(begun);
        }
      }
    }),
    { numRuns: 3_000 },
  );
});
