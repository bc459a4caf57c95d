import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports are picked below the range from which systems take the local port of an outgoing connection (32768 and up on
 * Linux, 49152 and up elsewhere): a port that was free when it was picked is then still free when a service listens on
 * it seconds later, or again after a restart.
 */
const LOWEST = 15_000;
const HIGHEST = 32_000;

/** True when a server could listen on this port of the loopback address now. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once('error', () => resolve(false));
  server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  return promise;
}

/** `count` different free ports of the loopback address. */
export async function findFreePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(LOWEST, HIGHEST);
    if (!found.has(port) && (await isPortFree(port))) found.add(port);
  }
  return [...found];
}

/** One free port of the loopback address. */
export async function findFreePort(): Promise<number> {
  const [port] = await findFreePorts(1);
  return port!;
}
