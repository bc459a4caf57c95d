import type { Dialect } from '@eci/kit/database';
import { type Outbox, type OutboxRows, outboxWrites } from '@eci/kit/outbox';
import type { Trace } from '@eci/kit/trace';
import { mustInsert, mustUpdate, preparedWrites } from '@eci/kit/write-together';
import { changeOrder, moveOrder, orderFacts, timelineEntry } from './change-order.ts';
import type { OrderDb, OrderTx } from './database.ts';
import type { OrderEventRow, OrderRow } from './order.entity.ts';
import { movesTowards, progressOf } from './order.ts';
import { type Effect, operationOf, type Saga } from './saga.ts';
import type { ShipResult } from './saga-steps.ts';
import { type SagaChange, type SagaWork, updateSaga } from './saga-store.ts';

/** Whether an effect decides the order. */
export const changesOrder = (effect: Effect): boolean =>
  effect.type === 'confirm' || effect.type === 'fail' || effect.type === 'cancelled';

/** Does to the order what the saga decided, in the transaction that writes the saga. Answers the order if it was decided. */
export async function applyEffects(
  tx: OrderTx,
  outbox: Outbox,
  trace: Trace,
  work: SagaWork,
  saga: Saga,
  effects: readonly Effect[],
  now: Date,
): Promise<OrderRow | null> {
  let decided: OrderRow | null = null;
  for (const effect of effects) {
    switch (effect.type) {
      case 'confirm':
        decided = await confirm(tx, outbox, trace, work, saga, now);
        break;
      case 'fail': {
        const { failure } = effect;
        const order = await lockOrder(tx, work.orderId);
        decided = await changeOrder(
          tx,
          outbox,
          trace,
          order,
          { to: 'FAILED', failure, detail: failure.code, facts: { reason: failure.code } },
          now,
        );
        break;
      }
      case 'cancelled': {
        const { cancelReason } = await tx
          .selectFrom('saga')
          .select('cancelReason')
          .where('orderId', '=', work.orderId)
          .executeTakeFirstOrThrow();
        const order = await lockOrder(tx, work.orderId);
        decided = await changeOrder(
          tx,
          outbox,
          trace,
          order,
          { to: 'CANCELLED', failure: saga.failure!, detail: cancelReason, facts: { reason: cancelReason } },
          now,
        );
        break;
      }
      case 'cancel-refused':
        await timelineEntry(tx, work.orderId, 'CANCEL_REFUSED', null, now).execute();
        await tx
          .updateTable('saga')
          .set({ cancelRequestedAt: null })
          .where('orderId', '=', work.orderId)
          .execute();
        break;
      case 'call':
      case 'wait':
        break;
    }
  }
  return decided;
}

interface ConfirmationToWrite {
  readonly saga: SagaChange;
  readonly order: Pick<OrderRow, 'id' | 'version'> & { nextVersion: number };
  readonly shipments: { shipmentId: string; orderId: string; status: string }[];
  readonly entry: OrderEventRow;
  readonly outbox: OutboxRows;
}

const writeConfirmation = preparedWrites((db: OrderDb, given: ConfirmationToWrite, dialect) => [
  mustUpdate(updateSaga(db, dialect, given.saga, { kind: 'end' }, { unlessCancelled: true })),
  mustUpdate(
    db
      .updateTable('placed_order')
      .set({ status: 'CONFIRMED', version: given.order.nextVersion })
      .where('id', '=', given.order.id)
      .where('version', '=', given.order.version),
  ),
  ...given.shipments.map((shipment) =>
    mustInsert(dialect, db.insertInto('order_shipment').values(shipment), 'shipmentId'),
  ),
  db.insertInto('order_event').values(given.entry),
  ...outboxWrites(db, given.outbox, dialect),
]);

/**
 * Ends a saga and confirms its order, all in one write, which is how nearly every saga ends. Null, with nothing
 * written, when something stands in the way (another owner, a cancellation, a parcel that has moved already): then
 * the transaction of applyEffects finds out what.
 */
export async function confirmAtOnce(
  { db, dialect, outbox }: { db: OrderDb; dialect: Dialect; outbox: Outbox },
  trace: Trace,
  work: SagaWork,
  saga: Saga,
  change: SagaChange,
  now: Date,
): Promise<OrderRow | null> {
  const { order, lines } = work.input;
  const { after, entry, event } = moveOrder(order, { to: 'CONFIRMED', facts: orderFacts(order, lines) }, now);
  const isWritten = await writeConfirmation(db, dialect, {
    saga: change,
    order: { id: order.id, version: order.version, nextVersion: after.version },
    shipments: shipmentsOf(saga).map(({ id, status }) => ({ shipmentId: id, orderId: order.id, status })),
    entry,
    outbox: outbox.rowsOf(trace, [event]),
  });
  return isWritten ? after : null;
}

const shipmentsOf = (saga: Saga): ShipResult['shipments'] =>
  (operationOf(saga, 'ship')!.result as ShipResult).shipments;

/** The order as it is now, locked: events of its parcels change it too. */
const lockOrder = (tx: OrderTx, id: string): Promise<OrderRow> =>
  tx.selectFrom('placed_order').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();

/** Confirms the order; its parcels may have moved on already, since their events travel on their own. */
async function confirm(
  tx: OrderTx,
  outbox: Outbox,
  trace: Trace,
  work: SagaWork,
  saga: Saga,
  now: Date,
): Promise<OrderRow> {
  const shipments = shipmentsOf(saga);
  const known = await tx
    .selectFrom('order_shipment')
    .select(['shipmentId', 'status'])
    .where('orderId', '=', work.orderId)
    .execute();
  const statuses = new Map(known.map(({ shipmentId, status }) => [shipmentId, status]));
  const unknown = shipments.filter(({ id }) => !statuses.has(id));
  if (unknown.length > 0) {
    await tx
      .insertInto('order_shipment')
      .values(unknown.map(({ id, status }) => ({ shipmentId: id, orderId: work.orderId, status })))
      .execute();
    for (const { id, status } of unknown) statuses.set(id, status);
  }
  let order = await changeOrder(
    tx,
    outbox,
    trace,
    work.input.order,
    { to: 'CONFIRMED', facts: orderFacts(work.input.order, work.input.lines) },
    now,
  );
  for (const to of movesTowards(order.status, progressOf([...statuses.values()])))
    order = await changeOrder(tx, outbox, trace, order, { to }, now);
  return order;
}
