import { type Child, type ChildSpec, spawnChild } from './child.ts';
import type { LogSink } from './log-lines.ts';
import { OperatorProblem } from './operator-problem.ts';

const SECOND = 1_000;

/** Waits before a service that died is started again: doubled at every death that follows soon. */
const FIRST_BACKOFF = 0.25 * SECOND;
const LONGEST_BACKOFF = 10 * SECOND;

/** A service that lived this long had started well, and its next death starts the backoff anew. */
const LIVED_WELL = 10 * SECOND;

export interface SupervisorOptions {
  readonly log: LogSink;
  /** How long a service may take until it says that it is ready. */
  readonly readyLimit?: number;
  /** How long each group of services may take to end before it is killed. */
  readonly graceLimit?: number;
  /** Told of every process that is started, also of those started again. */
  readonly onSpawn?: (name: string, pid: number) => void;
}

interface Supervised {
  spec: ChildSpec;
  child: Child;
  startedAt: number;
  backoff: number;
  /** False while it is meant to be down: stopped, or killed to stay so. */
  wanted: boolean;
  respawn: NodeJS.Timeout | null;
}

/** Keeps services running as child processes. Times are in milliseconds. */
export class Supervisor {
  readonly #services = new Map<string, Supervised>();
  readonly #options: Required<SupervisorOptions>;
  #stopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = {
      readyLimit: 60 * SECOND,
      graceLimit: 22 * SECOND,
      onSpawn: () => undefined,
      ...options,
    };
  }

  /**
   * Starts a service and waits until it answers. Throws an OperatorProblem with its own words when it ends instead; it
   * is not started again then.
   */
  async start(spec: ChildSpec): Promise<void> {
    if (this.#stopping)
      throw new OperatorProblem(`${spec.name} was not started, as the platform is being stopped.`);
    const service: Supervised = {
      spec,
      child: this.#spawn(spec),
      startedAt: Date.now(),
      backoff: FIRST_BACKOFF,
      wanted: false,
      respawn: null,
    };
    this.#services.set(spec.name, service);
    await this.#untilReady(service);
    service.wanted = true;
    this.#watch(service);
  }

  /** The process number of a service, or null while it is down. */
  pid(name: string): number | null {
    const { child } = this.#find(name);
    return child.isGone() ? null : child.pid;
  }

  /**
   * Ends a service at once, as a crash would, and returns when it is gone. It stays down until `restart`, unless
   * `respawn` lets the supervisor treat it as any other death.
   */
  async kill(name: string, options: { signal?: NodeJS.Signals; respawn?: boolean } = {}): Promise<void> {
    const service = this.#find(name);
    service.wanted = options.respawn ?? false;
    if (!service.wanted) this.#forgetRespawn(service);
    if (service.child.isGone()) return;
    service.child.signal(options.signal ?? 'SIGKILL');
    await service.child.ended;
  }

  /** Stops a service gracefully if it runs, starts it (with `spec` if given) and waits until it answers. */
  async restart(name: string, spec?: ChildSpec): Promise<void> {
    const service = this.#find(name);
    await this.#end(service);
    await this.start(spec ?? service.spec);
  }

  /** Stops group after group, the services of one group together; those in no group come last. */
  async stop(groups: readonly (readonly string[])[] = []): Promise<void> {
    this.#stopping = true;
    for (const service of this.#services.values()) this.#forgetRespawn(service);
    const grouped = new Set(groups.flat());
    const others = [...this.#services.keys()].filter((name) => !grouped.has(name));
    for (const group of [...groups, others]) {
      const running = group
        .map((name) => this.#services.get(name))
        .filter((service) => service !== undefined);
      await Promise.all(running.map((service) => this.#end(service)));
    }
  }

  /** Ends everything now, work in progress or not. */
  async abort(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#services.keys()].map((name) => this.kill(name)));
  }

  async #end(service: Supervised): Promise<void> {
    service.wanted = false;
    this.#forgetRespawn(service);
    if (service.child.isGone()) return;
    const { name } = service.spec;
    const patience = setTimeout(() => {
      this.#say(`${name} did not stop within ${this.#options.graceLimit / SECOND} s and is killed.`);
      service.child.signal('SIGKILL');
    }, this.#options.graceLimit);
    service.child.signal('SIGTERM');
    // A frozen process (SIGSTOP) only takes the signal when it runs again.
    service.child.signal('SIGCONT');
    await service.child.ended;
    clearTimeout(patience);
  }

  #spawn(spec: ChildSpec): Child {
    const child = spawnChild(spec, this.#options.log);
    this.#options.onSpawn(spec.name, child.pid);
    return child;
  }

  async #untilReady({ spec, child }: Supervised): Promise<void> {
    const { readyLimit } = this.#options;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      child.signal('SIGKILL');
      late.reject(
        new OperatorProblem(`${spec.name} did not answer within ${readyLimit / SECOND} s after its start.`),
      );
    }, readyLimit);
    try {
      await Promise.race([child.ready, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Starts the service again when this child ends although it is wanted. */
  #watch(service: Supervised): void {
    const { child } = service;
    void child.ended.then((how) => {
      if (!service.wanted || service.child !== child || this.#stopping) return;
      if (Date.now() - service.startedAt >= LIVED_WELL) service.backoff = FIRST_BACKOFF;
      this.#say(
        `${service.spec.name} ended unexpectedly (${how}); it is started again in ${service.backoff} ms.`,
      );
      service.respawn = setTimeout(() => void this.#startAgain(service), service.backoff);
      service.backoff = Math.min(2 * service.backoff, LONGEST_BACKOFF);
    });
  }

  async #startAgain(service: Supervised): Promise<void> {
    service.respawn = null;
    service.child = this.#spawn(service.spec);
    service.startedAt = Date.now();
    this.#watch(service);
    await this.#untilReady(service).then(
      () => this.#say(`${service.spec.name} answers again.`),
      // Its end is seen by the watch, which tries again.
      () => undefined,
    );
  }

  #forgetRespawn(service: Supervised): void {
    if (service.respawn) clearTimeout(service.respawn);
    service.respawn = null;
  }

  #find(name: string): Supervised {
    const service = this.#services.get(name);
    if (!service)
      throw new OperatorProblem(
        `There is no service ${name} here, only ${[...this.#services.keys()].join(', ')}.`,
      );
    return service;
  }

  #say(text: string): void {
    this.#options.log({ source: 'platform', text });
  }
}
