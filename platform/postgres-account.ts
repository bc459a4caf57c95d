import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { OperatorProblem } from './operator-problem.ts';

/** The account a database server runs as; null means our own. */
export type PostgresAccount = { readonly name: string; readonly uid: number; readonly gid: number } | null;

/** Accounts that exist nearly everywhere, the best first. initdb refuses a number that has no name. */
const CANDIDATES = ['postgres', '_postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root starts it as an unprivileged account: the owner of a cluster that exists
 * already (made before somebody used sudo), else the first of the usual ones. Anybody else runs it as himself.
 * @param clusterDir the folder of the data, which need not exist yet
 */
export function choosePostgresAccount(clusterDir: string): PostgresAccount {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid }) => name && uid > 0);
  const owner = statSync(clusterDir, { throwIfNoEntry: false })?.uid;
  const found =
    accounts.find(({ uid }) => uid === owner) ??
    CANDIDATES.map((name) => accounts.find((account) => account.name === name)).find(Boolean);
  if (found) return found;
  throw new OperatorProblem(
    `PostgreSQL does not run as root, and none of the accounts ${CANDIDATES.join(', ')} exists here. ` +
      'Run the command as an ordinary user.',
  );
}

/** The options that make a child process run as `account`; supplementary groups are dropped with the user. */
export function runAs(account: PostgresAccount): { uid?: number; gid?: number; cwd: string } {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  // The current folder may be closed to that account.
  return { ...identity, cwd: process.platform === 'win32' ? process.cwd() : '/' };
}

/** True when `account` can enter `folder`. Asked of the system, as modes alone miss access lists and mounts. */
export function canEnter(account: PostgresAccount, folder: string): boolean {
  if (!account) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runAs(account), stdio: 'ignore' }).status === 0
  );
}
