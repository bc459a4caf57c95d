import { readdirSync, readFileSync } from 'node:fs';
import type { Platform } from '../platform/platform-options.ts';
import { SERVICES } from '../platform/topology.ts';

/** Kernel clock ticks per second: 100 on every Linux that Node runs on (USER_HZ, man 5 proc). */
const TICKS_PER_SECOND = 100;

interface Stat {
  ppid: number;
  /** User and system time of the process and of its waited-for children, ms. */
  cpuMs: number;
}

function statOf(pid: number | string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: fields are counted from behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return { ppid: Number(fields[1]), cpuMs: (ticks * 1_000) / TICKS_PER_SECOND };
  } catch {
    return null;
  }
}

const pids = (): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

const childrenOf = (parent: number): string[] => pids().filter((pid) => statOf(pid)?.ppid === parent);

/** CPU that one process has used so far, ms; 0 when it has ended. */
export const cpuOfProcess = (pid: number | string): number => statOf(pid)?.cpuMs ?? 0;

/** CPU that each process of a platform has used so far, ms; PostgreSQL with all its backends is one. */
export function cpuOf(platform: Platform): Record<string, number> {
  const services = SERVICES.flatMap((name) => {
    const pid = platform.pid(name);
    return pid === null ? [] : [[name, cpuOfProcess(pid)] as const];
  });
  return Object.fromEntries([...services, ['postgres', cpuOfPostgres(platform)]]);
}

function cpuOfPostgres({ postgres }: Platform): number {
  const pid = postgres?.pid ?? null;
  if (pid === null) return 0;
  return [String(pid), ...childrenOf(pid)].reduce((sum, each) => sum + cpuOfProcess(each), 0);
}

/** Proportional set size of every process, MB: shared pages are divided among those that share them. */
export function memoryOf(platform: {
  pid: Platform['pid'];
  postgres: { readonly pid: number | null } | null;
}): Record<string, number> {
  const services = SERVICES.flatMap((name) => {
    const pid = platform.pid(name);
    return pid === null ? [] : [[name, pssOf(String(pid))] as const];
  });
  const pid = platform.postgres?.pid ?? null;
  const database =
    pid === null ? 0 : childrenOf(pid).reduce((sum, each) => sum + pssOfBackend(each), pssOf(String(pid)));
  return Object.fromEntries([...services, ['postgres', database], ['supervisor', pssOf('self')]]);
}

/** PostgreSQL ends backends when it likes, also between the list of them and this. */
function pssOfBackend(pid: string): number {
  try {
    return pssOf(pid);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0;
    throw error;
  }
}

/** Memory of one process, MB; throws when it has ended. */
export function pssOf(pid: string): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1_024;
}
