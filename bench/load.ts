import { Pool } from 'undici';

/** What one request of a load came to. */
export interface Sample {
  readonly ms: number;
  readonly ok: boolean;
}

export interface LoadResult {
  /** Completed units per second, failures not counted. */
  readonly rate: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly errors: number;
  readonly count: number;
}

/**
 * Closed loop: `clients` of them, each asks again as soon as it is answered, until `seconds` have passed. What runs
 * then is finished and counted, and the rate is over the whole time. A load that sends nothing throws.
 */
export async function runLoad(
  clients: number,
  seconds: number,
  unit: (client: number) => Promise<boolean>,
): Promise<LoadResult> {
  const samples: Sample[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < end) {
        const begun = performance.now();
        const ok = await unit(client).catch(() => false);
        samples.push({ ms: performance.now() - begun, ok });
      }
    }),
  );
  if (samples.length === 0)
    throw new Error(`The load sent nothing: ${clients} clients for ${seconds} seconds.`);
  const elapsed = (performance.now() - start) / 1_000;
  const times = samples.map((sample) => sample.ms).sort((a, b) => a - b);
  const at = (share: number) =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN);
  const completed = samples.filter((sample) => sample.ok).length;
  return {
    rate: round(completed / elapsed),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    errors: samples.length - completed,
    count: samples.length,
  };
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** A GraphQL client for loads: one pool, no retries, throws on any error of the answer. */
export function graphqlClient(url: string, connections: number) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  return {
    ask: async <Data>(query: string, variables: object = {}, token?: string): Promise<Data> => {
      const { body, statusCode } = await pool.request({
        method: 'POST',
        path: pathname,
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await body.json()) as { data: Data; errors?: { message: string }[] };
      if (statusCode !== 200 || answer.errors)
        throw new Error(`${statusCode}: ${JSON.stringify(answer.errors)}`);
      return answer.data;
    },
    close: () => pool.close(),
  };
}
export type GraphqlClient = ReturnType<typeof graphqlClient>;
