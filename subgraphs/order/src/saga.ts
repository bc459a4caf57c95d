/**
 * The engine of the order saga: (state, event) -> (state, effects). Pure: no clock, no database, no network, so that
 * a simulator can run it through any history. Steps go forward in STEPS' order; each has its undo in UNDO_OF, and
 * undoing goes backwards over every step whose intent was written and not refused for good.
 */
export type StepName = 'reserve' | 'charge' | 'commit' | 'ship';
export type UndoName = 'cancel-shipment' | 'refund' | 'release';
export type OperationName = StepName | UndoName;
export type SagaStatus = 'RUNNING' | 'COMPENSATING' | 'COMPLETED' | 'COMPENSATED';

export const STEPS: readonly StepName[] = ['reserve', 'charge', 'commit', 'ship'];
const UNDO_OF: Readonly<Record<StepName, UndoName>> = {
  ship: 'cancel-shipment',
  commit: 'release',
  charge: 'refund',
  reserve: 'release',
};
const UNDO_ORDER: readonly UndoName[] = ['cancel-shipment', 'refund', 'release'];

const isStep = (name: OperationName): name is StepName => (STEPS as readonly string[]).includes(name);

/** One operation on a sibling: its intent is written (STARTED) before the call, its outcome after. */
export interface Operation {
  readonly name: OperationName;
  readonly status: 'STARTED' | 'DONE' | 'FAILED';
  readonly attempts: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Stable code of the last failure. */
  readonly error: string | null;
  /** What the sibling answered and later steps need. */
  readonly result: unknown;
}

/** Why an order is undone. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly variantId: string | null;
}

export const CANCELLED: Failure = {
  code: 'ORDER_CANCELLED',
  message: 'The order was cancelled.',
  variantId: null,
};

export interface Saga {
  readonly status: SagaStatus;
  readonly operations: readonly Operation[];
  readonly failure: Failure | null;
  /** The pivot was passed and the order told so; a later cancellation keeps the order's status until it has won. */
  readonly confirmed: boolean;
}

/**
 * What a call came to. `unknown` says nothing of whether it took effect: it is repeated with the same key, never
 * compensated before the deadline. `bug` is our own malformed request: repeating it now is useless.
 */
export type Outcome =
  | { readonly kind: 'ok'; readonly result: unknown }
  | { readonly kind: 'fail'; readonly failure: Failure }
  | { readonly kind: 'unknown'; readonly code: string; readonly retryAfterMs?: number }
  | { readonly kind: 'bug'; readonly code: string };

export type SagaEvent =
  | { readonly type: 'answered'; readonly outcome: Outcome; readonly pastDeadline: boolean }
  | { readonly type: 'cancel-requested' };

export type Effect =
  | { readonly type: 'call'; readonly operation: OperationName }
  /** Call the operation again after this long; `alert` when a person should look. */
  | {
      readonly type: 'wait';
      readonly operation: OperationName;
      readonly ms: number | 'until-deadline';
      readonly alert: boolean;
    }
  | { readonly type: 'confirm' }
  | { readonly type: 'fail'; readonly failure: Failure }
  | { readonly type: 'cancelled' }
  /** Shipping was faster than the cancellation. */
  | { readonly type: 'cancel-refused' };

export interface Transition {
  readonly saga: Saga;
  readonly effects: readonly Effect[];
}

const MAX_BACKOFF_MS = 10_000;
/** Codes that mean a fault of wiring or of our own, which waiting does not cure: a person should look. */
const ALERTING: ReadonlySet<string> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'ANSWER_UNREADABLE',
]);

const started = (name: OperationName, now: Date): Operation => ({
  name,
  status: 'STARTED',
  attempts: 0,
  startedAt: now.toISOString(),
  finishedAt: null,
  error: null,
  result: null,
});

/** A saga at its start: the intent of its first step, to be written with the order. */
export const beginSaga = (now: Date): Saga => ({
  status: 'RUNNING',
  operations: [started('reserve', now)],
  failure: null,
  confirmed: false,
});

