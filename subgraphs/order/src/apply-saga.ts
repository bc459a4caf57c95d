import type { Outbox } from '@eci/kit/outbox';
import type { Trace } from '@eci/kit/trace';
import { changeOrder, orderFacts, timelineEntry } from './change-order.ts';
import type { OrderTx } from './database.ts';
import type { OrderRow } from './order.entity.ts';
import { movesTowards, progressOf } from './order.ts';
import { type Effect, operationOf, type Saga } from './saga.ts';
import type { ShipResult } from './saga-steps.ts';
import type { SagaWork } from './saga-store.ts';

/** Whether an effect decides the order. */
export const changesOrder = (effect: Effect): boolean =>
  effect.type === 'confirm' || effect.type === 'fail' || effect.type === 'cancelled';

/** Does to the order what the saga decided, in the transaction that writes the saga. */
export async function applyEffects(
  tx: OrderTx,
  outbox: Outbox,
  trace: Trace,
  work: SagaWork,
  saga: Saga,
  effects: readonly Effect[],
  now: Date,
): Promise<void> {
  for (const effect of effects) {
    switch (effect.type) {
      case 'confirm':
        await confirm(tx, outbox, trace, work, saga, now);
        break;
      case 'fail': {
        const { failure } = effect;
        const order = await lockOrder(tx, work.orderId);
        await changeOrder(
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
        await changeOrder(
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
}

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
): Promise<void> {
  const { shipments } = operationOf(saga, 'ship')!.result as ShipResult;
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
}
