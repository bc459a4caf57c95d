import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { STRUCTURED } from './cloud-event.ts';
import {
  credentialOf,
  NOTE_CHANGED,
  noteEntities,
  noteMigrations,
  notes,
  notesEnvironment,
  POISON,
  writeNote,
} from './fixtures/notes.ts';
import { openProxy } from './fixtures/proxy.ts';
import { newId } from './ids.ts';
import { openSubgraph } from './server.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { describeOnEngines } from './testing/engines.ts';
import { eventually } from './testing/eventually.ts';
import { newTrace } from './trace.ts';

const MAX_ATTEMPTS = 12;

const openNotes = (name: string, databaseUrl: string, env: object = {}) => {
  const definition = notes(name);
  return openSubgraph(
    definition,
    definition.readConfig({ ...notesEnvironment(name, databaseUrl, ['sender', 'stranger']), ...env }),
  );
};
type Notes = Awaited<ReturnType<typeof openNotes>>;

const createDatabase = (engine: 'postgresql' | 'mysql') =>
  createTestDatabase(noteEntities, noteMigrations, engine);

const write = ({ runtime }: Notes, id: string, text: string) =>
  writeNote(runtime.db, runtime.outbox, newTrace(), id, text);
const effectsOf = async ({ runtime }: Notes, subject: string) =>
  (
    await runtime.db
      .selectFrom('effect')
      .select('text')
      .where('subject', '=', subject)
      .orderBy('id')
      .execute()
  ).map((row) => row.text);
const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));

/** Waits until `subject` had exactly these effects, in this order. */
const arrived = (receiver: Notes, subject: string, texts: readonly string[]) =>
  eventually(
    `the effects ${texts.join()} of ${subject}`,
    async () => JSON.stringify(await effectsOf(receiver, subject)) === JSON.stringify(texts),
  );

/** Sum of a counter whose labels contain `label`, as this process reports it. */
async function metric({ url }: Notes, name: string, label = ''): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split('\n')
    .filter((row) => row.startsWith(`${name}{`) && row.includes(label))
    .reduce((sum, row) => sum + Number(row.split(' ').at(-1)), 0);
}

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

describeOnEngines('the inbox', (engine) => {
  let disk: TestDatabase;
  let receiver: Notes;
  beforeAll(async () => {
    disk = await createDatabase(engine);
    receiver = await openNotes('receiver', disk.url);
  });
  afterAll(async () => {
    await receiver.stop();
    await disk.drop();
  });

  const event = (changes: object = {}) => ({
    specversion: '1.0',
    id: newId('evt'),
    source: '/eci/sender',
    type: NOTE_CHANGED,
    subject: newId('note'),
    data: { text: 'hello' },
    ...changes,
  });
  const post = async (
    body: unknown,
    {
      as = 'sender',
      type = 'application/cloudevents+json',
      headers = {},
    }: { as?: string | null; type?: string; headers?: object } = {},
  ) => {
    const answer = await fetch(`${receiver.url}/v1/events`, {
      method: 'POST',
      headers: {
        'content-type': type,
        ...(as && { 'x-service-credential': `${as}.${credentialOf(as)}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, code: text && (JSON.parse(text) as { code: string }).code };
  };
  const batch = (events: object[], options: object = {}) =>
    post(events, { type: 'application/cloudevents-batch+json', ...options });

  test('takes structured, binary and batched events, each once', async () => {
    const [structured, binary, batched] = [event(), event(), event()];
    const { data, ...attributes } = binary;
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]),
    );
    for (let i = 0; i < 2; i++) {
      expect(await post(structured)).toEqual({ status: 204, code: '' });
      expect(await post(data, { type: 'application/json', headers })).toEqual({ status: 204, code: '' });
      expect(await batch([batched, structured, batched])).toEqual({ status: 204, code: '' });
    }
    for (const { subject } of [structured, binary, batched])
      expect(await effectsOf(receiver, subject)).toEqual(['hello']);
  });

  test('takes an event once when it comes many times at once', async () => {
    const sent = event();
    const answers = await Promise.all(Array.from({ length: 10 }, () => batch([sent, event()])));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(204));
    expect(await effectsOf(receiver, sent.subject)).toEqual(['hello']);
  });

  test('acknowledges a type it does not know', async () => {
    expect((await post(event({ type: 'eci.other.happened.v1' }))).status).toBe(204);
    expect((await post(event({ type: 'toString' }))).status).toBe(204);
  });

  test('takes a batch whole or not at all', async () => {
    const good = event();
    expect((await batch([good, event({ data: { text: POISON } })])).status).toBe(500);
    expect(await effectsOf(receiver, good.subject)).toEqual([]);
    expect((await post(good)).status).toBe(204);
    expect(await effectsOf(receiver, good.subject)).toEqual(['hello']);
  });

  test('takes events of siblings only, and of each only its own', async () => {
    const sent = event();
    expect(await post(sent, { as: null })).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(await post(sent, { as: 'unknown' })).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(await post(sent, { as: 'stranger' })).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(
      await post(sent, {
        as: null,
        headers: { 'x-service-credential': `sender.${credentialOf('stranger')}` },
      }),
    ).toEqual({ status: 403, code: 'FORBIDDEN' });
    const foreign = event({ source: '/eci/other' });
    expect(await batch([event(), foreign])).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(await effectsOf(receiver, sent.subject)).toEqual([]);
  });

  describe('refuses with INPUT_INVALID', () => {
    test.each([
      ['text', 'not json', {}],
      ['an empty body', '', {}],
      ['another version of the format', event({ specversion: '0.3' }), {}],
      ['no id', event({ id: undefined }), {}],
      ['no type', event({ type: '' }), {}],
      ['a time that is none', event({ time: 'yesterday' }), {}],
      ['no subject', event({ subject: undefined }), {}],
      ['an id that is too long', event({ id: 'x'.repeat(65) }), {}],
      ['no event at all', {}, { type: 'application/json' }],
    ])('%s', async (_name, body, options) => {
      expect(await post(body, options)).toEqual({ status: 400, code: 'INPUT_INVALID' });
    });
  });

  test('answers 503 while its database is away, so that no sender gives an event up for it', async () => {
    const proxy = await openProxy(disk.url);
    const cut = await openNotes('receiver', proxy.url);
    const send = async (sent: object) =>
      (
        await fetch(`${cut.url}/v1/events`, {
          method: 'POST',
          headers: { 'content-type': STRUCTURED, 'x-service-credential': `sender.${credentialOf('sender')}` },
          body: JSON.stringify(sent),
        })
      ).status;
    const [before, during] = [event(), event()];
    try {
      expect(await send(before)).toBe(204);
      proxy.cut();
      for (let i = 0; i < 3; i++) expect(await send(during)).toBe(503);
      await proxy.mend();
      await eventually('the database to be found again', async () => (await send(during)) === 204);
      expect(await effectsOf(cut, during.subject)).toEqual(['hello']);
    } finally {
      await cut.stop();
      proxy.cut();
    }
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
