import { sql, type Transaction } from 'kysely';
import { databaseNow } from './clock.ts';
import { BATCHED, readCloudEvents, STRUCTURED } from './cloud-event.ts';
import type { Dialect, Entities, Tables, Tx } from './database.ts';
import { forbidden } from './errors.ts';
import type { InboxEvent } from './inbox.entity.ts';
import { insertOnce } from './insert-once.ts';
import { counter } from './metrics.ts';
import type { App, Runtime } from './subgraph.ts';
import { type Trace, traceOf } from './trace.ts';
import { transact } from './transaction.ts';

type InboxTables = Tables<readonly [typeof InboxEvent]>;

const received = counter('inbox_events_total', 'Events received, by type and what became of them.', [
  'type',
  'result',
]);

/** An event as its handler sees it. `data` is what the sender wrote: parse it before use. */
export interface ReceivedEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Date;
  readonly data: unknown;
  readonly trace: Trace;
}

/**
 * What a context does with siblings' events, in the transaction that records them, so that the effect happens once. A
 * type that neither `handlers` nor `batch` takes is acknowledged and dropped.
 */
export interface EventConsumer<E extends Entities> {
  /** By type, `eci.<name>.v1`. */
  readonly handlers: Readonly<Record<string, (tx: Tx<E>, event: ReceivedEvent) => Promise<void>>>;
  /** Takes all new events of a request at once, in order, for consumers that write many rows in one statement. */
  readonly batch?: {
    readonly types: ReadonlySet<string>;
    readonly take: (tx: Tx<E>, events: readonly ReceivedEvent[]) => Promise<void>;
  };
  /** After the transaction of a batch has been committed. */
  readonly afterCommit?: () => void;
}

/**
 * Mounts POST /v1/events: CloudEvents over HTTP, structured, binary or batched. Only siblings may send. A batch takes
 * effect whole or not at all; duplicates by (source, id) are dropped.
 */
export function mountInbox<E extends Entities>(
  app: App,
  runtime: Runtime<never, E> | Runtime,
  consumer: EventConsumer<E>,
  callerOf: (header: string | undefined) => string | null,
): void {
  const { db, database } = runtime as Runtime;
  for (const type of [STRUCTURED, BATCHED]) {
    app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  }
  app.route({
    method: 'POST',
    url: '/v1/events',
    schema: {
      tags: ['events'],
      summary: 'Receive CloudEvents from a sibling',
      description:
        'Structured, batched or binary mode. De-duplicated by source and id; unknown types are acknowledged.',
      security: [{ service: [] }],
    },
    handler: async (request, reply) => {
      const sender = callerOf(request.headers['x-service-credential'] as string | undefined);
      if (!sender) throw forbidden('Only siblings may send events.');
      const events = readEvents(request.headers, request.body, sender);
      await transact(db, (tx) => takeEvents(tx as unknown as Tx<E>, database.dialect, consumer, events));
      consumer.afterCommit?.();
      return reply.status(204).send();
    },
  });
}

function readEvents(
  headers: Record<string, string | string[] | undefined>,
  body: unknown,
  sender: string,
): ReceivedEvent[] {
  return readCloudEvents(headers, body).map(({ id, source, type, subject, time, data, traceparent }) => {
    // A sibling speaks for itself only: one whose credential leaks can not forge another's events.
    if (source !== `/eci/${sender}`) throw forbidden(`${sender} may not send events of ${source}.`);
    return {
      id,
      source,
      type,
      subject,
      time: time === undefined ? new Date() : new Date(time),
      data,
      trace: traceOf({ traceparent }),
    };
  });
}

async function takeEvents<E extends Entities>(
  tx: Tx<E>,
  dialect: Dialect,
  consumer: EventConsumer<E>,
  events: readonly ReceivedEvent[],
): Promise<void> {
  const isBatched = ({ type }: ReceivedEvent) => consumer.batch?.types.has(type) ?? false;
  const isKnown = (event: ReceivedEvent) => isBatched(event) || Object.hasOwn(consumer.handlers, event.type);
  for (const _ of events.filter((event) => !isKnown(event)))
    received.inc({ type: 'other', result: 'ignored' });
  const known = events.filter(isKnown);
  const taken = await record(tx as unknown as Transaction<InboxTables>, dialect, known);
  for (const event of known)
    received.inc({ type: event.type, result: taken.includes(event) ? 'taken' : 'duplicate' });
  for (const event of taken) if (!isBatched(event)) await consumer.handlers[event.type]!(tx, event);
  const batched = taken.filter(isBatched);
  if (batched.length > 0) await consumer.batch!.take(tx, batched);
}

/** Writes the events into the inbox; answers those that were not there, in order. */
async function record(
  tx: Transaction<InboxTables>,
  dialect: Dialect,
  events: readonly ReceivedEvent[],
): Promise<ReceivedEvent[]> {
  if (events.length === 0) return [];
  if (dialect === 'postgresql') {
    const { rows } = await sql<{ source: string; eventId: string }>`
      insert into inbox_event (source, event_id, received_at)
      select source, event_id, clock_timestamp()
      from unnest(${events.map(({ source }) => source)}::text[], ${events.map(({ id }) => id)}::text[]) as given (source, event_id)
      on conflict do nothing
      returning source, event_id`.execute(tx);
    const fresh = new Set(rows.map(({ source, eventId }) => `${source} ${eventId}`));
    // `delete` is true once per row: an event that stands twice in one request is taken once.
    return events.filter(({ source, id }) => fresh.delete(`${source} ${id}`));
  }
  const taken: ReceivedEvent[] = [];
  for (const event of events) {
    const row = { source: event.source, eventId: event.id, receivedAt: databaseNow(dialect) };
    if (await insertOnce(dialect, tx.insertInto('inbox_event').values(row), 'eventId')) taken.push(event);
  }
  return taken;
}
