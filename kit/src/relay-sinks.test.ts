import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDatabase, metric, type Notes, numbers, openNotes, write } from './fixtures/running-notes.ts';
import type { TestDatabase } from './testing/database.ts';
import { eventually } from './testing/eventually.ts';

type Respond = (events: readonly unknown[], response: ServerResponse) => void;

const answering = (status: number) => (_events: readonly unknown[], response: ServerResponse) =>
  void response.writeHead(status).end();

/** Sinks are anybody's servers: this one answers as a test tells it. */
async function openSink() {
  let respond: Respond = answering(204);
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    respond(JSON.parse(Buffer.concat(chunks).toString()) as unknown[], response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/events`,
    respondBy: (next: Respond) => {
      respond = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('the relay', () => {
  let disk: TestDatabase;
  let sink: Awaited<ReturnType<typeof openSink>>;
  let sender: Notes;
  beforeEach(async () => {
    [disk, sink] = await Promise.all([createDatabase('postgresql'), openSink()]);
    sender = await openNotes('sender', disk.url, { EVENT_SINKS: sink.url });
  });
  afterEach(async () => {
    await sender.stop();
    await sink.close();
    await disk.drop();
  });

  const waiting = () => sender.runtime.db.selectFrom('outbox_delivery').selectAll().execute();
  const label = () => `sink="${sink.url}"`;
  const failed = async (times: number) =>
    eventually(
      'the sink to fail',
      async () => (await metric(sender, 'outbox_failures_total', label())) >= times,
    );

  test.each([301, 401, 403, 404, 408, 409, 429, 502, 503, 504])(
    'takes the answer %p as one of a sink that takes nothing now, and loses no attempt',
    async (status) => {
      sink.respondBy(answering(status));
      await write(sender, 'note_1', '1');
      await failed(1);
      expect((await waiting()).map((row) => row.attempts)).toEqual([0]);
      sink.respondBy(answering(204));
      await eventually('the delivery', async () => (await waiting()).length === 0);
    },
  );

  test.each([400, 413, 415, 422])('gives an event up after 12 answers of %p', async (status) => {
    sink.respondBy(answering(status));
    await write(sender, 'note_1', '1');
    await failed(1);
    await sender.runtime.db.updateTable('outbox_delivery').set({ attempts: 11 }).execute();
    await eventually('the dead letter', async () => {
      await sender.runtime.db
        .updateTable('outbox_delivery')
        .set({ nextAttemptAt: new Date(0) })
        .execute();
      sender.runtime.outbox.wake();
      return (await waiting()).length === 0;
    });
    const letters = await sender.runtime.db.selectFrom('outbox_dead_letter').selectAll().execute();
    expect(letters).toMatchObject([{ attempts: 12, reason: `answered ${status}` }]);
    expect(await metric(sender, 'outbox_dead_letters', label())).toBe(1);
    expect(await metric(sender, 'outbox_pending', label())).toBe(0);
  });

  test('tells per sink how many deliveries wait, and for how long', async () => {
    expect(await metric(sender, 'outbox_oldest_seconds', label())).toBe(0);
    sink.respondBy(answering(503));
    for (const text of numbers(3)) await write(sender, 'note_1', text);
    await sender.runtime.db
      .updateTable('outbox_delivery')
      .set({ createdAt: new Date(Date.now() - 3_600_000) })
      .where('sequence', '=', 2)
      .execute();
    expect(await metric(sender, 'outbox_pending', label())).toBe(3);
    expect(await metric(sender, 'outbox_pending', 'sink="elsewhere"')).toBe(0);
    const oldest = await metric(sender, 'outbox_oldest_seconds', label());
    expect(oldest).toBeGreaterThan(3_500);
    expect(oldest).toBeLessThan(3_700);
  });

  test('waits less than half its lease for an answer', async () => {
    const given = Promise.withResolvers<number>();
    sink.respondBy((_events, response) => {
      const asked = performance.now();
      response.on('close', () => given.resolve(performance.now() - asked));
    });
    await write(sender, 'note_1', '1');
    expect(await given.promise).toBeLessThan(2_500);
  });

  test('that is told to end in the middle of a refused batch sends none of its other events', async () => {
    const inside = Promise.withResolvers<ServerResponse>();
    let single = 0;
    sink.respondBy((events, response) => {
      if (events.length > 1) return answering(400)(events, response);
      single++;
      if (single > 1) return answering(204)(events, response);
      inside.resolve(response);
    });
    await sender.runtime.db.transaction().execute(async (tx) => {
      for (const id of numbers(5))
        await sender.runtime.outbox.append(tx, { requestId: 'r', traceId: 't', traceparent: 'tp' }, [
          { type: 'eci.note.changed.v1', subject: `note_${id}`, sequence: 1, data: {} },
        ]);
    });
    sender.runtime.outbox.wake();
    const response = await inside.promise;
    const stopped = sender.stop();
    response.writeHead(204).end();
    await stopped;
    expect(single).toBe(1);
    sender = await openNotes('sender', disk.url);
    expect(await waiting()).toHaveLength(4);
  });
});
