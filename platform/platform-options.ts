import type { DemoSecrets } from './demo-secrets.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import type { LogSink } from './log-lines.ts';
import type { EnvironmentOverrides } from './service-environment.ts';
import type { PortChoice } from './service-ports.ts';
import type { ServiceName } from './topology.ts';

export type Urls = Readonly<Record<ServiceName, string>>;
export type OverridesByService = Partial<Record<ServiceName, EnvironmentOverrides>>;

export interface PlatformOptions {
  /** Where data lives and stays. Without it: a temporary folder, which `stop` deletes. */
  readonly dataDir?: string;
  /** 'free' by default; `{}` means the usual ports. */
  readonly ports?: PortChoice;
  /** Whether commits survive a power cut; false by default, as in tests. */
  readonly fsync?: boolean;
  /** Which services to run; all by default. The others have an URL all the same, where a stand-in can listen. */
  readonly services?: readonly ServiceName[];
  /** Files to run instead of the usual entries. */
  readonly entries?: Partial<Record<ServiceName, string>>;
  /** Databases to use instead of embedded ones. */
  readonly databaseUrls?: Partial<Record<ServiceName, string>>;
  /** Variables laid over those of services, or what computes them from everybody's URLs (to put a proxy between). */
  readonly env?: OverridesByService | ((urls: Urls) => OverridesByService | Promise<OverridesByService>);
  /** Gets every line of output; 'silent' by default. */
  readonly log?: LogSink | 'silent';
  /** Told what has been reached, a sentence each. */
  readonly onProgress?: (sentence: string) => void;
  /** Fills the shop; called once in the life of a data folder. */
  readonly seed?: (platform: Platform) => Promise<void>;
  /** Aborts the start: what was started is stopped, and the start rejects. */
  readonly signal?: AbortSignal;
  /** How long each group of services may take to end before it is killed, in milliseconds. */
  readonly graceLimit?: number;
}

/** A running platform. Replicas are named by what `addReplica` returned. */
export interface Platform extends AsyncDisposable {
  readonly urls: Urls;
  /** Where clients send queries. */
  readonly graphqlUrl: string;
  readonly databaseUrls: Readonly<Partial<Record<ServiceName, string>>>;
  readonly secrets: DemoSecrets;
  readonly demoAccounts: DemoSecrets['accounts'];
  readonly dataDir: string;
  /** What is put here, the catalog serves at /images/. */
  readonly imageDir: string;
  /** Null when every database was given. */
  readonly postgres: EmbeddedPostgres | null;
  /** The process number of a service, or null while it is down. */
  pid(name: string): number | null;
  /** Ends a service as a crash would; it stays down until `restart` unless `respawn` is set. */
  kill(name: string, options?: { signal?: NodeJS.Signals; respawn?: boolean }): Promise<void>;
  /** Stops a service if it runs and starts it, with further variables if given, which later restarts keep. */
  restart(name: string, env?: EnvironmentOverrides): Promise<void>;
  /** Runs one more process of a service on the same database; returns the name and URL of the new one. */
  addReplica(service: ServiceName, env?: EnvironmentOverrides): Promise<{ name: string; url: string }>;
  /** Stops the gateway, then the services, then the database; a temporary data folder is deleted. */
  stop(): Promise<void>;
  /** Kills the services instead of waiting for them, then stops as `stop` does. */
  abort(): Promise<void>;
}
