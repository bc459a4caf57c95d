import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { databaseNow } from './clock.ts';
import { ConfigError } from './config.ts';
import type { Dialect, Tables } from './database.ts';
import { newId } from './ids.ts';
import type { DeadLetter, OutboxDelivery, OutboxEvent, OutboxLease } from './outbox.entity.ts';
import type { Trace } from './trace.ts';
import { jsonText } from './transaction.ts';
import { type Write, writeTogether } from './write-together.ts';

export type OutboxTables = Tables<
  readonly [typeof OutboxEvent, typeof OutboxDelivery, typeof OutboxLease, typeof DeadLetter]
>;

/** Partitions that relays share out among themselves; one aggregate is always in the same one. */
export const PARTITIONS = 8;

/** A place events go to, with the types it wants (null for all). */
export interface Sink {
  readonly name: string;
  readonly url: string;
  readonly types: ReadonlySet<string> | null;
}

/** Reads EVENT_SINKS: `http(s)://host/v1/events`, types named in the fragment, as in `...#order.failed,order.confirmed`. */
export function parseSinks(entries: readonly string[]): Sink[] {
  return entries.map((entry) => {
    const [url = '', filter] = entry.split('#');
    if (!/^https?:\/\/[^\s]+$/.test(url)) {
      throw new ConfigError(
        `EVENT_SINKS has ${JSON.stringify(url)}: expected http(s)://host:port/v1/events, types after a #.`,
      );
    }
    return {
      name: url.slice(0, 120),
      url,
      types: filter ? new Set(filter.split('|').map((name) => `eci.${name}.v1`)) : null,
    };
  });
}

/** An event to be written with its change. */
export interface NewEvent {
  /** `eci.<name>.v1`. */
  type: string;
  /** The aggregate's id. */
  subject: string;
  /** The aggregate's version after the change: 1, 2, 3... without gaps. */
  sequence: number;
  /** No card data, no credentials. */
  data: object;
}

/** Rows of events and of their deliveries, without the times, which are the database's. */
export interface OutboxRows {
  events: {
    id: string;
    type: string;
    subject: string;
    sequence: number;
    /** JSON. */
    data: string;
    traceparent: string;
  }[];
  deliveries: { eventId: string; sink: string; subject: string; sequence: number; partitionNo: number }[];
}

export interface Outbox {
  readonly sinks: readonly Sink[];
  /** What append writes, for a hot path that writes it in one statement with its change (outboxWrites). */
  rowsOf(trace: Trace, events: readonly NewEvent[]): OutboxRows;
  /**
   * Writes events in the transaction of their change, and what is to be delivered where. `alongside` are writes of the
   * change itself that wait for no result; where the engine can, all of it is one statement.
   */
  append<T extends OutboxTables>(
    tx: Transaction<T>,
    trace: Trace,
    events: readonly NewEvent[],
    alongside?: readonly Write[],
  ): Promise<void>;
  /**
   * Tells the relay that a transaction with events has been committed. `written` are their rows where the caller has
   * them: the relay does not look when none of them is to be delivered.
   */
  wake(written?: Pick<OutboxRows, 'deliveries'>): void;
  onWake(listener: () => void): void;
}

export const ownOutbox = <T extends OutboxTables>(db: Kysely<T>) => db as unknown as Kysely<OutboxTables>;

export const partitionOf = (subject: string): number =>
  createHash('sha1').update(subject).digest()[0]! % PARTITIONS;

/** The writes of events and of what is to be delivered where; `rows` are rowsOf's, or their stand-ins in a prepared statement. */
export function outboxWrites<T extends OutboxTables>(
  db: Kysely<T>,
  { events, deliveries }: OutboxRows,
  dialect: Dialect,
): Write[] {
  const now = databaseNow(dialect);
  const own = ownOutbox(db);
  const event = own
    .insertInto('outbox_event')
    .values(events.map((row) => ({ ...row, data: jsonText<object>(row.data), createdAt: now })));
  if (deliveries.length === 0) return [event];
  const waiting = deliveries.map((row) => ({ ...row, attempts: 0, nextAttemptAt: now, createdAt: now }));
  return [event, own.insertInto('outbox_delivery').values(waiting)];
}

/** The outbox of one context. */
export function createOutbox(dialect: Dialect, sinks: readonly Sink[]): Outbox {
  let listener = () => {};
  const rowsOf = (trace: Trace, events: readonly NewEvent[]): OutboxRows => {
    const rows = events.map(({ data, ...event }) => ({
      id: newId('evt'),
      ...event,
      data: JSON.stringify(data),
      traceparent: trace.traceparent,
    }));
    const deliveries = rows.flatMap(({ id, type, subject, sequence }) =>
      sinks
        .filter((sink) => sink.types === null || sink.types.has(type))
        .map((sink) => ({
          eventId: id,
          sink: sink.name,
          subject,
          sequence,
          partitionNo: partitionOf(subject),
        })),
    );
    return { events: rows, deliveries };
  };
  return {
    sinks,
    rowsOf,
    append: (tx, trace, added, alongside = []) =>
      writeTogether(tx, dialect, [...alongside, ...outboxWrites(tx, rowsOf(trace, added), dialect)]),
    wake: (written) => {
      if (written?.deliveries.length !== 0) listener();
    },
    onWake: (added) => {
      listener = added;
    },
  };
}
