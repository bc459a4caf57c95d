import { ConfigError } from './config.ts';

/** Longest a process takes to end after it was told to: below Kubernetes' default grace period of 30 s. */
const GRACE_MS = 20_000;

export interface RunningProcess {
  /** Where it answers, for the parent that waits for it. */
  readonly url: string;
  /** Stops taking work, finishes what runs, closes what is open. */
  stop(): Promise<void>;
}

/**
 * Runs a process from start to end. It tells a parent that listens when it is ready, ends gracefully on SIGTERM,
 * SIGINT or when its parent's channel closes (so a killed supervisor leaves no orphans), and reports a start-up
 * failure in one sentence with exit code 1.
 */
export async function runProcess(name: string, start: () => Promise<RunningProcess>): Promise<void> {
  const ending = Promise.withResolvers<string>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.resolve(signal));
  process.on('disconnect', () => ending.resolve('the parent process is gone'));

  let running: RunningProcess;
  try {
    running = await start();
  } catch (error) {
    process.stderr.write(`${startupFailure(name, error)}\n`);
    process.exit(1);
  }
  // A parent that died meanwhile shows as a closed channel; the disconnect event ends this process then.
  if (process.connected) process.send?.({ type: 'ready', url: running.url }, undefined, undefined, () => {});
  await ending.promise;
  setTimeout(() => {
    process.stderr.write(
      `${name} did not stop within ${GRACE_MS / 1000} s and is ended with work in progress.\n`,
    );
    process.exit(1);
  }, GRACE_MS).unref();
  await running.stop();
  process.exit(0);
}

function startupFailure(name: string, error: unknown): string {
  if (!Error.isError(error)) return `${name} can not start.`;
  if (error instanceof ConfigError) return error.message;
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') {
    return `${name} can not start: port ${port} on ${address} is in use. Stop what uses it or set another port.`;
  }
  if (code === 'EACCES' && port)
    return `${name} can not start: it may not listen on port ${port}. Set another port.`;
  return `${name} can not start: ${error.stack ?? error.message}`;
}
