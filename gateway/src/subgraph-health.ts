import type { Subgraph } from './subgraphs.ts';

const TIMEOUT_MS = 1_000;
/** How long an answer is kept, so that /health, which anyone may ask, can not be used to flood the subgraphs. */
const KEPT_MS = 1_000;

export interface ServiceHealth {
  readonly name: string;
  readonly status: 'ok' | 'unavailable';
}

export interface GatewayHealth {
  /** `degraded` when a subgraph is down: its fields are null and the rest is answered. */
  readonly status: 'ok' | 'degraded';
  readonly service: 'gateway';
  readonly services: readonly ServiceHealth[];
}

/** Makes the function that asks every subgraph whether it is ready, at most once a second. */
export function healthReader(subgraphs: () => readonly Subgraph[]): () => Promise<GatewayHealth> {
  let kept: { health: Promise<GatewayHealth>; until: number } | null = null;
  return () => {
    const now = performance.now();
    if (!kept || kept.until < now) kept = { health: ask(subgraphs()), until: now + KEPT_MS };
    return kept.health;
  };
}

async function ask(subgraphs: readonly Subgraph[]): Promise<GatewayHealth> {
  const services = await Promise.all(
    subgraphs.map(async (subgraph): Promise<ServiceHealth> => {
      return { name: subgraph.name, status: (await isReady(subgraph)) ? 'ok' : 'unavailable' };
    }),
  );
  const status = services.every((service) => service.status === 'ok') ? 'ok' : 'degraded';
  return { status, service: 'gateway', services };
}

/** A subgraph's /health/ready stands beside its graph. */
async function isReady({ url, pool }: Subgraph): Promise<boolean> {
  const path = `${url.pathname.replace(/\/graphql$/, '')}/health/ready`;
  try {
    const answer = await pool.request({ method: 'GET', path, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body.dump();
    return answer.statusCode === 200;
  } catch {
    // No answer is an answer here: it is not ready.
    return false;
  }
}
