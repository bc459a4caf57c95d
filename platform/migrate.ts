import { spawnChild } from './child.ts';
import { readDataDir, readPerService, wantsColour } from './config.ts';
import { imageDirOf } from './data-dir.ts';
import { loadDemoSecrets } from './demo-secrets.ts';
import { consoleSink, type LogSink } from './log-lines.ts';
import { OperatorProblem } from './operator-problem.ts';
import { openDatabases } from './platform-databases.ts';
import { makePassable } from './postgres-cluster.ts';
import { runCommand } from './run-command.ts';
import { claimDataDir, findRunningPlatform } from './running-file.ts';
import { environmentOf } from './service-environment.ts';
import { chooseUrls } from './service-ports.ts';
import { type ServiceName, SUBGRAPH_NAMES, TOPOLOGY } from './topology.ts';

export interface MigrateOptions {
  readonly dataDir: string;
  /** Databases to migrate instead of embedded ones. */
  readonly databaseUrls?: Partial<Record<ServiceName, string>>;
  readonly services?: readonly ServiceName[];
  readonly entries?: Partial<Record<ServiceName, string>>;
  readonly log: LogSink;
}

/**
 * Brings every database to the newest schema, each by its own service. The embedded server is used as it runs, or
 * started for as long as this takes. Throws an OperatorProblem that names the services whose migration failed.
 */
export async function migrateAll(options: MigrateOptions): Promise<void> {
  const { dataDir, services = SUBGRAPH_NAMES, log } = options;
  await using undo = new AsyncDisposableStack();
  makePassable(dataDir);
  const urls = await chooseUrls({});
  const isRunning = findRunningPlatform(dataDir) !== null;
  if (!isRunning) {
    const claim = await claimDataDir(dataDir, urls);
    undo.defer(() => claim.release());
  }
  const databases = await openDatabases(services, options.databaseUrls ?? {}, { dataDir, fsync: true });
  if (!isRunning) undo.defer(async () => databases.postgres?.stop());
  const facts = {
    urls,
    databaseUrls: databases.urls,
    secrets: loadDemoSecrets(dataDir),
    imageDir: imageDirOf(dataDir),
  };
  const failed: ServiceName[] = [];
  await Promise.all(
    services.map(async (name) => {
      const entry = options.entries?.[name] ?? TOPOLOGY[name].entry;
      const child = spawnChild({ name, entry, args: ['migrate'], env: environmentOf(name, facts) }, log);
      if ((await child.ended) !== 'exit code 0') failed.push(name);
    }),
  );
  if (failed.length > 0)
    throw new OperatorProblem(`Not migrated: ${failed.join(', ')}. The reasons are above.`);
}

if (import.meta.main) {
  await runCommand(async () => {
    const databaseUrls = readPerService(SUBGRAPH_NAMES, 'DATABASE_URL');
    await migrateAll({ dataDir: readDataDir(), databaseUrls, log: consoleSink(wantsColour()) });
    console.log('Every database has the newest schema.');
    return 0;
  });
}
