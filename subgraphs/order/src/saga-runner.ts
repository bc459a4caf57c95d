import { setTimeout as delay } from 'node:timers/promises';
import { createAlarm } from '@eci/kit/alarm';
import type { Dialect } from '@eci/kit/database';
import type { Logger } from '@eci/kit/log';
import { counter } from '@eci/kit/metrics';
import type { Outbox } from '@eci/kit/outbox';
import type { Worker } from '@eci/kit/subgraph';
import { type Trace, traceOf } from '@eci/kit/trace';
import { transact } from '@eci/kit/transaction';
import { applyEffects, changesOrder, confirmAtOnce } from './apply-saga.ts';
import type { OrderDb } from './database.ts';
import type { OrderRow } from './order.entity.ts';
import {
  advance,
  advanceAndCancel,
  currentOperation,
  type Effect,
  type OperationName,
  type Saga,
  type SagaEvent,
  type Transition,
} from './saga.ts';
import { callOperation, type SagaRemotes } from './saga-steps.ts';
import type { Hold, SagaStore, SagaWork } from './saga-store.ts';

const takeovers = counter('saga_takeovers_total', 'Sagas continued after their owner let the lease run out.');
const lostLeases = counter(
  'saga_leases_lost_total',
  'Sagas this process stopped since another one owns them.',
);
const compensations = counter('saga_compensations_total', 'Sagas that began to undo, by the reason.', [
  'reason',
]);
const alerts = counter('saga_alerts_total', 'Outcomes a person should look at, by operation and code.', [
  'operation',
  'code',
]);

/** Waits up to this long keep the lease; longer ones give it back, so that any replica may go on. */
const HELD_WAIT_MS = 1_000;
const CLAIM_BATCH = 16;
const UNREADABLE_RETRY_MS = 30_000;
const MAX_RUNNING = 128;

export interface SagaRunnerOptions {
  readonly db: OrderDb;
  readonly dialect: Dialect;
  readonly store: SagaStore;
  readonly remotes: SagaRemotes;
  readonly outbox: Outbox;
  readonly log: Logger;
  readonly openToken: (orderId: string, sealed: string) => string;
  readonly leaseMs: number;
  readonly pollMs: number;
}

export interface SagaRunner extends Worker {
  /**
   * Runs a saga whose lease this process took when it wrote it. Resolves with its order once that is decided, with
   * null when the saga is let go undecided.
   */
  run(work: SagaWork): Promise<OrderRow | null>;
  /** Looks for due sagas now instead of at the next poll. */
  wake(): void;
}