/** The operation whose outcome is awaited; null when the saga has ended. Undoing leaves an abandoned step STARTED, so the last one counts. */
export function currentOperation(saga: Saga): Operation | null {
  if (saga.status === 'COMPLETED' || saga.status === 'COMPENSATED') return null;
  return (
    saga.operations.findLast(
      (operation) => operation.status === 'STARTED' && isStep(operation.name) === (saga.status === 'RUNNING'),
    ) ?? null
  );
}

export const operationOf = (saga: Saga, name: OperationName): Operation | undefined =>
  saga.operations.findLast((operation) => operation.name === name);

/** Whether the payment token is still needed: until the charge is final or will be undone. */
export const needsPaymentToken = (saga: Saga): boolean =>
  saga.status === 'RUNNING' && (operationOf(saga, 'charge')?.status ?? 'STARTED') === 'STARTED';

export function advance(saga: Saga, event: SagaEvent, now: Date): Transition {
  if (event.type === 'cancel-requested') return cancel(saga, now);
  const current = currentOperation(saga);
  if (!current) throw new Error(`An answer came to a saga that is ${saga.status}.`);
  const { outcome } = event;
  switch (outcome.kind) {
    case 'ok': {
      const done = settle(saga, current, 'DONE', null, outcome.result, now);
      return saga.status === 'RUNNING' ? stepForward(done, now) : undoNext(done, now);
    }
    case 'fail':
      return saga.status === 'RUNNING'
        ? compensate(settle(saga, current, 'FAILED', outcome.failure.code, null, now), outcome.failure, now)
        : undoRefused(saga, current, outcome.failure, now);
    case 'unknown':
    case 'bug': {
      const tried = attempted(saga, current, outcome.code);
      if (saga.status === 'RUNNING' && event.pastDeadline)
        return compensate(tried, unavailable(current.name), now);
      const patient = outcome.kind === 'bug' && saga.status === 'RUNNING';
      const ms = patient
        ? 'until-deadline'
        : Math.max(('retryAfterMs' in outcome && outcome.retryAfterMs) || 0, backoff(current.attempts));
      return {
        saga: tried,
        effects: [
          {
            type: 'wait',
            operation: current.name,
            ms,
            // An undo that is still open at the deadline is money or stock out of place.
            alert: outcome.kind === 'bug' || ALERTING.has(outcome.code) || event.pastDeadline,
          },
        ],
      };
    }
  }
}

/** Wait before try `attempts + 2`: 100 ms, doubling, at most 10 s. */
export const backoff = (attempts: number): number =>
  Math.min(MAX_BACKOFF_MS, 100 * 2 ** Math.min(attempts, 20));

const unavailable = (name: OperationName): Failure => ({
  code: 'SERVICE_UNAVAILABLE',
  message: `The order could not be placed in time: the step ${name} was not answered. What was done is undone.`,
  variantId: null,
});

/**
 * An answer that came together with a request to cancel: what was answered stays true, but what it would have led to
 * (a confirmation, above all) is not told to anyone, and everything is undone. A failure is undone anyway.
 */
export function advanceAndCancel(saga: Saga, event: SagaEvent, now: Date): Transition {
  const answered = advance(saga, event, now);
  if (answered.saga.failure) return answered;
  return advance({ ...answered.saga, confirmed: saga.confirmed }, { type: 'cancel-requested' }, now);
}

function cancel(saga: Saga, now: Date): Transition {
  if (saga.status !== 'RUNNING' && saga.status !== 'COMPLETED') return { saga, effects: [] };
  return compensate(saga, CANCELLED, now);
}

function stepForward(saga: Saga, now: Date): Transition {
  const next = STEPS.find((name) => operationOf(saga, name)?.status !== 'DONE');
  if (!next)
    return { saga: { ...saga, status: 'COMPLETED', confirmed: true }, effects: [{ type: 'confirm' }] };
  return {
    saga: { ...saga, operations: [...saga.operations, started(next, now)] },
    effects: [{ type: 'call', operation: next }],
  };
}

