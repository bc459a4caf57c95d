import { newId } from '@eci/kit/ids';
import { type NewEvent, type Outbox, partitionOf } from '@eci/kit/outbox';
import { asOneValue, prepared } from '@eci/kit/prepared';
import type { Trace } from '@eci/kit/trace';
import { type RawBuilder, sql } from 'kysely';
import type { InventoryDb } from './database.ts';
import type { ReservationStatus } from './reservation.ts';
import type { MovementCause } from './stock.entity.ts';
import { LOCK_PATIENCE_MS, MAX_ON_HAND } from './stock.ts';

/** A change to one level; a level may stand in a StockChange once. */
export interface LevelChange {
  variantId: string;
  warehouseId: string;
  onHandDelta: number;
  heldDelta: number;
  /** Compare-and-set: what must be on hand before; anything when left out. */
  expectedOnHand?: number | null;
}

/** What must happen to a reservation together with its stock. */
export type ReservationStep =
  | { make: { id: string; orderId: string; expiresAt: Date } }
  /** `expired` says on which side of its expiry the hold must be, by the database's clock; left out: either. */
  | { move: { id: string; from: ReservationStatus; to: ReservationStatus; expired?: boolean } };

/** A row of the kit's idempotent_operation that must not be there yet. */
export interface OperationRecord {
  scope: string;
  operationKey: string;
  requestHash: string | null;
  outcome: unknown;
}

export interface StockChange {
  cause: MovementCause;
  /** Of the ledger: the order's id, or staff's reason. */
  reference: string;
  levels: readonly LevelChange[];
  reservation?: ReservationStep;
  operations?: readonly OperationRecord[];
  events?: readonly NewEvent[];
}

/**
 * The one place where stock changes: a single statement that locks the levels in a fixed order (variant, warehouse),
 * goes on only if each of them allows its change, moves the reservation by compare-and-set, and writes levels, ledger,
 * operations and events, all or nothing. Answers false, with nothing written, when a level or the reservation is no
 * longer as it must be; the caller looks again. An operation that is there already fails it whole with a unique
 * violation; a lock that is not to be had within 1 s with a lock time-out.
 *
 * It wakes the relay when there is something to deliver, which a caller with a transaction around it does once that is
 * committed.
 *
 * One statement and not a transaction of eight, since it holds the locks of a hot level for no round trip at all.
 * The guard is `0 <= held <= on hand` after the change, so a hold of n needs on_hand - held >= n. The levels are
 * locked before anything else and low-stock counters after them, so two statements never wait for each other.
 */
export async function changeStock(
  db: InventoryDb,
  outbox: Outbox,
  trace: Trace,
  { cause, reference, levels, reservation, operations = [], events = [] }: StockChange,
): Promise<boolean> {
  const column = <V>(pick: (level: LevelChange) => V) => asOneValue(levels.map(pick));
  const rows = outbox.rowsOf(trace, events);
  const [result] = await changeStatement.rows(db, {
    cause,
    reference,
    variantIds: column((level) => level.variantId),
    warehouseIds: column((level) => level.warehouseId),
    onHandDeltas: column((level) => level.onHandDelta),
    heldDeltas: column((level) => level.heldDelta),
    expectedOnHand: column((level) => level.expectedOnHand ?? null),
    movementIds: column(() => newId('mov')),
    eventIds: column(() => newId('evt')),
    partitions: column((level) => partitionOf(level.variantId)),
    ...(reservation && { reservation }),
    operations: JSON.stringify(operations),
    events: JSON.stringify(rows.events),
    deliveries: JSON.stringify(rows.deliveries),
    traceparent: trace.traceparent,
    lowStockSinks: asOneValue(sinksOf(outbox, LOW_STOCK)),
  });
  const isChanged = result?.settled === 1;
  if (isChanged && (rows.deliveries.length > 0 || result.low > 0)) outbox.wake();
  return isChanged;
}

/** What the statement is made of: levels by column, the kit's rows as JSON. */
interface PreparedChange {
  readonly cause: MovementCause;
  readonly reference: string;
  readonly variantIds: readonly string[];
  readonly warehouseIds: readonly string[];
  readonly onHandDeltas: readonly number[];
  readonly heldDeltas: readonly number[];
  readonly expectedOnHand: readonly (number | null)[];
  readonly movementIds: readonly string[];
  readonly eventIds: readonly string[];
  readonly partitions: readonly number[];
  readonly reservation?: ReservationStep;
  readonly operations: string;
  readonly events: string;
  readonly deliveries: string;
  readonly traceparent: string;
  readonly lowStockSinks: readonly string[];
}

const LOW_STOCK = 'eci.stock.low.v1';

const sinksOf = ({ sinks }: Outbox, type: string): string[] =>
  sinks.filter(({ types }) => types === null || types.has(type)).map(({ name }) => name);

