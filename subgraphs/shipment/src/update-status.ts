import { requireStaff } from '@eci/kit/auth';
import { ExpectedError, parseInput } from '@eci/kit/errors';
import { transact } from '@eci/kit/transaction';
import { changeStatus } from './change-status.ts';
import type { ShipmentContext } from './context.ts';
import type { ShipmentRow } from './shipment.entity.ts';
import { statusInput } from './shipment-input.ts';

/** A parcel that staff could cancel alone would leave an order that is paid and never ships. */
function refuseCancelled({ id }: ShipmentRow): void {
  throw new ExpectedError(
    'SHIPMENT_STATUS_ILLEGAL',
    `The shipment ${id} is cancelled with its order only: cancel the order instead.`,
    { status: 409, field: ['status'] },
  );
}

/**
 * Moves a shipment to another status, for staff. `note` is shown to whoever tracks the parcel. Throws INPUT_INVALID,
 * SHIPMENT_NOT_FOUND naming `idField`, SHIPMENT_STATUS_ILLEGAL, also for CANCELLED, which only its order brings about.
 */
export async function updateShipmentStatus(
  ctx: ShipmentContext,
  id: string,
  raw: unknown,
  idField: readonly string[],
): Promise<ShipmentRow> {
  requireStaff(ctx.viewer);
  const { status, note } = parseInput(statusInput, raw);
  const changed = await transact(ctx.db, (tx) =>
    changeStatus(ctx, tx, id, {
      to: status,
      note: note ?? null,
      idField,
      ...(status === 'CANCELLED' && { check: refuseCancelled }),
    }),
  );
  ctx.outbox.wake();
  return changed;
}
