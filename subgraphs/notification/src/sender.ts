import { setTimeout as delay } from 'node:timers/promises';
import { type Alarm, createAlarm } from '@eci/kit/alarm';
import type { Logger } from '@eci/kit/log';
import { counter } from '@eci/kit/metrics';
import type { Worker } from '@eci/kit/subgraph';
import { type Carrier, DeliveryFailure, type LocalCarrier, type RemoteCarrier } from './carrier.ts';
import type { NotificationDb } from './database.ts';
import { type AttemptEnd, claimDue, finishAttempt, settleLocally } from './delivery-queue.ts';
import type { NotificationRow } from './notification.entity.ts';
import { CHANNELS, type Channel, retryDelay } from './notification.ts';

const attempts = counter(
  'notification_attempts_total',
  'Attempts to deliver a message, by carrier and outcome.',
  ['carrier', 'outcome'],
);
const takenOver = counter(
  'notification_attempts_overtaken_total',
  'Attempts whose lease ran out before they ended.',
);

/** A short wait after a wake-up, so that messages written together are settled together. */
const GATHER_MS = 50;
/** Local messages per statement. */
const BATCH = 200;

export interface SenderOptions {
  readonly db: NotificationDb;
  readonly log: Logger;
  readonly carriers: Readonly<Record<Channel, Carrier>>;
  /** After so many failed attempts a message is FAILED. */
  readonly maxAttempts: number;
  readonly retryMs: number;
  readonly leaseMs: number;
  /** How long to look away when nothing is due, ms: other processes write messages too, and retries come due. */
  readonly pollMs: number;
}

/** The worker that delivers what is due; `wake` tells it of messages of a channel that were just committed. */
export interface Sender extends Worker {
  wake(channel: Channel): void;
}

/**
 * Delivers PENDING messages until it is stopped; stopping waits for those in hand. Each carrier is served on its own, so
 * that a mail server that hangs does not hold up text messages.
 */
export function createSender(options: SenderOptions): Sender {
  const { log, carriers } = options;
  const stopping = new AbortController();
  const alarms = new Map<Carrier, Alarm>();
  let running: Promise<unknown> = Promise.resolve();

  /** Serves one carrier; `round` answers whether there may be more to do at once. */
  async function serve(carrier: Carrier, round: () => Promise<boolean>): Promise<void> {
    const alarm = createAlarm();
    alarms.set(carrier, alarm);
    while (!stopping.signal.aborted) {
      try {
        while ((await round()) && !stopping.signal.aborted);
      } catch (error) {
        log.error({ err: error }, 'delivery of notifications failed and goes on');
      }
      await alarm.rest(options.pollMs);
      await delay(GATHER_MS);
    }
  }

  return {
    start: () => {
      const served = [...new Set(Object.values(carriers))].map((carrier) => {
        const channels = CHANNELS.filter((channel) => carriers[channel] === carrier);
        return serve(carrier, () =>
          carrier.isRemote ? deliver(options, carrier, channels) : settle(options, carrier, channels),
        );
      });
      running = Promise.all(served);
    },
    wake: (channel) => alarms.get(carriers[channel])?.ring(),
    stop: async () => {
      stopping.abort();
      for (const alarm of alarms.values()) alarm.ring();
      await running;
      await Promise.all(
        Object.values(carriers).map((carrier) => (carrier.isRemote ? carrier.close() : null)),
      );
    },
  };
}

/** One round of a local carrier: a single statement for up to BATCH messages. */
async function settle(
  { db }: SenderOptions,
  carrier: LocalCarrier,
  channels: readonly Channel[],
): Promise<boolean> {
  const sent = await settleLocally(db, channels, carrier.name, BATCH);
  carrier.note(sent);
  attempts.inc({ carrier: carrier.name, outcome: 'SENT' }, sent.length);
  return sent.length === BATCH;
}

/** One round of a remote carrier: as many messages as it can have in hand at once. */
async function deliver(
  options: SenderOptions,
  carrier: RemoteCarrier,
  channels: readonly Channel[],
): Promise<boolean> {
  const claimed = await claimDue(options.db, channels, carrier.name, carrier.capacity, options.leaseMs);
  // Settled, not all: when the database goes away, stopping still waits for every message in hand.
  const ends = await Promise.allSettled(claimed.map((row) => attempt(options, carrier, row)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return claimed.length === carrier.capacity;
}

async function attempt(
  { db, log, maxAttempts, retryMs }: SenderOptions,
  carrier: RemoteCarrier,
  row: NotificationRow,
): Promise<void> {
  const { id, kind, attempts: number } = row;
  const about = { id, kind, carrier: carrier.name, attempt: number };
  const end = await carry(carrier, row, maxAttempts).then(
    (code): AttemptEnd => ({ status: 'SENT', code }),
    (failure: DeliveryFailure): AttemptEnd =>
      failure.isFinal || number >= maxAttempts
        ? { status: 'FAILED', code: failure.code }
        : { status: 'PENDING', code: failure.code, retryMs: retryDelay(number, retryMs, Math.random()) },
  );
  if (!(await finishAttempt(db, row, carrier.name, end))) {
    takenOver.inc();
    log.info(about, 'the lease of a notification ran out before its attempt ended');
    return;
  }
  attempts.inc({ carrier: carrier.name, outcome: end.status === 'SENT' ? 'SENT' : 'FAILED' });
  if (end.status === 'SENT') log.info(about, 'notification sent');
  else if (end.status === 'PENDING')
    log.warn({ ...about, code: end.code, retryMs: end.retryMs }, 'notification not sent, to be tried again');
  else log.error({ ...about, code: end.code }, 'notification given up');
}

/** Hands a message to its carrier. Whatever goes wrong is a DeliveryFailure, whose words may be logged. */
async function carry(carrier: RemoteCarrier, row: NotificationRow, maxAttempts: number): Promise<string> {
  // Counted before they began: attempts that took their process with them.
  if (row.attempts > maxAttempts) throw new DeliveryFailure('ATTEMPTS_EXHAUSTED', true);
  try {
    return await carrier.send(row);
  } catch (error) {
    throw error instanceof DeliveryFailure
      ? error
      : new DeliveryFailure(Error.isError(error) ? error.name : 'UNKNOWN', false);
  }
}
