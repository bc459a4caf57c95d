import path from 'node:path';
import { REPOSITORY } from './config.ts';

/** The processes of the platform, in the order in which people think of them. */
export const SERVICES = [
  'catalog',
  'customer',
  'inventory',
  'payment',
  'order',
  'shipment',
  'notification',
  'gateway',
] as const;

export type ServiceName = (typeof SERVICES)[number];

/** Who gets which events: `types` are names without `eci.` and `.v1`. */
export interface EventFlow {
  readonly to: ServiceName;
  readonly types: readonly string[];
}

export interface Service {
  readonly name: ServiceName;
  /** The port by default; `<NAME>_PORT` sets another. */
  readonly port: number;
  /** The database in the embedded PostgreSQL; null for a process without one. */
  readonly database: string | null;
  /** The file that Node runs. */
  readonly entry: string;
  /** The siblings whose graph or REST face it calls. */
  readonly calls: readonly ServiceName[];
  readonly events: readonly EventFlow[];
}

/** The seven contexts; the gateway calls all of them. */
const SUBGRAPHS: readonly Service[] = [
  subgraph('catalog', 8081, [], []),
  subgraph('customer', 8082, [], [{ to: 'notification', types: ['customer.registered'] }]),
  subgraph('inventory', 8083, ['catalog'], [{ to: 'notification', types: ['stock.low'] }]),
  subgraph('payment', 8084, [], toBoth('payment.refunded')),
  subgraph(
    'order',
    8085,
    ['catalog', 'customer', 'inventory', 'payment', 'shipment'],
    [{ to: 'notification', types: ['order.confirmed', 'order.failed', 'order.cancelled'] }],
  ),
  subgraph('shipment', 8086, [], toBoth('shipment.status-changed')),
  subgraph('notification', 8087, [], []),
];

/** The whole platform as a list. */
export const TOPOLOGY: Readonly<Record<ServiceName, Service>> = Object.fromEntries(
  [
    ...SUBGRAPHS,
    {
      name: 'gateway' as const,
      port: 4000,
      database: null,
      entry: path.join(REPOSITORY, 'gateway', 'src', 'server.ts'),
      calls: SUBGRAPHS.map(({ name }) => name),
      events: [],
    },
  ].map((service) => [service.name, service]),
) as Record<ServiceName, Service>;

/** The contexts, without the gateway. */
export const SUBGRAPH_NAMES = SUBGRAPHS.map(({ name }) => name);

/** Who calls `name`, be it with a request or with an event: those whose credential it must know. */
export function callersOf(name: ServiceName): ServiceName[] {
  return SERVICES.filter((caller) => {
    const { calls, events } = TOPOLOGY[caller];
    return calls.includes(name) || events.some(({ to }) => to === name);
  });
}

/**
 * The order in which to stop, in groups that can stop together: the gateway first, so that no new request comes in, and
 * a service before those whose answers its running work needs.
 */
export function stopGroups(): ServiceName[][] {
  const groups: ServiceName[][] = [];
  for (const name of SERVICES) {
    const rank = stopRank(name);
    groups[rank] = [...(groups[rank] ?? []), name];
  }
  return groups;
}

/** One more than the highest rank among the callers; events can wait in the sender's outbox and do not count. */
function stopRank(name: ServiceName): number {
  const callers = SERVICES.filter((caller) => TOPOLOGY[caller].calls.includes(name));
  return callers.length === 0 ? 0 : 1 + Math.max(...callers.map(stopRank));
}

function subgraph(
  name: ServiceName,
  port: number,
  calls: readonly ServiceName[],
  events: readonly EventFlow[],
): Service {
  const entry = path.join(REPOSITORY, 'subgraphs', name, 'src', 'server.ts');
  return { name, port, database: `eci_${name}`, entry, calls, events };
}

/** Refunds and deliveries are told to the customer and recorded on the order. */
function toBoth(type: string): EventFlow[] {
  return [
    { to: 'notification', types: [type] },
    { to: 'order', types: [type] },
  ];
}
