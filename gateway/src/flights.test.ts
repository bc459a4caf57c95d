import type { IncomingMessage, ServerResponse } from 'node:http';
import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { answerOf, startTestGateway, type TestGateway } from './testing/test-gateway.ts';

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
  answer(title: string): void;
  fail(): void;
}

/** Keeps what comes to the books subgraph until the test answers it. */
function hold(): Held[] {
  const held: Held[] = [];
  library.books.behaviour = (request: IncomingMessage, response: ServerResponse) => {
    const answer = (title: string) =>
      void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data: { book: { title } } }));
    held.push({ request, answer, fail: () => void response.writeHead(502).end() });
  };
  return held;
}

const arrived = (held: readonly Held[], count: number) =>
  eventually(`${count} requests at the subgraph`, async () => held.length === count);

/** Requests to the subgraph that were spared so far. */
async function shared(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = /^subgraph_requests_total\{subgraph="books",outcome="shared"\} (\d+)$/m.exec(text);
  return Number(line?.[1] ?? 0);
}

describe('Equal queries under way at the same moment', () => {
  test('are sent once, and all are answered', async () => {
    const held = hold();
    const before = await shared(gateway.url);
    const answers = [gateway.query(BOOK), gateway.query(BOOK), gateway.query(BOOK)];
    await eventually('two that joined', async () => (await shared(gateway.url)) === before + 2);
    expect(held).toHaveLength(1);
    held[0]!.answer('Emma');
    for (const answer of answers) expect((await answer).data).toEqual({ book: { title: 'Emma' } });
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
    const before = await shared(gateway.url);
    const first = gateway.query(BOOK);
    await arrived(held, 1);
    const second = gateway.query(BOOK);
    await eventually('the one that joined', async () => (await shared(gateway.url)) === before + 1);
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
    const before = await shared(gateway.url);
    const { answer, client } = leave(BOOK);
    await arrived(held, 1);
    const other = gateway.query(BOOK);
    await eventually('the one that joined', async () => (await shared(gateway.url)) === before + 1);
    client.abort();
    await expect(answer).rejects.toThrow();
    held[0]!.answer('Emma');
    expect((await other).data).toEqual({ book: { title: 'Emma' } });
  });

  test('does not end its mutation, which may be half done', async () => {
    const held = hold();
    const { answer, client } = leave(RENAME);
    await arrived(held, 1);
    client.abort();
    await expect(answer).rejects.toThrow();
    // Whatever comes after it on the same event loop has come after the gateway heard of the client's end.
    expect(
      (
        await answerOf(
          await fetch(`${gateway.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"query":"{ openingHours }"}',
          }),
        )
      ).data,
    ).toEqual({ openingHours: '9 to 5' });
    expect(held[0]!.request.socket.destroyed).toBe(false);
    held[0]!.answer('renamed');
  });
});
