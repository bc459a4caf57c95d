import { parseArgs } from 'node:util';
import { OperatorProblem } from '../platform/operator-problem.ts';
import { startPlatform } from '../platform/platform.ts';
import { runCommand } from '../platform/run-command.ts';
import { benchBrowse } from './browse.ts';
import { benchGateways } from './gateway/bench.ts';
import { graphqlClient } from './load.ts';
import { benchOrders } from './orders.ts';
import { fillShop } from './shop.ts';
import { benchStart } from './start.ts';

/** Those that load one platform, one after the other. */
const LOADS = ['browse', 'browse-varied', 'orders'] as const;
const BENCHES = [...LOADS, 'start', 'gateway'] as const;

const isBench = (name: string): name is (typeof BENCHES)[number] =>
  (BENCHES as readonly string[]).includes(name);

function readNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new OperatorProblem(`--${option} must be a whole number from 1 to 999999, not ${text}.`);
  return Number(text);
}

/**
 * `npm run bench -- [browse|browse-varied|orders|start|gateway] [--clients 16] [--seconds 20] [--warm-up 10]`: a platform of its own on free
 * ports, durable commits, on the machine that also makes the load. One JSON line per benchmark; exit 1 when a unit failed or none was sent.
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
  const unknown = positionals.find((name) => !isBench(name));
  if (unknown !== undefined) {
    process.stderr.write(`No benchmark is called ${unknown}: there are ${BENCHES.join(', ')}.\n`);
    return 1;
  }
  const wanted = positionals.length > 0 ? positionals.filter(isBench) : BENCHES;
  const load = {
    clients: readNumber('clients', values.clients),
    seconds: readNumber('seconds', values.seconds),
    warmUpSeconds: readNumber('warm-up', values['warm-up']),
  };
  let failed = 0;
  const print = (line: object) => {
    if ('errors' in line) failed += Number(line.errors);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  // Before the others, whose load would swell this process, which is the supervisor.
  if (wanted.includes('start')) print(await benchStart());
  if (wanted.includes('gateway')) await benchGateways(load, print);
  const loads = LOADS.filter((name) => wanted.includes(name));
  if (loads.length > 0) {
    await using platform = await startPlatform({ fsync: true });
    const client = graphqlClient(platform.graphqlUrl, load.clients);
    const variants = await fillShop(client, platform);
    for (const name of loads)
      print(
        name === 'orders'
          ? await benchOrders(platform, client, variants, load)
          : await benchBrowse(name, platform, client, load),
      );
    await client.close();
  }
  return failed === 0 ? 0 : 1;
}

await runCommand(run);
