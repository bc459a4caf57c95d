import { once } from 'node:events';
import { connect } from 'node:net';
import { OperatorProblem } from './operator-problem.ts';
import type { ServiceName } from './topology.ts';

const SECOND = 1_000;
const PATIENCE = 5 * SECOND;

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'postgresql:': 5432,
  'postgres:': 5432,
  'mysql:': 3306,
};

/**
 * Throws an OperatorProblem that names every database of which no server can be reached, before services are started in
 * vain. Whether user and password are right is for the service to find out.
 */
export async function requireReachable(urls: Readonly<Partial<Record<ServiceName, string>>>): Promise<void> {
  const asked = Object.entries(urls).map(async ([service, text]) => {
    const variable = `${service.toUpperCase()}_DATABASE_URL`;
    const url = URL.parse(text);
    const port = url && (Number(url.port) || DEFAULT_PORTS[url.protocol]);
    if (!url?.hostname || !port) return `${variable} is no postgresql:// or mysql:// URL with a host.`;
    const reason = await whyUnreachable(url.hostname, port);
    const remedy = `start the server or correct ${variable}`;
    return (
      reason &&
      `The database of ${service} at ${url.hostname}:${port} can not be reached (${reason}): ${remedy}.`
    );
  });
  const problems = (await Promise.all(asked)).filter(Boolean);
  if (problems.length > 0) throw new OperatorProblem(problems.join('\n'));
}

async function whyUnreachable(host: string, port: number): Promise<string | null> {
  // A literal IPv6 address stands in brackets in an URL.
  const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE) });
    return null;
  } catch (error) {
    const { name, code, message } = error as NodeJS.ErrnoException;
    return name === 'AbortError' ? `no answer within ${PATIENCE / SECOND} s` : (code ?? message);
  } finally {
    socket.destroy();
  }
}
