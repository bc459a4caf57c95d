import { type CloudEventV1, HTTP } from 'cloudevents';
import type { Kysely, Transaction } from 'kysely';
import { databaseNow } from './clock.ts';
import type { Entities, Tables, Tx } from './database.ts';
import { badInput, forbidden } from './errors.ts';
import type { InboxEvent } from './inbox.entity.ts';
import { counter } from './metrics.ts';
import type { App, Runtime } from './subgraph.ts';
import { type Trace, traceOf } from './trace.ts';
import { transact } from './transaction.ts';

type InboxTables = Tables<readonly [typeof InboxEvent]>;

const received = counter('inbox_events_total', 'Events received, by type and what became of them.', ['type', 'result']);

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

/** What a context does with siblings' events; a type without a handler is acknowledged and dropped. */
export interface EventConsumer<E extends Entities> {
  /** By type, `eci.<name>.v1`. Runs in the transaction that records the event, so its effect happens once. */
  readonly handlers: Readonly<Record<string, (tx: Tx<E>, event: ReceivedEvent) => Promise<void>>>;
  /** After the transaction of a batch has been committed. */
  readonly afterCommit?: () => void;
}

/**
 * Mounts POST /v1/events: CloudEvents over HTTP, structured, binary or batched. Only siblings may send. A batch takes
 * effect whole or not at all; duplicates by (source, id) are dropped.
 */
export function mountInbox<E extends Entities>(app: App, runtime: Runtime<never, E> | Runtime, consumer: EventConsumer<E>, callerOf: (header: string | undefined) => string | null): void {
  const { db, database } = runtime as Runtime;
  for (const type of ['application/cloudevents+json', 'application/cloudevents-batch+json']) {
    app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  }
  app.route({
    method: 'POST',
    url: '/v1/events',
    schema: {
      tags: ['events'],
      summary: 'Receive CloudEvents from a sibling',
      description: 'Structured, batched or binary mode. De-duplicated by source and id; unknown types are acknowledged.',
      security: [{ service: [] }],
    },
    handler: async (request, reply) => {
      const sender = callerOf(request.headers['x-service-credential'] as string | undefined);
      if (!sender) throw forbidden('Only siblings may send events.');
      const events = readEvents(request.headers, request.body, sender);
      await transact(db, async (tx) => {
        for (const event of events) {
          const handler = consumer.handlers[event.type];
          const result = !handler ? 'ignored' : (await record(tx, database.dialect, event)) ? 'taken' : 'duplicate';
          if (result === 'taken') await handler!(tx as unknown as Tx<E>, event);
          received.inc({ type: handler ? event.type : 'other', result });
        }
      });
      consumer.afterCommit?.();
      return reply.status(204).send();
    },
  });
}

function readEvents(headers: Record<string, string | string[] | undefined>, body: unknown, sender: string): ReceivedEvent[] {
  let parsed: CloudEventV1<unknown> | CloudEventV1<unknown>[];
  try {
    parsed = HTTP.toEvent({ headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  } catch {
    throw badInput('The body is not a CloudEvent 1.0, or the ce- headers are incomplete.', []);
  }
  return (Array.isArray(parsed) ? parsed : [parsed]).map((event) => {
    if (!event.subject) throw badInput('subject is missing: it names the aggregate.', ['subject']);
    if (event.id.length > 64 || event.source.length > 80) throw badInput('id or source is too long.', ['id']);
    // A sibling speaks for itself only: one whose credential leaks can not forge another's events.
    if (event.source !== `/eci/${sender}`) throw forbidden(`${sender} may not send events of ${event.source}.`);
    const traceparent = typeof event.traceparent === 'string' ? event.traceparent : undefined;
    return {
      id: event.id,
      source: event.source,
      type: event.type,
      subject: event.subject,
      time: new Date(event.time ?? Date.now()),
      data: event.data,
      trace: traceOf({ traceparent }),
    };
  });
}

async function record<T>(tx: Transaction<T>, dialect: 'postgresql' | 'mysql', event: ReceivedEvent): Promise<boolean> {
  const insert = (tx as unknown as Kysely<InboxTables>).insertInto('inbox_event').values({ source: event.source, eventId: event.id, receivedAt: databaseNow(dialect) });
  const result = await (dialect === 'mysql' ? insert.ignore() : insert.onConflict((on) => on.doNothing())).executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n) > 0;
}
