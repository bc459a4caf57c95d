/** How a database server treats what was committed. */
export interface Durability {
  /**
   * True: a commit survives a power cut, as in production. False: it survives the death of the server, but not of the
   * operating system; several times faster, for tests.
   */
  readonly fsync: boolean;
}

/** Rounds of the password hash. Ours are 192 random bits, which need no stretching; connections get cheaper. */
const SCRAM_ITERATIONS = 64;

/**
 * Arguments of initdb. Without the locale provider and the encoding the cluster would be SQL_ASCII under `--locale=C`;
 * the built-in C.UTF-8 sorts by code point, the same on every machine.
 */
export function initdbArguments(clusterDir: string, passwordFile: string, { fsync }: Durability): string[] {
  return [
    `--pgdata=${clusterDir}`,
    '--username=eci',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--set=scram_iterations=${SCRAM_ITERATIONS}`,
    ...(fsync ? [] : ['--no-sync', '--no-data-checksums']),
  ];
}

/** The server's settings: seven services with pools of ten on one small machine, loopback only. */
export function serverSettings(port: number, { fsync }: Durability): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // A socket's path may have 107 characters at most, and some clones live deeper than that.
    unix_socket_directories: '',
    max_connections: '300',
    shared_buffers: '64MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    max_parallel_workers_per_gather: '0',
    // Reads come from the page cache: worker processes for them would only take memory.
    io_method: 'sync',
    jit: 'off',
    random_page_cost: '1.1',
    timezone: 'UTC',
    fsync: fsync ? 'on' : 'off',
    // Never off: a server that is killed would forget what it had acknowledged, with and without fsync.
    synchronous_commit: 'on',
    full_page_writes: fsync ? 'on' : 'off',
    // Statements and details hold values of rows: the log shows messages only.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  };
}

/** The settings as pg_ctl passes them on; no value holds a character that a shell would change. */
export function serverOptions(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}
