import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { createAlarm } from './alarm.ts';
import { databaseNow, databaseNowPlus } from './clock.ts';
import type { Dialect } from './database.ts';
import { newId } from './ids.ts';
import { counter } from './metrics.ts';
import { type OutboxTables, ownOutbox, PARTITIONS, type Sink } from './outbox.ts';
import { reportOutbox } from './outbox-gauges.ts';
import { prepared } from './prepared.ts';
import { type OutgoingEvent, type Sent, sendEvents } from './sink-request.ts';
import type { Runtime, Worker } from './subgraph.ts';

const LEASE_MS = 5_000;
const POLL_MS = 1_000;
/** A short wait after a wake-up, so that events of orders placed together leave in one request. */
const GATHER_MS = 10;
const BATCH = 100;
/** Below half the lease: a request that starts while the lease has its half left ends before the lease does. */
const SEND_TIMEOUT_MS = 2_000;
const MAX_BACKOFF_MS = 10_000;

const delivered = counter('outbox_delivered_total', 'Events acknowledged by a sink.', ['sink']);
const failures = counter('outbox_failures_total', 'Deliveries that a sink refused or did not answer.', [
  'sink',
]);
const deadLetters = counter('outbox_dead_letters_total', 'Events given up after too many refusals.', [
  'sink',
]);

/** A row to deliver, with its event. */
interface Due extends OutgoingEvent {
  attempts: number;
}

type Refused = Extract<Sent, { state: 'refused' }>;

/** `min(cap, 2^attempt)` tenths of a second, in ms. */
export const backoff = (attempt: number, capMs: number): number => Math.min(capMs, 100 * 2 ** attempt);

/** Due events of some partitions, in order; those behind a backing-off event of their aggregate are held back. */
const dueOn = (dialect: Dialect) =>
  prepared((db: Kysely<OutboxTables>, { sink, partitions }: { sink: string; partitions: number[] }) =>
    db
      .selectFrom('outbox_delivery as delivery')
      .innerJoin('outbox_event as event', 'event.id', 'delivery.eventId')
      .select([
        'event.id',
        'event.type',
        'event.subject',
        'event.sequence',
        'event.data',
        'event.traceparent',
        'event.createdAt',
        'delivery.attempts',
      ])
      .where('delivery.sink', '=', sink)
      .where('delivery.partitionNo', 'in', partitions)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('outbox_delivery as earlier')
              .select(sql<number>`1`.as('one'))
              .whereRef('earlier.sink', '=', 'delivery.sink')
              .whereRef('earlier.subject', '=', 'delivery.subject')
              .whereRef('earlier.sequence', '<=', 'delivery.sequence')
              .where('earlier.nextAttemptAt', '>', databaseNow(dialect)),
          ),
        ),
      )
      .orderBy('delivery.createdAt')
      .orderBy('delivery.sequence')
      .limit(BATCH)
      .$castTo<Due>(),
  );

/**
 * The relay of one process. Any number may run: partitions are leased on the database's clock, so one aggregate's
 * events are sent by one relay at a time and in order. An event is marked only after its acknowledgement, hence
 * delivered at least once; consumers drop duplicates by (source, id).
 */
