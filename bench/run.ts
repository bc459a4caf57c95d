import { parseArgs } from 'node:util';
import { startPlatform } from '../platform/platform.ts';
import { runCommand } from '../platform/run-command.ts';
import { benchBrowse } from './browse.ts';
import { benchGateways } from './gateway/bench.ts';
import { graphqlClient } from './load.ts';
import { benchOrders } from './orders.ts';
import { fillShop } from './shop.ts';
import { benchStart } from './start.ts';

const BENCHES = ['browse', 'orders', 'start', 'gateway'] as const;

/**
 * `npm run bench -- [browse|orders|start|gateway] [--clients 16] [--seconds 20] [--warm-up 10]`: a platform of its own on free
 * ports, durable commits, on the machine that also makes the load. One JSON line per benchmark; exit 1 when a unit failed.
 */
async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      clients: { type: 'string', default: '16' },
      seconds: { type: 'string', default: '20' },
      'warm-up': { type: 'string', default: '10' },
    },
  });
  const wanted = positionals.length > 0 ? positionals : [...BENCHES];
  const unknown = wanted.find((name) => !(BENCHES as readonly string[]).includes(name));
  if (unknown) {
    process.stderr.write(`No benchmark is called ${unknown}: there are ${BENCHES.join(', ')}.\n`);
    return 1;
  }
  const load = {
    clients: Number(values.clients),
    seconds: Number(values.seconds),
    warmUpSeconds: Number(values['warm-up']),
  };
  let failed = 0;
  const print = (line: object) => {
    if ('errors' in line) failed += Number(line.errors);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  // Before the others, whose load would swell this process, which is the supervisor.
  if (wanted.includes('start')) print(await benchStart());
  if (wanted.includes('gateway')) await benchGateways(load, print);
  const loads = wanted.filter((name) => name === 'browse' || name === 'orders');
  if (loads.length > 0) {
    await using platform = await startPlatform({ fsync: true });
    const client = graphqlClient(platform.graphqlUrl, load.clients);
    const variants = await fillShop(client, platform);
    for (const name of loads)
      print(
        name === 'browse'
          ? await benchBrowse(platform, client, load)
          : await benchOrders(platform, client, variants, load),
      );
    await client.close();
  }
  return failed === 0 ? 0 : 1;
}

await runCommand(run);
