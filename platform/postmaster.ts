import { readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { identifyProcess } from './process-identity.ts';

/** The main process of a running server, as its lock file tells. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * The living server of `clusterDir`, or null. The lock file alone proves nothing: it outlives a killed server, its
 * number may belong to another program by now, and it comes along when a folder is copied.
 */
export function readPostmaster(clusterDir: string): Postmaster | null {
  try {
    const [pid, folder, , port] = readFileSync(lockFile(clusterDir), 'utf8').split('\n');
    if (realpathSync(folder!) !== realpathSync(clusterDir)) return null;
    const server = identifyProcess(Number(pid));
    const isPostgres =
      server !== null && (process.platform === 'win32' || server.command.includes('postgres'));
    return isPostgres ? { pid: Number(pid), port: Number(port) } : null;
  } catch {
    return null;
  }
}

/**
 * Deletes the lock file that no living server holds. PostgreSQL itself takes any living process of the same number,
 * or a dead one that nobody has collected, for a server and refuses to start.
 */
export function removeStaleLock(clusterDir: string): void {
  if (!readPostmaster(clusterDir)) rmSync(lockFile(clusterDir), { force: true });
}

function lockFile(clusterDir: string): string {
  return path.join(clusterDir, 'postmaster.pid');
}
