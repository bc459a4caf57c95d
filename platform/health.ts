import { readDataDir, readPerService, readPorts } from './config.ts';
import { runCommand } from './run-command.ts';
import { findRunningPlatform } from './running-file.ts';
import { chooseUrls } from './service-ports.ts';
import { SERVICES, type ServiceName } from './topology.ts';

const SECOND = 1_000;
const PATIENCE = 5 * SECOND;

/** What one service said about itself. */
export interface HealthReport {
  readonly service: ServiceName;
  readonly url: string;
  readonly isReady: boolean;
  /** In milliseconds; how long the answer took. */
  readonly took: number;
  /** What is wrong, null when nothing is. */
  readonly problem: string | null;
}

/** Asks each of `urls` whether it is ready. Never throws: who does not answer is reported as not ready. */
export async function checkHealth(urls: Partial<Record<ServiceName, string>>): Promise<HealthReport[]> {
  const asked = SERVICES.filter((name) => urls[name]);
  return Promise.all(
    asked.map(async (service) => {
      const url = urls[service]!;
      const asking = performance.now();
      const problem = await whyNotReady(url);
      return {
        service,
        url,
        isReady: problem === null,
        took: Math.round(performance.now() - asking),
        problem,
      };
    }),
  );
}

/**
 * The URLs to ask: of the platform that runs in this clone, else the usual ports. With a gateway of its own named, only
 * that and the services whose <NAME>_URL the environment gives, for nobody knows where the others are.
 */
export async function findUrls(gateway: string | undefined): Promise<Partial<Record<ServiceName, string>>> {
  const given = readPerService(SERVICES, 'URL');
  if (gateway) return { ...given, gateway: gateway.replace(/\/(graphql)?\/?$/, '') };
  const running = findRunningPlatform(readDataDir());
  return { ...(running?.urls ?? (await chooseUrls(readPorts(SERVICES)))), ...given };
}

async function whyNotReady(url: string): Promise<string | null> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(PATIENCE) });
    await answer.body?.cancel();
    return answer.ok ? null : `answered ${answer.status}`;
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string; message?: string } };
    if (name === 'TimeoutError') return `did not answer within ${PATIENCE / SECOND} s`;
    return cause?.code === 'ECONNREFUSED' ? 'nothing listens there' : (cause?.message ?? String(error));
  }
}

function table(reports: readonly HealthReport[]): string {
  const width = Math.max(...reports.map(({ url }) => url.length));
  return reports
    .map(({ service, url, took, problem }) => {
      const verdict = problem ? `NOT READY: ${problem}` : `ready (${took} ms)`;
      return `${service.padEnd(13)} ${url.padEnd(width)}  ${verdict}`;
    })
    .join('\n');
}

if (import.meta.main) {
  await runCommand(async () => {
    const words = process.argv.slice(2);
    const reports = await checkHealth(await findUrls(words.find((word) => !word.startsWith('--'))));
    console.log(words.includes('--json') ? JSON.stringify(reports, null, 2) : table(reports));
    return reports.every(({ isReady }) => isReady) ? 0 : 1;
  });
}
