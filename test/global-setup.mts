import { readTestDatabaseUrl } from '../platform/config.ts';
import { createTemporaryDataDir, postgresDirOf, removeTemporaryDataDir } from '../platform/data-dir.ts';
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts';

/** What the teardown, which runs in the same process, has to undo. */
export const started: { undo: () => Promise<void> } = { undo: async () => {} };

/**
 * Starts the PostgreSQL that all test files share and names it in TEST_PG_URL, which the workers inherit. A server
 * that is already named there is used as it is.
 */
export default async function setUp(): Promise<void> {
  if (readTestDatabaseUrl()) return;
  const dataDir = await createTemporaryDataDir();
  const server = await startEmbeddedPostgres({ dataDir: postgresDirOf(dataDir), fsync: false });
  process.env.TEST_PG_URL = server.databaseUrl('postgres');
  started.undo = async () => {
    delete process.env.TEST_PG_URL;
    await removeTemporaryDataDir(dataDir);
  };
}