/** The undoing that is left: of every step that took effect or may have, not yet undone, last first. */
function undosLeft(saga: Saga): UndoName[] {
  const needed = new Set(
    saga.operations
      .filter(({ name, status }) => isStep(name) && status !== 'FAILED')
      .map(({ name }) => UNDO_OF[name as StepName]),
  );
  return UNDO_ORDER.filter((undo) => needed.has(undo) && operationOf(saga, undo)?.status !== 'DONE');
}

function compensate(saga: Saga, failure: Failure, now: Date): Transition {
  return undoNext({ ...saga, status: 'COMPENSATING', failure }, now);
}

/**
 * Goes on undoing. The order fails as soon as nothing can turn the decision back: once its shipment is cancelled or
 * none was ever asked for. A cancelled order is told at the end, when its money is back.
 */
function undoNext(saga: Saga, now: Date): Transition {
  const [next] = undosLeft(saga);
  const isCancellation = saga.failure!.code === CANCELLED.code;
  const effects: Effect[] = [];
  const decidedNow = isFirstIrrevocable(saga, next);
  if (!isCancellation && !saga.confirmed && decidedNow)
    effects.push({ type: 'fail', failure: saga.failure! });
  if (!next) {
    if (isCancellation) effects.push({ type: 'cancelled' });
    return { saga: { ...saga, status: 'COMPENSATED' }, effects };
  }
  effects.push({ type: 'call', operation: next });
  return { saga: { ...saga, operations: [...saga.operations, started(next, now)] }, effects };
}

/** True at the one moment from which the undoing can no longer lose against shipping. */
function isFirstIrrevocable(saga: Saga, next: UndoName | undefined): boolean {
  if (next === 'cancel-shipment') return false;
  const finished = saga.operations.filter(({ name, status }) => !isStep(name) && status === 'DONE');
  return finished.length === 0 || (finished.length === 1 && finished[0]!.name === 'cancel-shipment');
}

function undoRefused(saga: Saga, current: Operation, failure: Failure, now: Date): Transition {
  if (current.name === 'cancel-shipment' && failure.code === 'SHIPMENT_ALREADY_SHIPPED') {
    const lost = { ...settle(saga, current, 'FAILED', failure.code, null, now), failure: null };
    const told: Effect[] = saga.failure!.code === CANCELLED.code ? [{ type: 'cancel-refused' }] : [];
    if (lost.confirmed) return { saga: { ...lost, status: 'COMPLETED' }, effects: told };
    if (STEPS.every((name) => operationOf(lost, name)?.status === 'DONE')) {
      const { saga: completed, effects } = stepForward(lost, now);
      return { saga: completed, effects: [...told, ...effects] };
    }
    // The answer to the shipment's creation was lost: it exists, so asking again with the same key brings it.
    return { saga: { ...lost, status: 'RUNNING' }, effects: [...told, { type: 'call', operation: 'ship' }] };
  }
  // An undo must succeed in the end: a refusal is a fault of ours or theirs, repeated until a person mends it.
  return {
    saga: attempted(saga, current, failure.code),
    effects: [{ type: 'wait', operation: current.name, ms: backoff(current.attempts), alert: true }],
  };
}

const replaceOperation = (saga: Saga, before: Operation, after: Operation): Saga => ({
  ...saga,
  operations: saga.operations.map((operation) => (operation === before ? after : operation)),
});

const attempted = (saga: Saga, operation: Operation, error: string): Saga =>
  replaceOperation(saga, operation, { ...operation, attempts: operation.attempts + 1, error });

const settle = (
  saga: Saga,
  operation: Operation,
  status: 'DONE' | 'FAILED',
  error: string | null,
  result: unknown,
  now: Date,
): Saga =>
  replaceOperation(saga, operation, {
    ...operation,
    status,
    attempts: operation.attempts + 1,
    error,
    result,
    finishedAt: now.toISOString(),
  });