export function createRelay(runtime: Runtime): Worker {
  const { database, log, outbox, name } = runtime;
  const db = ownOutbox(database.db as never);
  const { dialect } = database;
  const selectDue = dueOn(dialect);
  const owner = newId('relay');
  const stopping = new AbortController();
  const alarm = createAlarm();
  let leaseEnds = 0;
  let partitions: number[] = [];
  let running: Promise<void> = Promise.resolve();

  reportOutbox(db, dialect, outbox.sinks);

  /** Whether a request may start: until the lease's second half, and not while this process ends. */
  const maySend = () => !stopping.signal.aborted && performance.now() < leaseEnds - LEASE_MS / 2;

  /** Claims free partitions, renews ours. `leaseEnds` is counted from before the statement, so it errs to the safe side. */
  async function lease(): Promise<void> {
    const asked = performance.now();
    const rows = Array.from({ length: PARTITIONS }, (_, partitionNo) => ({
      partitionNo,
      owner,
      leaseUntil: databaseNow(dialect),
    }));
    const seed = db.insertInto('outbox_lease').values(rows);
    if (leaseEnds === 0)
      await (dialect === 'mysql' ? seed.ignore() : seed.onConflict((on) => on.doNothing())).execute();
    await db
      .updateTable('outbox_lease')
      .set({ owner, leaseUntil: databaseNowPlus(dialect, LEASE_MS) })
      .where((eb) => eb.or([eb('owner', '=', owner), eb('leaseUntil', '<', databaseNow(dialect))]))
      .execute();
    const mine = await db
      .selectFrom('outbox_lease')
      .select('partitionNo')
      .where('owner', '=', owner)
      .execute();
    partitions = mine.map((row) => row.partitionNo);
    leaseEnds = asked + LEASE_MS;
  }

  const send = (sink: Sink, events: readonly Due[]): Promise<Sent> =>
    sendEvents(sink, events, {
      source: name,
      credential: runtime.config.SERVICE_CREDENTIAL,
      timeoutMs: SEND_TIMEOUT_MS,
    });

  const acknowledge = (sink: Sink, events: readonly Due[]) =>
    db
      .deleteFrom('outbox_delivery')
      .where('sink', '=', sink.name)
      .where(
        'eventId',
        'in',
        events.map((event) => event.id),
      )
      .execute();

  async function refuse(sink: Sink, event: Due, { reason, patience }: Refused): Promise<void> {
    failures.inc({ sink: sink.name });
    const attempts = event.attempts + 1;
    if (attempts < patience.attempts) {
      await db
        .updateTable('outbox_delivery')
        .set({
          attempts,
          nextAttemptAt: databaseNowPlus(dialect, backoff(attempts, patience.longestPauseMs)),
        })
        .where('sink', '=', sink.name)
        .where('eventId', '=', event.id)
        .execute();
      return;
    }
    deadLetters.inc({ sink: sink.name });
    log.error(
      { event: event.id, type: event.type, sink: sink.name, reason },
      'event given up: it is a dead letter now',
    );
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('outbox_dead_letter')
        .values({
          eventId: event.id,
          sink: sink.name,
          attempts,
          reason: reason.slice(0, 255),
          createdAt: databaseNow(dialect),
        })
        .execute();
      await tx
        .deleteFrom('outbox_delivery')
        .where('sink', '=', sink.name)
        .where('eventId', '=', event.id)
        .execute();
    });
  }

  /** Sends what is due to one sink until nothing is, the sink is away, or the lease nears its end. */
  async function drain(sink: Sink): Promise<void> {
    while (maySend()) {
      const events = await selectDue.rows(db, { sink: sink.name, partitions });
      if (events.length === 0 || !maySend()) return;
      const sent = await send(sink, events);
      if (sent.state === 'away') return pause(sink, sent.reason);
      if (sent.state === 'taken') {
        await acknowledge(sink, events);
        delivered.inc({ sink: sink.name }, events.length);
        away.delete(sink.name);
      } else if (!(await sendOneByOne(sink, events))) return;
    }
  }

  /** After a refused batch: finds the poison, so that only its own aggregate waits. False when the rest has to wait. */
  async function sendOneByOne(sink: Sink, events: readonly Due[]): Promise<boolean> {
    const blocked = new Set<string>();
    for (const event of events) {
      if (!maySend()) return false;
      if (blocked.has(event.subject)) continue;
      const sent = await send(sink, [event]);
      if (sent.state === 'away') {
        pause(sink, sent.reason);
        return false;
      }
      if (sent.state === 'taken') await acknowledge(sink, [event]);
      else {
        blocked.add(event.subject);
        await refuse(sink, event, sent);
      }
    }
    return true;
  }

  const away = new Map<string, { until: number; attempt: number }>();

  /** A sink that takes nothing now is left alone for a while; its events lose no attempt. */
  function pause(sink: Sink, reason: string): void {
    const attempt = (away.get(sink.name)?.attempt ?? 0) + 1;
    failures.inc({ sink: sink.name });
    away.set(sink.name, { attempt, until: performance.now() + backoff(attempt, MAX_BACKOFF_MS) });
    log.warn({ sink: sink.name, reason, attempt }, 'event sink is away');
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if (performance.now() > leaseEnds - (LEASE_MS * 2) / 3) await lease();
        const open = outbox.sinks.filter((sink) => (away.get(sink.name)?.until ?? 0) <= performance.now());
        if (partitions.length > 0) await Promise.all(open.map(drain));
      } catch (error) {
        log.error({ err: error }, 'relay failed and goes on');
      }
      await alarm.rest(POLL_MS);
      await delay(GATHER_MS);
    }
    await db
      .updateTable('outbox_lease')
      .set({ leaseUntil: databaseNow(dialect) })
      .where('owner', '=', owner)
      .execute();
  }

  return {
    start: () => {
      if (outbox.sinks.length === 0) return;
      outbox.onWake(alarm.ring);
      running = loop();
    },
    stop: async () => {
      stopping.abort();
      alarm.ring();
      await running;
    },
  };
}
