import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readDataDir, readPerService, readPorts, wantsColour } from './config.ts';
import { consoleSink } from './log-lines.ts';
import { startPlatform } from './platform.ts';
import type { Platform, PlatformOptions } from './platform-options.ts';
import { runCommand, untilInterrupted } from './run-command.ts';
import { SERVICES, SUBGRAPH_NAMES } from './topology.ts';

const SEED = path.join(import.meta.dirname, 'seed', 'seed.ts');

/** A query that shows four contexts at work. */
const FIRST_QUERY =
  '{ products(first: 3) { nodes { name variants { id sku price { formatted } availability { available } } } } }';

/**
 * `npm start`: the whole platform on this machine until Ctrl-C.
 * @param whileRunning what else to do between the start and the end, as `npm run dev` does
 */
export async function runPlatform(whileRunning?: (platform: Platform) => Disposable): Promise<number> {
  let platform: Platform | null = null;
  const interrupted = untilInterrupted(() => void platform?.abort());
  const print = consoleSink(wantsColour());
  const onProgress = (text: string) => print({ source: 'platform', text });
  onProgress(`ECI starts on Node ${process.versions.node}; its data is in ${readDataDir()}.`);
  platform = await startPlatform({
    dataDir: readDataDir(),
    ports: readPorts(SERVICES),
    databaseUrls: readPerService(SUBGRAPH_NAMES, 'DATABASE_URL'),
    fsync: true,
    log: print,
    onProgress,
    seed: await findSeed(),
    signal: interrupted,
  });
  console.log(greeting(platform));
  const work = whileRunning?.(platform);
  if (!interrupted.aborted) await once(interrupted, 'abort');
  work?.[Symbol.dispose]();
  onProgress('ECI stops: the gateway, then the services, then the database. Ctrl-C again kills them.');
  await platform.stop();
  onProgress('ECI has stopped; npm start goes on with the same data.');
  return 0;
}

/** The seed of the demo shop, unless this clone has none. */
async function findSeed(): Promise<PlatformOptions['seed']> {
  if (!existsSync(SEED)) return undefined;
  const { seedDemo } = (await import(SEED)) as { seedDemo: PlatformOptions['seed'] };
  return seedDemo;
}

function greeting({ urls, graphqlUrl, demoAccounts }: Platform): string {
  const width = Math.max(...demoAccounts.map(({ email }) => email.length));
  return [
    '',
    'ECI is up.',
    `  The graph        ${graphqlUrl}   (in a browser: ${urls.gateway}/)`,
    ...SUBGRAPH_NAMES.map((name) => `  ${name.padEnd(16)} ${urls[name]}   (REST: ${urls[name]}/docs)`),
    '',
    'Demo accounts',
    ...demoAccounts.map(
      ({ email, password, role }) => `  ${email.padEnd(width)}  ${password}  ${role.toLowerCase()}`,
    ),
    '',
    'Try',
    `  curl -s ${graphqlUrl} -H 'content-type: application/json' -d '${JSON.stringify({ query: FIRST_QUERY })}'`,
    '  npm run smoke      buys and cancels something',
    '  npm run reset      throws all data away',
    '',
  ].join('\n');
}

if (import.meta.main) await runCommand(() => runPlatform());
