import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** When a trap springs: before the request reaches the sibling, or after it took effect and before its answer is seen. */
export type Phase = 'before' | 'after';

export interface FaultProxy {
  readonly url: string;
  /**
   * Springs once, at the next request whose path matches: runs `act` and cuts the connection, so that the caller never
   * sees an answer. Resolves when it has sprung.
   */
  trap(path: RegExp, phase: Phase, act: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

interface Trap {
  path: RegExp;
  phase: Phase;
  act: () => Promise<void>;
  sprung: () => void;
}

/** A proxy in front of a sibling, on a free port. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let armed: Trap | null = null;
  const takeTrap = (path: string, phase: Phase): Trap | null => {
    if (!armed || armed.phase !== phase || !armed.path.test(path)) return null;
    const taken = armed;
    armed = null;
    return taken;
  };
  const server = createServer(async (incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const before = takeTrap(path, 'before');
    if (before) return spring(before, outgoing);
    const answer = await forward(target, incoming, Buffer.concat(chunks)).catch(() => null);
    const after = takeTrap(path, 'after');
    if (after) return spring(after, outgoing);
    if (!answer) return void outgoing.destroy();
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    trap: (path, phase, act) =>
      new Promise((sprung) => {
        armed = { path, phase, act, sprung };
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function spring({ act, sprung }: Trap, outgoing: ServerResponse): Promise<void> {
  await act();
  outgoing.destroy();
  sprung();
}

interface Forwarded {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

const forward = (
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Forwarded> =>
  new Promise((resolve, reject) => {
    const sending = request(
      new URL(url ?? '/', target),
      { method, headers: { ...headers, host: new URL(target).host } },
      async (answer) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of answer) chunks.push(chunk as Buffer);
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) });
        } catch (error) {
          reject(error);
        }
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
