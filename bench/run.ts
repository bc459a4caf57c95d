import { parseArgs } from 'node:util';
import { startPlatform } from '../platform/platform.ts';
import { runCommand } from '../platform/run-command.ts';
import { benchBrowse } from './browse.ts';
import { graphqlClient, round } from './load.ts';
import { benchOrders } from './orders.ts';
import { memoryOf } from './processes.ts';
import { fillShop } from './shop.ts';

const BENCHES = ['browse', 'orders', 'start'] as const;

/**
 * `npm run bench -- [browse|orders|start] [--clients 16] [--seconds 20]`: a platform of its own on free ports, durable
 * commits, on the machine that also makes the load. One JSON line per benchmark; exit 1 when a unit failed.
 */
async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { clients: { type: 'string', default: '16' }, seconds: { type: 'string', default: '20' } },
  });
  const wanted = positionals.length > 0 ? positionals : [...BENCHES];
  const unknown = wanted.find((name) => !(BENCHES as readonly string[]).includes(name));
  if (unknown) {
    process.stderr.write(`No benchmark is called ${unknown}: there are ${BENCHES.join(', ')}.\n`);
    return 1;
  }
  const load = { clients: Number(values.clients), seconds: Number(values.seconds), warmUpSeconds: 5 };
  const begun = performance.now();
  await using platform = await startPlatform({ fsync: true });
  const readyMs = Math.round(performance.now() - begun);
  const client = graphqlClient(platform.graphqlUrl, load.clients);
  let failed = 0;
  const print = (line: object) => {
    if ('errors' in line) failed += Number(line.errors);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  const variants = await fillShop(client, platform);
  for (const name of wanted) {
    if (name === 'browse') print(await benchBrowse(platform, client, load));
    if (name === 'orders') print(await benchOrders(platform, client, variants, load));
    if (name === 'start') print({ ...startLine(readyMs, memoryOf(platform)) });
  }
  await client.close();
  return failed === 0 ? 0 : 1;
}

function startLine(readyMs: number, memory: Record<string, number>) {
  const pssMb = Object.fromEntries(Object.entries(memory).map(([name, mb]) => [name, Math.round(mb)]));
  return {
    bench: 'start',
    readyMs,
    pssMb,
    totalPssMb: round(
      Object.values(memory).reduce((sum, mb) => sum + mb, 0),
      0,
    ),
  };
}

await runCommand(run);
