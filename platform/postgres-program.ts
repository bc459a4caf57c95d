import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { environmentForPostgres } from './config.ts';
import { OperatorProblem } from './operator-problem.ts';
import { type PostgresAccount, runAs } from './postgres-account.ts';

/**
 * Runs initdb or pg_ctl as `account` until it ends. Its output is only used for the message of a failure: pg_ctl must
 * be told to send the server's to a file (-l), for the server would hold our pipe open as long as it lives.
 * Throws an OperatorProblem with the program's own last words when it fails.
 */
export async function runPostgresProgram(
  program: string,
  args: string[],
  account: PostgresAccount,
): Promise<void> {
  const child = spawn(program, args, {
    ...runAs(account),
    env: environmentForPostgres() as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const said = text(child.stderr);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code === 0) {
    child.stderr.destroy();
    return;
  }
  const lastWords = (await said).trim().split('\n').at(-1);
  throw new OperatorProblem(`${path.basename(program)} failed: ${lastWords || `exit code ${code}`}`);
}
