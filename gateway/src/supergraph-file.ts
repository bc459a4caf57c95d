import { readFile } from 'node:fs/promises';
import type { GatewayConfig } from '@apollo/gateway';
import { ConfigError } from '@eci/kit/config';
import type { Logger } from '@eci/kit/log';
import { counter } from '@eci/kit/metrics';
import { periodic } from '@eci/kit/periodic';

const reloads = counter(
  'supergraph_reloads_total',
  "Changes of the supergraph's file, by outcome: served, refused (not a graph), or missing.",
  ['outcome'],
);

/** The function that feeds a gateway with supergraphs, as @apollo/gateway wants it. */
type Feed = Extract<
  Extract<GatewayConfig, { supergraphSdl: unknown }>['supergraphSdl'],
  (...args: never[]) => unknown
>;

export interface SupergraphFile {
  readonly feed: Feed;
  /** The supergraph being served; empty before the first. */
  current(): string;
}

/**
 * Feeds the gateway with the supergraph in a file, and again whenever the file's content changes. The content is
 * compared, not the time stamp, and polled, not watched: a mounted configuration is swapped by a symbolic link above
 * the file, of which a watch on the file hears nothing. A file that is missing or does not make a graph is logged once
 * and the graph before it stays; at start a file that can not be read is a ConfigError.
 */
export function supergraphFile({
  path,
  pollMs,
  log,
  check,
}: {
  path: string;
  pollMs: number;
  log: Logger;
  /** Throws for a supergraph that could be loaded and not be served. The first is that of the start. */
  check: (supergraph: string, isFirst: boolean) => void;
}): SupergraphFile {
  let serving = '';
  /** What the last look at the file found, good or bad; null when it could not be read. */
  let seen: string | null = null;

  async function look(update: (supergraph: string) => void): Promise<void> {
    const content = await readFile(path, 'utf8').catch(() => null);
    if (content === seen) return;
    seen = content;
    if (content === null) {
      reloads.inc({ outcome: 'missing' });
      log.warn({ path }, 'the supergraph file can not be read; the graph before stays');
      return;
    }
    try {
      check(content, false);
      update(content);
      serving = content;
      reloads.inc({ outcome: 'served' });
      log.info({ path }, 'the supergraph was reloaded');
    } catch (error) {
      reloads.inc({ outcome: 'refused' });
      log.error({ path, err: error }, 'the new supergraph is not valid; the graph before stays');
    }
  }

  return {
    feed: async ({ update }) => {
      const first = await readAtStart(path);
      check(first, true);
      seen = first;
      serving = first;
      const polling = periodic(log, 'supergraph file', pollMs, () => look(update));
      polling.start();
      return { supergraphSdl: first, cleanup: () => polling.stop() };
    },
    current: () => serving,
  };
}

async function readAtStart(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    const next = 'Compose it with `npm run supergraph` or set SUPERGRAPH_PATH';
    throw new ConfigError(`gateway can not start: the supergraph ${path} can not be read. ${next}.`);
  }
}
