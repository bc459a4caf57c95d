import { isRunByNpm } from './config.ts';
import { OperatorProblem } from './operator-problem.ts';

/**
 * Runs a command of this workspace to its end: its exit code is what `main` returns. A problem of the operator's is
 * printed as the sentence it is, anything else with its stack; both exit with 1.
 */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof OperatorProblem ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * The signals that ask this process to end, as an AbortSignal. npm passes Ctrl-C on to a program that the terminal has
 * told already, so what follows within a second is the same wish; a later one calls `hurry`.
 */
export function untilInterrupted(hurry: () => void): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const interrupt = (signal: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      firstAt = Date.now();
      controller.abort(new OperatorProblem(`Stopped by ${signal}.`));
    } else if (Date.now() - firstAt > 1_000) {
      hurry();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  // Told to end, npm ends without telling the program it runs: a parent that is gone is the same wish.
  const parent = process.ppid;
  if (isRunByNpm()) {
    setInterval(() => {
      if (process.ppid !== parent && !controller.signal.aborted) interrupt('SIGTERM');
    }, 250).unref();
  }
  return controller.signal;
}
