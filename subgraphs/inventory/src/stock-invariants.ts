import { sql } from 'kysely';
import type { InventoryDb } from './database.ts';

/**
 * Invariant I1, read in one statement: per level the ledger's sums are the level, what is held is what live
 * reservations hold, nothing is negative or oversold. Answers a sentence per violation.
 */
export async function brokenStock(db: InventoryDb): Promise<string[]> {
  const { rows } = await sql<{ violation: string }>`
    with ledger as (
      select variant_id, warehouse_id, sum(on_hand_delta) as on_hand, sum(held_delta) as held
      from stock_movement group by variant_id, warehouse_id
    ),
    live as (
      select variant_id, warehouse_id, sum(quantity) as held
      from reservation_line join reservation on reservation.id = reservation_id
      where status = 'HELD' group by variant_id, warehouse_id
    )
    select format('%s in %s: on hand %s, held %s; the ledger says %s and %s, reservations hold %s.', variant_id, warehouse_id,
      level.on_hand, level.held, coalesce(ledger.on_hand, 0), coalesce(ledger.held, 0), coalesce(live.held, 0)) as violation
    from stock_level as level
      left join ledger using (variant_id, warehouse_id)
      left join live using (variant_id, warehouse_id)
    where level.on_hand <> coalesce(ledger.on_hand, 0) or level.held <> coalesce(ledger.held, 0)
      or level.held <> coalesce(live.held, 0) or level.held < 0 or level.held > level.on_hand
    order by 1`.execute(db);
  return rows.map(({ violation }) => violation);
}
