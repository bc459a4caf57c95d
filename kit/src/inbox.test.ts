import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { STRUCTURED } from './cloud-event.ts';
import { credentialOf, NOTE_CHANGED, POISON } from './fixtures/notes.ts';
import { openProxy } from './fixtures/proxy.ts';
import { createDatabase, effectsOf, type Notes, openNotes } from './fixtures/running-notes.ts';
import { newId } from './ids.ts';
import type { TestDatabase } from './testing/database.ts';
import { describeOnEngines } from './testing/engines.ts';
import { eventually } from './testing/eventually.ts';

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
