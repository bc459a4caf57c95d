import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** One registry per process; its names are those operators know from other HTTP services. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const httpRequests = new Counter({
  name: 'http_requests_total',
  help: 'HTTP requests answered, by method, route and status.',
  labelNames: ['method', 'route', 'status'] as const,
  registers: [registry],
});

export const httpDuration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Seconds from the first byte of a request to the last of its answer.',
  labelNames: ['method', 'route'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

export const statements = new Counter({
  name: 'db_statements_total',
  help: 'SQL statements sent, by kind (commit, or any other) and database.',
  labelNames: ['kind', 'database'] as const,
  registers: [registry],
});

/** A counter of this process, for the domain's own events. */
export const counter = <Label extends string>(
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
) => new Counter<Label>({ name, help, labelNames: [...labelNames], registers: [registry] });

/**
 * A gauge whose value is read when it is scraped. Made again (a second subgraph opened in one process, as tests do),
 * the newer one counts.
 */
export const gauge = <Label extends string>(
  name: string,
  help: string,
  labelNames: readonly Label[],
  collect: (gauge: Gauge<Label>) => Promise<void>,
) => {
  registry.removeSingleMetric(name);
  const made: Gauge<Label> = new Gauge<Label>({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    collect: async () => {
      try {
        await collect(made);
      } catch {
        // The database is down: the other metrics are needed most then. A missing series says so; the health check too.
        made.reset();
      }
    },
  });
  return made;
};
