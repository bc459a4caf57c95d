import { newId } from '@eci/kit/ids';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { newTrace } from '@eci/kit/trace';
import { changeStock } from './change-stock.ts';
import { brokenStock } from './stock-invariants.ts';
import { inventory } from './subgraph.ts';

/** Nothing listens there: tests that need the catalog stand in test/inventory-catalog.test.ts. */
const NOBODY = 'http://127.0.0.1:9';

export interface StepAnswer {
  status: number;
  headers: Headers;
  text: string;
  body: {
    reservationId: string;
    orderId: string;
    status: string;
    expiresAt: string;
    allocations: { warehouseId: string; variantId: string; quantity: number }[];
    code: string;
    field: string[];
    details: Record<string, unknown>;
  };
}

export interface LevelState {
  onHand: number;
  held: number;
}

/** An inventory with real HTTP and a real database, and the few moves that every test makes. Not used by the service. */
export async function openTestShop(env: Record<string, string> = {}) {
  const subgraph = await startTestSubgraph(inventory, {
    CATALOG_URL: NOBODY,
    SWEEP_INTERVAL_MS: '3600000',
    ...env,
  });
  const { db, outbox } = subgraph.runtime;
  const ctx = { db, outbox, trace: newTrace() };
  let warehouses = 0;

  async function warehouse(priority = 1): Promise<string> {
    const id = newId('whs');
    await db
      .insertInto('warehouse')
      .values({ id, code: `W${++warehouses}`, name: `Warehouse ${warehouses}`, priority, country: 'DE' })
      .execute();
    return id;
  }
  /** Puts units of a variant (a new one unless named) into a warehouse, with their entry in the ledger. */
  async function stock(
    warehouseId: string,
    units: number,
    { variantId = newId('var'), threshold = 0 } = {},
  ): Promise<string> {
    const level = { variantId, warehouseId, onHand: 0, held: 0, lowStockThreshold: threshold, version: 1 };
    await db.insertInto('stock_level').values(level).execute();
    if (units === 0) return variantId;
    const received = { variantId, warehouseId, onHandDelta: units, heldDelta: 0 };
    await changeStock(db, outbox, ctx.trace, {
      cause: 'RECEIVED',
      reference: 'delivery',
      levels: [received],
    });
    return variantId;
  }
  const step = (
    name: 'reserve' | 'commit' | 'release',
    body: { orderId: string },
    key = `${body.orderId}:${name}`,
  ): Promise<StepAnswer> =>
    subgraph.rest<StepAnswer['body']>('POST', `/v1/inventory/${name}`, { caller: 'order', key, body });
  const levelOf = (variantId: string, warehouseId: string): Promise<LevelState> =>
    db
      .selectFrom('stock_level')
      .select(['onHand', 'held'])
      .where('variantId', '=', variantId)
      .where('warehouseId', '=', warehouseId)
      .executeTakeFirstOrThrow();

  return {
    ...subgraph,
    ctx,
    db,
    warehouse,
    stock,
    levelOf,
    staff: { token: await subgraph.identities.user('cus_staff', 'STAFF') },
    customer: { token: await subgraph.identities.user('cus_1') },
    reserve: (orderId: string, ...lines: [variantId: string, quantity: number][]) =>
      step('reserve', { orderId, lines: lines.map(([variantId, quantity]) => ({ variantId, quantity })) } as {
        orderId: string;
      }),
    commit: (orderId: string) => step('commit', { orderId }),
    release: (orderId: string) => step('release', { orderId, reason: 'test' } as { orderId: string }),
    events: (subject: string) =>
      db
        .selectFrom('outbox_event')
        .select(['type', 'sequence', 'data'])
        .where('subject', '=', subject)
        .orderBy('sequence')
        .execute(),
    movements: (variantId: string) =>
      db
        .selectFrom('stock_movement')
        .select(['cause', 'onHandDelta', 'heldDelta', 'reference'])
        .where('variantId', '=', variantId)
        .orderBy('id')
        .execute(),
    broken: () => brokenStock(db),
  };
}
export type TestShop = Awaited<ReturnType<typeof openTestShop>>;

export const newOrder = (): string => newId('ord');
