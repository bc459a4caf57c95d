import { postgresDirOf } from './data-dir.ts';
import { requireReachable } from './database-probe.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { type ServiceName, TOPOLOGY } from './topology.ts';

export interface PlatformDatabases {
  readonly urls: Partial<Record<ServiceName, string>>;
  /** Null when every database was given. */
  readonly postgres: EmbeddedPostgres | null;
}

/**
 * A database for each of `services`: the given one, else its own in the embedded PostgreSQL of `dataDir`, which is
 * started only if somebody needs it. Throws an OperatorProblem when a given one can not be reached.
 */
export async function openDatabases(
  services: readonly ServiceName[],
  given: Readonly<Partial<Record<ServiceName, string>>>,
  options: { dataDir: string; fsync: boolean },
): Promise<PlatformDatabases> {
  const own = Object.fromEntries(
    Object.entries(given).filter(([name]) => services.includes(name as ServiceName)),
  );
  await requireReachable(own);
  const embedded = services.filter((name) => TOPOLOGY[name].database !== null && !given[name]);
  if (embedded.length === 0) return { urls: { ...given }, postgres: null };
  const { dataDir, fsync } = options;
  const postgres = await startEmbeddedPostgres({ dataDir: postgresDirOf(dataDir), fsync });
  const urls = { ...given };
  await Promise.all(
    embedded.map(async (name) => {
      const database = TOPOLOGY[name].database!;
      await postgres.createDatabase(database);
      urls[name] = postgres.databaseUrl(database);
    }),
  );
  return { urls, postgres };
}
