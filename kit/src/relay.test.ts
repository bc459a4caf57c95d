import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { POISON } from './fixtures/notes.ts';
import {
  arrived,
  createDatabase,
  effectsOf,
  metric,
  type Notes,
  numbers,
  openNotes,
  write,
} from './fixtures/running-notes.ts';
import type { TestDatabase } from './testing/database.ts';
import { describeOnEngines } from './testing/engines.ts';
import { eventually } from './testing/eventually.ts';

/** How often the relay tries an event on which its sink fails. */
const MAX_ATTEMPTS = 120;

describeOnEngines('events between two contexts', (engine) => {
  let [senderDisk, receiverDisk]: TestDatabase[] = [];
  let receiver: Notes;
  let sender: Notes;
  const open: Notes[] = [];
  const keep = (one: Notes): Notes => {
    open.push(one);
    return one;
  };
  beforeEach(async () => {
    [senderDisk, receiverDisk] = await Promise.all([createDatabase(engine), createDatabase(engine)]);
    receiver = keep(await openNotes('receiver', receiverDisk.url));
    sender = keep(await openNotes('sender', senderDisk.url, { EVENT_SINKS: `${receiver.url}/v1/events` }));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.stop()));
    await Promise.all([senderDisk!.drop(), receiverDisk!.drop()]);
  });

  const waiting = async () => await sender.runtime.db.selectFrom('outbox_delivery').selectAll().execute();
  /** Lets backing-off deliveries be due at once, as if their time had come. */
  const skipBackoff = async () => {
    await sender.runtime.db
      .updateTable('outbox_delivery')
      .set({ nextAttemptAt: new Date(0) })
      .execute();
    sender.runtime.outbox.wake();
  };

  test('arrive once, those of one aggregate in order, and leave nothing to deliver', async () => {
    const ids = numbers(6).map((n) => `note_${n}`);
    await Promise.all(
      ids.map(async (id) => {
        for (const text of numbers(12)) await write(sender, id, text);
      }),
    );
    for (const id of ids) await arrived(receiver, id, numbers(12));
    await eventually('every delivery to be acknowledged', async () => (await waiting()).length === 0);
    const log = await sender.runtime.db
      .selectFrom('outbox_event')
      .select(['sequence', 'data'])
      .where('subject', '=', 'note_1')
      .orderBy('sequence')
      .execute();
    expect(log).toEqual(numbers(12).map((text) => ({ sequence: Number(text), data: { text } })));
  });

  test('wait behind a poisoned one of their aggregate only, until it is a dead letter', async () => {
    const lettersBefore = await metric(sender, 'outbox_dead_letters_total');
    for (const text of ['before', POISON, 'after']) await write(sender, 'sick', text);
    for (const text of numbers(3)) await write(sender, 'well', text);
    await arrived(receiver, 'well', numbers(3));
    await arrived(receiver, 'sick', ['before']);
    await eventually('the poisoned event to be tried more often than one that is called wrong', async () => {
      await skipBackoff();
      return (await waiting()).some((row) => row.attempts > 12);
    });
    // Two hours later, nearly.
    await sender.runtime.db
      .updateTable('outbox_delivery')
      .set({ attempts: MAX_ATTEMPTS - 3 })
      .where('sequence', '=', 2)
      .execute();
    await eventually(
      'the poisoned event to be tried for the last time',
      async () => {
        await skipBackoff();
        const attempts = (await waiting()).map((row) => row.attempts);
        expect(attempts.length).toBeLessThanOrEqual(2);
        return attempts.every((count) => count === 0);
      },
      25_000,
    );
    await arrived(receiver, 'sick', ['before', 'after']);
    const letters = await sender.runtime.db
      .selectFrom('outbox_dead_letter')
      .innerJoin('outbox_event', 'outbox_event.id', 'outbox_dead_letter.eventId')
      .selectAll()
      .execute();
    expect(letters).toMatchObject([
      { subject: 'sick', sequence: 2, attempts: MAX_ATTEMPTS, reason: 'answered 500' },
    ]);
    expect((await metric(sender, 'outbox_dead_letters_total')) - lettersBefore).toBe(1);
  });

  test('lose no attempt while their sink is away, and arrive in order when it is back', async () => {
    await write(sender, 'note_1', '1');
    await arrived(receiver, 'note_1', ['1']);
    const { port } = new URL(receiver.url);
    await receiver.stop();
    open.splice(open.indexOf(receiver), 1);
    const failuresBefore = await metric(sender, 'outbox_failures_total');
    for (const text of ['2', '3']) await write(sender, 'note_1', text);
    await write(sender, 'note_2', '1');
    await eventually(
      'the sink to be missed',
      async () => (await metric(sender, 'outbox_failures_total')) > failuresBefore,
    );
    expect((await waiting()).map((row) => row.attempts)).toEqual([0, 0, 0]);
    receiver = keep(await openNotes('receiver', receiverDisk!.url, { PORT: port }));
    await arrived(receiver, 'note_1', ['1', '2', '3']);
    await arrived(receiver, 'note_2', ['1']);
  });

  test('are delivered by one of two relays, and by the other when the first ends', async () => {
    const second = keep(
      await openNotes('sender', senderDisk!.url, { EVENT_SINKS: `${receiver.url}/v1/events` }),
    );
    const duplicatesBefore = await metric(receiver, 'inbox_events_total', 'result="duplicate"');
    const ids = numbers(4).map((n) => `note_${n}`);
    await Promise.all(
      ids.map(async (id) => {
        for (const text of numbers(10)) await write(Number(text) % 2 ? sender : second, id, text);
      }),
    );
    for (const id of ids) await arrived(receiver, id, numbers(10));
    expect((await metric(receiver, 'inbox_events_total', 'result="duplicate"')) - duplicatesBefore).toBe(0);
    await sender.stop();
    open.splice(open.indexOf(sender), 1);
    for (const id of ids) await write(second, id, '11');
    for (const id of ids) await arrived(receiver, id, numbers(11));
  });

  test('take effect once when their acknowledgement was lost', async () => {
    await write(sender, 'note_1', '1');
    await arrived(receiver, 'note_1', ['1']);
    await eventually('the acknowledgement', async () => (await waiting()).length === 0);
    const { id, sequence, createdAt } = await sender.runtime.db
      .selectFrom('outbox_event')
      .selectAll()
      .executeTakeFirstOrThrow();
    const duplicatesBefore = await metric(receiver, 'inbox_events_total', 'result="duplicate"');
    const delivery = {
      eventId: id,
      sink: sender.runtime.outbox.sinks[0]!.name,
      subject: 'note_1',
      sequence,
      attempts: 0,
      nextAttemptAt: createdAt,
      createdAt,
    };
    // Whatever partition the relay owns: it owns them all.
    await sender.runtime.db
      .insertInto('outbox_delivery')
      .values({ ...delivery, partitionNo: 0 })
      .execute();
    sender.runtime.outbox.wake();
    await eventually('the second acknowledgement', async () => (await waiting()).length === 0);
    expect((await metric(receiver, 'inbox_events_total', 'result="duplicate"')) - duplicatesBefore).toBe(1);
    expect(await effectsOf(receiver, 'note_1')).toEqual(['1']);
  });
});

test('a sink gets the types that its address names', async () => {
  const disk = await createDatabase('postgresql');
  const sender = await openNotes('sender', disk.url, {
    EVENT_SINKS:
      'http://127.0.0.1:9/a#note.changed|note.lost,http://127.0.0.1:9/b#note.lost,http://127.0.0.1:9/c',
  });
  try {
    await write(sender, 'note_1', 'hello');
    const rows = await sender.runtime.db
      .selectFrom('outbox_delivery')
      .select('sink')
      .orderBy('sink')
      .execute();
    expect(rows.map((row) => row.sink)).toEqual(['http://127.0.0.1:9/a', 'http://127.0.0.1:9/c']);
  } finally {
    await sender.stop();
    await disk.drop();
  }
});
