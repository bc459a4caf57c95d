import { counter, gauge } from '@eci/kit/metrics';
import { periodic } from '@eci/kit/periodic';
import type { Runtime, Worker } from '@eci/kit/subgraph';
import { newTrace } from '@eci/kit/trace';
import { isLockTimeout, retried } from '@eci/kit/transaction';
import { sql } from 'kysely';
import { changeStock } from './change-stock.ts';
import type { InventoryConfig } from './config.ts';
import type { entities, InventoryDb } from './database.ts';
import { reservationChange } from './reservation-change.ts';
import type { SeenReservation } from './see-order.ts';
import type { StockContext } from './settle.ts';

const BATCH = 100;

const expirations = counter(
  'reservations_expired_total',
  'Holds that ended because nobody committed them in time.',
);

/**
 * Gives the stock of expired holds back; answers how many it ended. Any number of processes may sweep at once: each
 * hold ends by a compare-and-set that one of them, or a commit or release, wins.
 */
export async function expireHolds(ctx: StockContext): Promise<number> {
  let expired = 0;
  for (let batch = await expireBatch(ctx); ; batch = await expireBatch(ctx)) {
    expired += batch.expired;
    // A batch of which nothing could be ended is stuck on locks: the next sweep tries again.
    if (batch.due < BATCH || batch.expired === 0) break;
  }
  expirations.inc(expired);
  return expired;
}

async function expireBatch(ctx: StockContext): Promise<{ due: number; expired: number }> {
  const due = await dueHolds(ctx.db);
  let expired = 0;
  for (const hold of due) if (await expireHold(ctx, hold)) expired++;
  return { due: due.length, expired };
}

/** False when a commit, a release or another sweeper was faster, or the stock is locked. */
async function expireHold(
  ctx: StockContext,
  { id, orderId, allocations, version }: DueHold,
): Promise<boolean> {
  try {
    return await retried(() =>
      changeStock(ctx.db, ctx.outbox, ctx.trace, {
        ...reservationChange({ id, orderId, allocations, version: version + 1 }, 'EXPIRED'),
        reservation: { move: { id, from: 'HELD', to: 'EXPIRED', expired: true } },
      }),
    );
  } catch (error) {
    if (isLockTimeout(error)) return false;
    throw error;
  }
}

type DueHold = Pick<SeenReservation, 'id' | 'orderId' | 'allocations' | 'version'>;

/** Expired holds, oldest first, without those that a commit or release is deciding on right now. */
async function dueHolds(db: InventoryDb): Promise<DueHold[]> {
  const { rows } = await sql<DueHold>`
    with due as (
      select id, order_id, version, expires_at from reservation
      where status = 'HELD' and expires_at <= clock_timestamp()
      order by expires_at limit ${BATCH}
      for update skip locked
    )
    select id, order_id, version, (
      select jsonb_agg(jsonb_build_object('warehouseId', warehouse_id, 'variantId', variant_id, 'quantity', quantity)
        order by variant_id, warehouse_id)
      from reservation_line where reservation_id = due.id
    ) as allocations
    from due order by expires_at`.execute(db);
  return rows;
}

/** Sweeps every SWEEP_INTERVAL_MS, and counts reservations by status when metrics are read. */
export function createSweeper({
  db,
  outbox,
  log,
  config,
}: Runtime<InventoryConfig, typeof entities>): Worker {
  gauge('reservations', 'Reservations by status.', ['status'], async (metric) => {
    const rows = await db
      .selectFrom('reservation')
      .select(['status', ({ fn }) => fn.countAll<number>().as('total')])
      .groupBy('status')
      .execute();
    metric.reset();
    for (const { status, total } of rows) metric.set({ status }, Number(total));
  });
  return periodic(log, 'reservation sweeper', config.SWEEP_INTERVAL_MS, async () => {
    await expireHolds({ db, outbox, trace: newTrace() });
  });
}
