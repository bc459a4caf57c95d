import { prepared } from '@eci/kit/prepared';
import { sql } from 'kysely';
import type { Allocation, AvailableStock } from './allocation.ts';
import type { InventoryDb } from './database.ts';
import type { ReservationStatus } from './reservation.ts';

/** A step of the order saga that inventory takes. */
export type Step = 'reserve' | 'commit' | 'release';

export interface SeenReservation {
  readonly id: string;
  readonly orderId: string;
  readonly status: ReservationStatus;
  readonly version: number;
  /** Whether its hold is over by the database's clock. */
  readonly expired: boolean;
  /** By variant and warehouse. */
  readonly allocations: Allocation[];
}

/** What a step of an order is decided from. It may be stale when the decision is written, which the write finds out. */
export interface Seen {
  /** Steps that were taken or cancelled, with their outcomes. */
  readonly operations: Partial<Record<Step, { requestHash: string | null; outcome: unknown }>>;
  readonly reservation: SeenReservation | null;
  /** Stock of the variants that were asked for. */
  readonly levels: AvailableStock[];
  /** The database's clock. */
  readonly now: Date;
}

/** Reads it all in one statement, hence from one snapshot. */
export async function see(db: InventoryDb, orderId: string, variantIds: readonly string[]): Promise<Seen> {
  const [seen] = await selectSeen.rows(db, { orderId, variantIds });
  return seen!;
}

/** Variants are listed one by one: of an array PostgreSQL can not tell the length, and would plan anew each time. */
const selectSeen = prepared(
  (
    _db: InventoryDb,
    { orderId, variantIds }: { orderId: string; variantIds: readonly string[] },
  ) => sql<Seen>`
    select
      coalesce((
        select jsonb_object_agg(operation_key, jsonb_build_object('requestHash', request_hash, 'outcome', outcome))
        from idempotent_operation where scope = ${orderId}
      ), '{}') as operations,
      (
        select jsonb_build_object('id', id, 'orderId', order_id, 'status', status, 'version', version,
          'expired', expires_at <= clock_timestamp(), 'allocations', (
            select jsonb_agg(jsonb_build_object('warehouseId', warehouse_id, 'variantId', variant_id, 'quantity', quantity)
              order by variant_id, warehouse_id)
            from reservation_line where reservation_id = reservation.id
          ))
        from reservation where order_id = ${orderId}
      ) as reservation,
      ${variantIds.length === 0 ? sql`'[]'::jsonb` : levelsOf(variantIds)} as levels,
      clock_timestamp() as now`,
);

const levelsOf = (variantIds: readonly string[]) => sql`coalesce((
        select jsonb_agg(jsonb_build_object('variantId', level.variant_id, 'warehouseId', level.warehouse_id,
          'available', level.on_hand - level.held, 'priority', warehouse.priority))
        from stock_level as level join warehouse on warehouse.id = level.warehouse_id
        where level.variant_id in (${sql.join(variantIds)})
      ), '[]')`;
