import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

const BOOK = '{ book(id: "b1") { title } }';
const RENAME = 'mutation { bookRename(id: "b1", title: "x") { title } }';

let library: Library;
let gateway: TestGateway;

beforeAll(async () => {
  library = await startLibrary();
  gateway = await startTestGateway(library.all);
});
afterEach(() => {
  library.books.behaviour = null;
  library.books.received.length = 0;
});
afterAll(async () => {
  await gateway.stop();
  await library.stop();
});

interface Held {
  readonly request: IncomingMessage;
  answer(title: string, more?: object): void;
  fail(): void;
}

/** Keeps what comes to the books subgraph until the test answers it. */
function hold(): Held[] {
  const held: Held[] = [];
  library.books.behaviour = (request: IncomingMessage, response: ServerResponse) => {
    const answer = (title: string, more = {}) =>
      void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data: { book: { title, ...more } } }));
    held.push({ request, answer, fail: () => void response.writeHead(502).end() });
  };
  return held;
}

const arrived = (held: readonly Held[], count: number) =>
  eventually(`${count} requests at the subgraph`, async () => held.length === count);

/** Requests to the subgraph so far that had this outcome. */
async function counted(outcome: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = new RegExp(`^subgraph_requests_total\\{subgraph="books",outcome="${outcome}"\\} (\\d+)$`, 'm');
  return Number(line.exec(text)?.[1] ?? 0);
}

/** Requests to the subgraph that were spared so far. */
const shared = () => counted('shared');

describe('Equal queries under way at the same moment', () => {
  test('are sent once, and all are answered', async () => {
    const held = hold();
    const before = await shared();
    const answers = [gateway.query(BOOK), gateway.query(BOOK), gateway.query(BOOK)];
    await eventually('two that joined', async () => (await shared()) === before + 2);
    expect(held).toHaveLength(1);
    held[0]!.answer('Emma');
    for (const answer of answers) expect((await answer).data).toEqual({ book: { title: 'Emma' } });
  });

  test('which one shared answer brings about at once are sent once', async () => {
    const held = hold();
    const before = await shared();
    const loans = library.loans.received.length;
    const answers = [1, 2, 3].map(() => gateway.query('{ book(id: "b1") { title onShelf } }'));
    await eventually('two that joined', async () => (await shared()) === before + 2);
    held[0]!.answer('Emma', { __typename: 'Book', id: 'b1' });
    for (const answer of answers)
      expect((await answer).data).toEqual({ book: { title: 'Emma', onShelf: 3 } });
    expect(library.loans.received.length).toBe(loans + 1);
  });

  test('are sent apart when different people ask', async () => {
    const held = hold();
    const ask = async (user: string) =>
      gateway.query(BOOK, {
        headers: { authorization: `Bearer ${await gateway.identities.user(user)}` },
      });
    const answers = [ask('cus_1'), ask('cus_2'), gateway.query(BOOK)];
    await arrived(held, 3);
    for (const one of held) one.answer(one.request.headers.authorization?.slice(-8) ?? 'nobody');
    const titles = (await Promise.all(answers)).map(
      ({ data }) => (data as { book: { title: string } }).book.title,
    );
    expect(new Set(titles).size).toBe(3);
    expect(titles[2]).toBe('nobody');
  });

  test('one that begins after a mutation was answered does not join one that began before', async () => {
    const held = hold();
    const early = gateway.query(BOOK);
    await arrived(held, 1);
    const mutation = gateway.query(RENAME);
    await arrived(held, 2);
    held[1]!.answer('renamed');
    await mutation;
    const late = gateway.query(BOOK);
    await arrived(held, 3);
    held[0]!.answer('old');
    held[2]!.answer('new');
    expect((await early).data).toEqual({ book: { title: 'old' } });
    expect((await late).data).toEqual({ book: { title: 'new' } });
  });

  test('one that joins a request which fails is sent itself', async () => {
    const held = hold();
    const before = await shared();
    const first = gateway.query(BOOK);
    await arrived(held, 1);
    const second = gateway.query(BOOK);
    await eventually('the one that joined', async () => (await shared()) === before + 1);
    held[0]!.fail();
    expect((await first).errors![0]!.extensions.code).toBe('SERVICE_UNAVAILABLE');
    await arrived(held, 2);
    held[1]!.answer('Emma');
    expect((await second).data).toEqual({ book: { title: 'Emma' } });
  });

  test('one that has been under way for a while is not joined', async () => {
    const held = hold();
    const begun = performance.now();
    const first = gateway.query(BOOK);
    await arrived(held, 1);
    await eventually('a fifth of a second', async () => performance.now() - begun > 200);
    const second = gateway.query(BOOK);
    await arrived(held, 2);
    for (const one of held) one.answer('Emma');
    await Promise.all([first, second]);
  });

  test('equal mutations are all sent', async () => {
    const held = hold();
    const answers = [gateway.query(RENAME), gateway.query(RENAME)];
    await arrived(held, 2);
    for (const one of held) one.answer('renamed');
    await Promise.all(answers);
  });

  test('are all sent when SHARE_QUERIES is false', async () => {
    const apart = await startTestGateway(library.all, { SHARE_QUERIES: 'false' });
    const held = hold();
    const answers = [apart.query(BOOK), apart.query(BOOK)];
    await arrived(held, 2);
    for (const one of held) one.answer('Emma');
    await Promise.all(answers);
    await apart.stop();
  });
});

