import { existsSync } from 'node:fs';
import path from 'node:path';
import { createTemporaryDataDir, imageDirOf, removeTemporaryDataDir } from './data-dir.ts';
import { loadDemoSecrets } from './demo-secrets.ts';
import { keepAlive } from './keep-alive.ts';
import { OperatorProblem } from './operator-problem.ts';
import { openDatabases } from './platform-databases.ts';
import type { OverridesByService, Platform, PlatformOptions, Urls } from './platform-options.ts';
import { makePassable } from './postgres-cluster.ts';
import { writePrivateFile } from './private-file.ts';
import { claimDataDir } from './running-file.ts';
import { RunningServices } from './running-services.ts';
import { chooseUrls, requireFreePorts } from './service-ports.ts';
import { SERVICES, type ServiceName, TOPOLOGY } from './topology.ts';

const SECOND = 1_000;

/**
 * Starts the platform and returns when every service answers and the shop is filled. Throws an OperatorProblem with the
 * culprit when it can not, after stopping what had been started; rejects with the signal's reason when aborted.
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const { services = SERVICES, onProgress = () => undefined, fsync = false, signal } = options;
  // Whatever is undone on a failed start is undone by `stop` later: in reverse order, so the database goes last.
  await using undo = new AsyncDisposableStack();
  requireEntries(services, options.entries);
  const dataDir = options.dataDir ?? (await createTemporaryDataDir());
  if (!options.dataDir) undo.defer(() => removeTemporaryDataDir(dataDir));
  makePassable(dataDir);

  const urls = await chooseUrls(options.ports ?? 'free');
  const claim = await claimDataDir(dataDir, urls);
  undo.defer(() => claim.release());
  await requireFreePorts(services, urls);
  const overrides = await overridesOf(options, urls);
  signal?.throwIfAborted();

  const begun = performance.now();
  const given = { ...options.databaseUrls, ...databasesIn(overrides) };
  const { urls: databaseUrls, postgres } = await openDatabases(services, given, { dataDir, fsync });
  if (postgres) {
    undo.defer(() => postgres.stop());
    undo.use(keepAlive(postgres, options.log));
    onProgress(`database ${postgres.origin} on port ${postgres.port} in ${secondsSince(begun)}`);
  }
  signal?.throwIfAborted();

  const secrets = loadDemoSecrets(dataDir);
  const imageDir = imageDirOf(dataDir);
  const running = new RunningServices({ urls, databaseUrls, secrets, imageDir }, overrides, {
    ...options,
    onSpawn: claim.addChild,
  });
  undo.defer(() => running.stop());
  const stopEarly = () => void running.stop();
  signal?.addEventListener('abort', stopEarly);
  undo.defer(() => signal?.removeEventListener('abort', stopEarly));

  const start = async (name: ServiceName) => {
    await running.start(name);
    onProgress(`${name} answers on ${urls[name]} after ${secondsSince(begun)}`);
  };
  const unlessAborted = (error: unknown) => {
    throw signal?.aborted ? signal.reason : error;
  };
  await Promise.all(services.map(start)).catch(unlessAborted);

  const release = new AsyncDisposableStack();
  const stop = () => release.disposeAsync();
  const platform: Platform = {
    urls,
    graphqlUrl: `${urls.gateway}/graphql`,
    databaseUrls,
    secrets,
    demoAccounts: secrets.accounts,
    dataDir,
    imageDir,
    postgres,
    pid: (name) => running.pid(name),
    kill: (name, how) => running.kill(name, how),
    restart: (name, env) => running.restart(name, env),
    addReplica: (service, env) => running.addReplica(service, env),
    stop,
    abort: async () => {
      await running.abort();
      await stop();
    },
    [Symbol.asyncDispose]: stop,
  };
  if (options.seed) await seedOnce(platform, options.seed).catch(unlessAborted);
  release.use(undo.move());
  return platform;
}

/** Fills a new shop; a seed that failed is tried again at the next start, so it must bear to be repeated. */
async function seedOnce(platform: Platform, seed: (platform: Platform) => Promise<void>): Promise<void> {
  const marker = path.join(platform.dataDir, 'seeded');
  if (existsSync(marker)) return;
  await seed(platform);
  writePrivateFile(marker, `${new Date().toISOString()}\n`);
}

async function overridesOf({ env }: PlatformOptions, urls: Urls): Promise<OverridesByService> {
  return { ...(typeof env === 'function' ? await env(urls) : env) };
}

function databasesIn(overrides: OverridesByService): Partial<Record<ServiceName, string>> {
  const found: Partial<Record<ServiceName, string>> = {};
  for (const name of SERVICES) {
    const url = overrides[name]?.DATABASE_URL;
    if (url) found[name] = url;
  }
  return found;
}

function requireEntries(services: readonly ServiceName[], entries: PlatformOptions['entries']): void {
  const missing = services
    .map((name) => entries?.[name] ?? TOPOLOGY[name].entry)
    .filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new OperatorProblem(`The programs ${missing.join(', ')} do not exist in this clone.`);
}

function secondsSince(begun: number): string {
  return `${((performance.now() - begun) / SECOND).toFixed(1)} s`;
}
