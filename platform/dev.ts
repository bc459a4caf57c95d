import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './config.ts';
import type { Platform } from './platform-options.ts';
import { runCommand } from './run-command.ts';
import { runPlatform } from './start.ts';
import { SERVICES, type ServiceName, SUBGRAPH_NAMES } from './topology.ts';

/** Editors write a file several times; a save of many files is one change. */
const QUIET_TIME = 150;

/** The services that a changed file, given by its path in the repository, belongs to. */
export function affectedServices(file: string): readonly ServiceName[] {
  const parts = file.split(path.sep);
  if (!/\.(ts|graphql|json)$/.test(file) || /\.test\.ts$/.test(file) || parts.includes('node_modules'))
    return [];
  if (parts[0] === 'kit') return SERVICES;
  if (parts[0] === 'gateway') return ['gateway'];
  // The gateway notices a new supergraph by itself; the shared types are part of every subgraph's schema.
  if (parts[0] === 'schema') return parts[1] === 'common.graphql' ? SUBGRAPH_NAMES : [];
  return SERVICES.filter((name) => parts[0] === 'subgraphs' && parts[1] === name);
}

/** Restarts services whose files change until it is disposed of. */
export function restartOnChange(platform: Platform, report: (sentence: string) => void): Disposable {
  const changed = new Set<ServiceName>();
  let timer: NodeJS.Timeout | null = null;
  const restart = async () => {
    const names = [...changed];
    changed.clear();
    report(`${names.join(', ')} changed: restarting.`);
    const results = await Promise.allSettled(names.map((name) => platform.restart(name)));
    for (const result of results) {
      // The mistake that was just saved; the next save tries again.
      if (result.status === 'rejected') report((result.reason as Error).message);
    }
  };
  const watchers = ['kit', 'gateway', 'schema', 'subgraphs'].map((folder) =>
    watch(path.join(REPOSITORY, folder), { recursive: true }, (_event, file) => {
      if (!file || !existsSync(path.join(REPOSITORY, folder, file))) return;
      const affected = affectedServices(path.join(folder, file));
      if (affected.length === 0) return;
      for (const name of affected) changed.add(name);
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => void restart(), QUIET_TIME);
    }),
  );
  return {
    [Symbol.dispose]: () => {
      if (timer) clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

if (import.meta.main)
  await runCommand(() => runPlatform((platform) => restartOnChange(platform, console.log)));
