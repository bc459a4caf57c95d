import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../../gateway/src/server.ts', import.meta.url));
const READY_WITHIN_MS = 30_000;

/** A gateway process under test. */
export interface GatewayUnderTest {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** The gateways that are compared, by name, and what sets them apart. */
export const GATEWAYS: Readonly<Record<string, Record<string, string>>> = {
  engine: { SHARE_QUERIES: 'false' },
  'engine, equal queries shared': { SHARE_QUERIES: 'true' },
  '@apollo/gateway': { ENGINE: 'stock', SHARE_QUERIES: 'false' },
};

/** Starts our gateway over a supergraph, with what `npm start` gives it and nothing of the platform around it. */
export async function startGateway(
  supergraphPath: string,
  env: Record<string, string>,
): Promise<GatewayUnderTest> {
  const child = spawn(process.execPath, ['--max-old-space-size=512', SERVER], {
    cwd: path.dirname(supergraphPath),
    env: { SUPERGRAPH_PATH: supergraphPath, PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`no gateway within ${READY_WITHIN_MS} ms`));
    }, READY_WITHIN_MS);
    child.once('message', (message: { url: string }) => {
      clearTimeout(late);
      resolve(message.url);
    });
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)));
  });
  return {
    pid: child.pid!,
    url: `${url}/graphql`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
