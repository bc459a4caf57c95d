import type { ChildSpec } from './child.ts';
import type { OverridesByService, PlatformOptions } from './platform-options.ts';
import { findFreePort } from './ports.ts';
import { type EnvironmentOverrides, environmentOf, type PlatformFacts } from './service-environment.ts';
import { Supervisor } from './supervisor.ts';
import { type ServiceName, stopGroups, TOPOLOGY } from './topology.ts';

type Options = Pick<PlatformOptions, 'entries' | 'log' | 'graceLimit'> & {
  onSpawn: (name: string, pid: number) => void;
};

/** The services of one platform under their supervisor, each with the environment that the topology gives it. */
export class RunningServices {
  readonly #facts: PlatformFacts;
  readonly #entries: PlatformOptions['entries'];
  readonly #supervisor: Supervisor;
  /** By name of the process: the service that it is, and the variables laid over those of the topology. */
  readonly #processes = new Map<string, { service: ServiceName; env: EnvironmentOverrides }>();
  readonly #overrides: OverridesByService;

  constructor(
    facts: PlatformFacts,
    overrides: OverridesByService,
    { entries, log, graceLimit, onSpawn }: Options,
  ) {
    this.#facts = facts;
    this.#overrides = overrides;
    this.#entries = entries;
    const sink = log === undefined || log === 'silent' ? () => undefined : log;
    this.#supervisor = new Supervisor({
      log: sink,
      onSpawn,
      ...(graceLimit !== undefined && { graceLimit }),
    });
  }

  /** Starts a service and waits until it answers. */
  async start(service: ServiceName): Promise<void> {
    await this.#startProcess(service, service, { ...this.#overrides[service] });
  }

  /** Starts one more process of a service, on a port of its own. */
  async addReplica(
    service: ServiceName,
    env: EnvironmentOverrides = {},
  ): Promise<{ name: string; url: string }> {
    const port = await findFreePort();
    const count = [...this.#processes.values()].filter((known) => known.service === service).length;
    const name = `${service}-${count + 1}`;
    await this.#startProcess(name, service, { ...this.#overrides[service], ...env, PORT: String(port) });
    return { name, url: `http://127.0.0.1:${port}` };
  }

  /** Restarts a process, with further variables if given, which later restarts keep. */
  async restart(name: string, env: EnvironmentOverrides = {}): Promise<void> {
    const known = this.#processes.get(name);
    if (known) Object.assign(known.env, env);
    await this.#supervisor.restart(name, known && this.#specOf(name, known.service, known.env));
  }

  pid(name: string): number | null {
    return this.#supervisor.pid(name);
  }

  kill(name: string, how?: Parameters<Supervisor['kill']>[1]): Promise<void> {
    return this.#supervisor.kill(name, how);
  }

  /** The gateway first, databases' clients last; a replica goes with its service. */
  stop(): Promise<void> {
    const processesOf = (service: ServiceName) =>
      [...this.#processes].filter(([, known]) => known.service === service).map(([name]) => name);
    return this.#supervisor.stop(stopGroups().map((group) => group.flatMap(processesOf)));
  }

  abort(): Promise<void> {
    return this.#supervisor.abort();
  }

  async #startProcess(name: string, service: ServiceName, env: EnvironmentOverrides): Promise<void> {
    this.#processes.set(name, { service, env });
    await this.#supervisor.start(this.#specOf(name, service, env));
  }

  #specOf(name: string, service: ServiceName, env: EnvironmentOverrides): ChildSpec {
    const entry = this.#entries?.[service] ?? TOPOLOGY[service].entry;
    return { name, entry, env: environmentOf(service, this.#facts, env) };
  }
}
