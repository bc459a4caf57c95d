import { requireStaff } from '@eci/kit/auth';
import { parseInput } from '@eci/kit/errors';
import { transact } from '@eci/kit/transaction';
import { changeStatus } from './change-status.ts';
import type { ShipmentContext } from './context.ts';
import type { ShipmentRow } from './shipment.entity.ts';
import { statusInput } from './shipment-input.ts';

/**
 * Moves a shipment to another status, for staff. `note` is shown to whoever tracks the parcel. Throws INPUT_INVALID,
 * SHIPMENT_NOT_FOUND naming `idField`, SHIPMENT_STATUS_ILLEGAL.
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
    changeStatus(ctx, tx, id, { to: status, note: note ?? null, idField }),
  );
  ctx.outbox.wake();
  return changed;
}
