import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What tells one process from another that was later given the same number. */
export interface ProcessIdentity {
  /** The command line, arguments separated by spaces. */
  readonly command: string;
  /** When it started, in the system's own unit: only good for comparison. */
  readonly started: string;
}

/**
 * The living process with this number, or null when there is none. A zombie counts as none: it holds no port and no
 * file, but `kill(pid, 0)` succeeds on it, which makes PostgreSQL refuse to start.
 */
export function identifyProcess(pid: number): ProcessIdentity | null {
  if (!exists(pid)) return null;
  if (process.platform === 'linux') return identifyOnLinux(pid);
  if (process.platform === 'win32') return { command: '', started: '' };
  const ps = spawnSync('ps', ['-p', String(pid), '-o', 'state=,lstart=,command='], { encoding: 'utf8' });
  const [, state, started, command] =
    /^\s*(\S+)\s+(\S+ +\S+ +\S+ +\S+ +\S+)\s+(.*)$/.exec(ps.stdout ?? '') ?? [];
  if (!state || state.startsWith('Z')) return null;
  return { command: command ?? '', started: started ?? '' };
}

/** True while `pid` is still the process that `started` was read from. */
export function isSameProcess(pid: number, started: string): boolean {
  return identifyProcess(pid)?.started === started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 3 of /proc/PID/stat is the state, field 22 the start time in ticks since boot (proc_pid_stat(5)). */
function identifyOnLinux(pid: number): ProcessIdentity | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { command, started: `${boot}:${fields[19]}` };
  } catch {
    return null;
  }
}