/** Runs sagas: those placed here at once, and any that became due and that nobody holds. */
export function createSagaRunner(options: SagaRunnerOptions): SagaRunner {
  const { db, store, remotes, outbox, log } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  let polling: Promise<void> = Promise.resolve();
  const alarm = createAlarm();

  /** Drives one saga until it ends, waits long, is lost, or this process stops. `decided` fires when the order is. */
  async function drive(start: SagaWork, decided: (order: OrderRow) => void): Promise<void> {
    const trace = traceOf({ traceparent: start.traceparent });
    let work = start;
    let operation = currentOperation(work.saga)?.name ?? null;
    while (operation !== null) {
      const outcome = await holdingLease(
        work,
        callOperation(remotes, operation, work.input, work.saga, trace),
      );
      if (outcome === null) return lost(work);
      const pastDeadline = Date.now() > work.deadlineAt.getTime();
      const next = await commit(work, { type: 'answered', outcome, pastDeadline }, trace);
      if (next === null) return lost(work);
      work = next.work;
      if (next.decided) decided(next.decided);
      const wait = next.wait;
      if (wait) {
        if (wait.alert)
          alert(
            work,
            wait.operation,
            outcome.kind === 'ok' ? 'OK' : 'code' in outcome ? outcome.code : outcome.failure.code,
          );
        if (wait.ms === 'until-deadline' || wait.ms > HELD_WAIT_MS || stopping.signal.aborted) return;
        await delay(wait.ms, undefined, { signal: stopping.signal }).catch(() => {});
        if (!(await store.renew(work))) return lost(work);
      }
      if (stopping.signal.aborted) {
        await store.write(db, work, work.saga, { kind: 'release', dueInMs: 0 });
        return;
      }
      operation = currentOperation(work.saga)?.name ?? null;
    }
  }

  /** Awaits a call and renews the lease at a third of its length meanwhile; null when the lease was lost. */
  async function holdingLease<T>(work: SagaWork, call: Promise<T>): Promise<T | null> {
    let isOurs = true;
    const renewal = setInterval(() => {
      store.renew(work).then(
        (renewed) => {
          isOurs &&= renewed;
        },
        (error: unknown) => log.warn({ err: error, orderId: work.orderId }, 'lease could not be renewed'),
      );
    }, options.leaseMs / 3);
    try {
      const result = await call;
      return isOurs ? result : null;
    } finally {
      clearInterval(renewal);
    }
  }

  interface Committed {
    work: SagaWork;
    /** The order, if this decided it. */
    decided: OrderRow | null;
    wait: Extract<Effect, { type: 'wait' }> | null;
  }

  /** Writes what an event leads to; a cancellation that came meanwhile is taken in first. Null when the lease is lost. */
  async function commit(work: SagaWork, event: SagaEvent, trace: Trace): Promise<Committed | null> {
    const now = new Date();
    let transition = advance(work.saga, event, now);
    let written = await write(work, transition, trace, now);
    if (!written) {
      if (!(await store.cancelRequested(work))) return null;
      transition = advanceAndCancel(work.saga, event, now);
      written = await write(work, transition, trace, now);
      if (!written) return null;
    }
    const { saga, effects } = transition;
    if (work.saga.status === 'RUNNING' && saga.failure) compensations.inc({ reason: saga.failure.code });
    return {
      work: { ...work, saga },
      decided: written.decided,
      wait: effects.find((effect) => effect.type === 'wait') ?? null,
    };
  }

  /** Null when nothing was written: the lease is lost, or a cancellation came. */
  async function write(
    work: SagaWork,
    { saga, effects }: Transition,
    trace: Trace,
    now: Date,
  ): Promise<{ decided: OrderRow | null } | null> {
    const hold = holdOf(work, saga, effects);
    if (!effects.some((effect) => changesOrder(effect) || effect.type === 'cancel-refused'))
      return (await store.write(db, work, saga, hold)) ? { decided: null } : null;
    const isConfirmation = effects.length === 1 && effects[0]!.type === 'confirm';
    const confirmed = isConfirmation
      ? await confirmAtOnce(options, trace, work, saga, store.changeOf(work, saga), now)
      : null;
    const written = confirmed
      ? { decided: confirmed }
      : await transact(db, async (tx) =>
          (await store.write(tx, work, saga, hold))
            ? { decided: await applyEffects(tx, outbox, trace, work, saga, effects, now) }
            : null,
        );
    if (written) outbox.wake();
    return written;
  }

  function holdOf(work: SagaWork, saga: Saga, effects: readonly Effect[]): Hold {
    if (currentOperation(saga) === null) return { kind: 'end' };
    const wait = effects.find((effect) => effect.type === 'wait');
    if (!wait) return { kind: 'keep' };
    if (wait.ms === 'until-deadline') return { kind: 'release-until', at: work.deadlineAt };
    if (wait.ms <= HELD_WAIT_MS && !stopping.signal.aborted) return { kind: 'keep' };
    // A tenth of chance, so that sagas that failed together do not come back together.
    return { kind: 'release', dueInMs: wait.ms * (1 + Math.random() / 10) };
  }

  function lost(work: SagaWork): void {
    lostLeases.inc();
    log.info({ orderId: work.orderId, fence: work.fence }, 'saga has another owner now');
  }

  function alert(work: SagaWork, operation: OperationName, code: string): void {
    alerts.inc({ operation, code });
    log.error({ orderId: work.orderId, operation, code }, 'saga needs a look: it goes on trying');
  }

  /** Registers a drive, so that stopping can wait for it; resolves when decided or over. */
  function follow(work: SagaWork): Promise<OrderRow | null> {
    const decision = Promise.withResolvers<OrderRow | null>();
    const whole = drive(work, decision.resolve)
      .catch((error: unknown) =>
        log.error({ err: error, orderId: work.orderId }, 'saga stopped and is taken over after its lease'),
      )
      .finally(() => {
        // This process may have lost the saga and claimed it anew meanwhile.
        if (running.get(work.orderId) === whole) running.delete(work.orderId);
        decision.resolve(null);
      });
    running.set(work.orderId, whole);
    return decision.promise;
  }

  async function claimDue(): Promise<void> {
    const room = Math.min(CLAIM_BATCH, MAX_RUNNING - running.size);
    if (room <= 0) return;
    for (const { orderId, takenOver } of await store.claim(room)) {
      if (takenOver) takeovers.inc();
      await begin(orderId);
    }
  }

  /** Drives a claimed saga; one that can not be read must not hold up those behind it. */
  async function begin(orderId: string): Promise<void> {
    try {
      void follow(await store.load(orderId, options.openToken));
    } catch (error) {
      log.error({ err: error, orderId }, 'saga can not be read and needs a look: it is tried again');
      await store.putBack(orderId, UNREADABLE_RETRY_MS);
    }
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await claimDue();
      } catch (error) {
        log.error({ err: error }, 'sagas could not be claimed: trying again');
      }
      await alarm.rest(options.pollMs);
    }
  }

  return {
    run: follow,
    wake: alarm.ring,
    start: () => {
      polling = poll();
    },
    stop: async () => {
      stopping.abort();
      alarm.ring();
      await polling;
      await Promise.all(running.values());
    },
  };
}