describe('A client that closes its connection', () => {
  const leave = (query: string) => {
    const client = new AbortController();
    const answer = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: client.signal,
    });
    return { answer, client };
  };
  const outcomes = async () => ({
    ok: await counted('ok'),
    failed: await counted('failed'),
    abandoned: await counted('abandoned'),
  });
  const closed = ({ request }: Held) =>
    eventually('the end of the request', async () => request.socket.destroyed);

  test('ends its query at the subgraph', async () => {
    const held = hold();
    const { answer, client } = leave(BOOK);
    await arrived(held, 1);
    client.abort();
    await expect(answer).rejects.toThrow();
    await closed(held[0]!);
  });

  test('does not end the query of another who waits for the same', async () => {
    const held = hold();
    const before = await shared();
    const { answer, client } = leave(BOOK);
    await arrived(held, 1);
    const other = gateway.query(BOOK);
    await eventually('the one that joined', async () => (await shared()) === before + 1);
    client.abort();
    await expect(answer).rejects.toThrow();
    held[0]!.answer('Emma');
    expect((await other).data).toEqual({ book: { title: 'Emma' } });
  });

  test('does not end its mutation, which may be half done', async () => {
    const held = hold();
    const before = await outcomes();
    const responses = responsesOf(gateway.url);
    const { answer, client } = leave(RENAME);
    await arrived(held, 1);
    responses.stop();
    expect(responses.seen).toHaveLength(1);
    const heard = once(responses.seen[0]!, 'close');
    client.abort();
    await expect(answer).rejects.toThrow();
    // The gateway has acted on the disconnection, at once or never: what it ended counts as abandoned, whatever comes.
    await heard;
    held[0]!.answer('renamed');
    const after = await eventually('the end of the mutation', async () => {
      const now = await outcomes();
      return isDeepStrictEqual(now, before) ? null : now;
    });
    expect(after).toEqual({ ...before, ok: before.ok + 1 });
  });
});

/** The responses that the gateway, which runs in this process, begins to /graphql until `stop`. */
function responsesOf(url: string): { readonly seen: readonly ServerResponse[]; stop(): void } {
  const channel = 'http.server.request.start';
  const seen: ServerResponse[] = [];
  const listen = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (url.endsWith(`:${request.socket.localPort}`) && request.url === '/graphql') seen.push(response);
  };
  subscribe(channel, listen);
  return { seen, stop: () => void unsubscribe(channel, listen) };
}