const changeStatement = prepared(
  (_db: InventoryDb, given: PreparedChange) => sql<{ settled: number; low: number }>`
    with patience as materialized (select set_config('lock_timeout', ${`${LOCK_PATIENCE_MS}ms`}, true) as value),
    change as materialized (
      select given.*
      from patience, unnest(
        ${given.variantIds}::text[], ${given.warehouseIds}::text[],
        ${given.onHandDeltas}::int[], ${given.heldDeltas}::int[],
        ${given.expectedOnHand}::int[], ${given.movementIds}::text[],
        ${given.eventIds}::text[], ${given.partitions}::int[]
      ) as given (variant_id, warehouse_id, on_hand_delta, held_delta, expected_on_hand, movement_id, event_id, partition_no)
    ),
    locked as materialized (
      select level.variant_id
      from stock_level as level join change using (variant_id, warehouse_id)
      where level.held + held_delta between 0 and level.on_hand + on_hand_delta
        and level.on_hand + on_hand_delta <= ${MAX_ON_HAND}::int
        and (expected_on_hand is null or level.on_hand = expected_on_hand)
      order by level.variant_id, level.warehouse_id
      for no key update of level
    ),
    ready as materialized (
      select clock_timestamp() as at from patience where (select count(*) from locked) = (select count(*) from change)
    ),
    settled as (${reservationStep(given.reservation)}),
    operation as (
      insert into idempotent_operation (scope, operation_key, request_hash, outcome, created_at)
      select given.*, clock_timestamp()
      from settled, jsonb_to_recordset(${given.operations}::jsonb)
        as given ("scope" text, "operationKey" text, "requestHash" text, "outcome" jsonb)
    ),
    changed as (
      update stock_level as level
      set on_hand = level.on_hand + change.on_hand_delta, held = level.held + change.held_delta, version = level.version + 1
      from change, settled
      where level.variant_id = change.variant_id and level.warehouse_id = change.warehouse_id
      returning level.variant_id, level.warehouse_id, level.low_stock_threshold, level.on_hand - level.held as available,
        change.on_hand_delta, change.held_delta, change.movement_id, change.event_id, change.partition_no
    ),
    ledger as (
      insert into stock_movement (id, variant_id, warehouse_id, on_hand_delta, held_delta, cause, reference, at)
      select movement_id, variant_id, warehouse_id, on_hand_delta, held_delta, ${given.cause}, ${given.reference}, clock_timestamp()
      from changed
    ),
    ${reservationLines(given.reservation)}
    ${lowStock(given)}
    event as (
      insert into outbox_event (id, type, subject, sequence, data, traceparent, created_at)
      select id, type, subject, sequence, data::jsonb, traceparent, clock_timestamp()
      from settled, jsonb_to_recordset(${given.events}::jsonb)
        as given (id text, type text, subject text, sequence int, data text, traceparent text)
    ),
    delivery as (
      insert into outbox_delivery (event_id, sink, subject, sequence, partition_no, attempts, next_attempt_at, created_at)
      select given.*, 0, clock_timestamp(), clock_timestamp()
      from settled, jsonb_to_recordset(${given.deliveries}::jsonb)
        as given ("eventId" text, "sink" text, "subject" text, "sequence" int, "partitionNo" int)
    )
    select count(*) as settled, (select count(*) from low) as low from settled`,
);

function reservationStep(step: ReservationStep | undefined): RawBuilder<unknown> {
  if (!step) return sql`select at from ready`;
  if ('make' in step) {
    const { id, orderId, expiresAt } = step.make;
    return sql`
      insert into reservation (id, order_id, status, expires_at, version, created_at)
      select ${id}, ${orderId}, 'HELD', ${expiresAt}::timestamptz, 1, clock_timestamp() from ready
      returning true as done`;
  }
  const { id, from, to, expired } = step.move;
  // Not clock_timestamp() itself: that would be read with the row, before the wait for the levels.
  const onTime = expired === undefined ? sql`true` : sql`(reservation.expires_at <= ready.at) = ${expired}`;
  return sql`
      update reservation set status = ${to}, version = reservation.version + 1
      from ready where reservation.id = ${id} and reservation.status = ${from} and ${onTime}
      returning true as done`;
}

function reservationLines(step: ReservationStep | undefined): RawBuilder<unknown> {
  if (!step || !('make' in step)) return sql``;
  return sql`line as (
      insert into reservation_line (reservation_id, variant_id, warehouse_id, quantity)
      select ${step.make.id}, variant_id, warehouse_id, held_delta from changed
    ),`;
}

/** One stock.low event for each level whose available units pass its threshold on their way down. */
function lowStock({ traceparent, lowStockSinks }: PreparedChange): RawBuilder<unknown> {
  return sql`
    low as (
      select changed.*, warehouse.name as warehouse_name
      from changed join warehouse on warehouse.id = changed.warehouse_id
      where available < low_stock_threshold and available - on_hand_delta + held_delta >= low_stock_threshold
    ),
    counted as (
      insert into low_stock_notice as notice (variant_id, notices)
      select variant_id, count(*) from low group by variant_id order by variant_id
      on conflict (variant_id) do update set notices = notice.notices + excluded.notices
      returning variant_id, notices
    ),
    low_event as (
      insert into outbox_event (id, type, subject, sequence, data, traceparent, created_at)
      select event_id, ${LOW_STOCK}, variant_id,
        counted.notices + 1 - row_number() over (partition by variant_id order by warehouse_id),
        jsonb_build_object('variantId', variant_id, 'warehouseId', warehouse_id, 'warehouseName', warehouse_name,
          'available', available, 'threshold', low_stock_threshold),
        ${traceparent}, clock_timestamp()
      from low join counted using (variant_id)
      returning id, subject, sequence
    ),
    low_delivery as (
      insert into outbox_delivery (event_id, sink, subject, sequence, partition_no, attempts, next_attempt_at, created_at)
      select low_event.id, sink, low_event.subject, low_event.sequence, low.partition_no, 0, clock_timestamp(), clock_timestamp()
      from low_event join low on low.event_id = low_event.id cross join unnest(${lowStockSinks}::text[]) as sink
    ),`;
}
