import { isStaff, requireStaff, type Viewer } from '@eci/kit/auth';
import { type Connection, connection, followsKey, readPage } from '@eci/kit/connections';
import { forbidden, parseInput, unauthenticated } from '@eci/kit/errors';
import { idText } from '@eci/kit/text';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ShipmentDb } from './database.ts';
import type { ShipmentRow } from './shipment.entity.ts';
import type { ShipmentStatus } from './shipment.ts';

export interface ShipmentFilter {
  status?: ShipmentStatus | null;
  customerId?: string | null;
  orderId?: string | null;
}

export interface ShipmentListArgs {
  first?: number | null;
  after?: string | null;
  where?: ShipmentFilter | null;
}

/** A page of all shipments that match, newest first, for staff. One statement, and one more for the total if asked. Bad arguments throw INPUT_INVALID. */
export async function listShipments(
  db: ShipmentDb,
  viewer: Viewer,
  args: ShipmentListArgs,
): Promise<Connection<ShipmentRow>> {
  requireStaff(viewer);
  return pageOfShipments(db, args);
}

/**
 * The same for anyone who is known: staff see all, a customer their own, a guest those of the one order. Asking for
 * someone else's throws FORBIDDEN.
 */
export async function listOwnShipments(
  db: ShipmentDb,
  viewer: Viewer,
  args: ShipmentListArgs,
): Promise<Connection<ShipmentRow>> {
  return pageOfShipments(db, { ...args, where: narrowed(viewer, args.where ?? {}) });
}

function narrowed(viewer: Viewer, where: ShipmentFilter): ShipmentFilter {
  if (viewer.kind === 'anonymous') throw unauthenticated();
  if (isStaff(viewer)) return where;
  if (viewer.kind === 'guest') {
    if (where.orderId && where.orderId !== viewer.subject)
      throw forbidden('This token is for the shipments of another order.');
    return { ...where, orderId: viewer.subject };
  }
  if (where.customerId && where.customerId !== viewer.id)
    throw forbidden("Listing someone else's shipments needs the role STAFF.");
  return { ...where, customerId: viewer.id };
}

const ids = z.object({ customerId: idText().nullish(), orderId: idText().nullish() });

/** Ids sort by time of making, so the newest are the last. */
const order = [sql`shipment.id`];

async function pageOfShipments(
  db: ShipmentDb,
  { where, ...args }: ShipmentListArgs,
): Promise<Connection<ShipmentRow>> {
  const page = readPage(args, ['text']);
  parseInput(ids, where ?? {}, ['where']);
  const matching = () => {
    let query = db.selectFrom('shipment');
    if (where?.status) query = query.where('status', '=', where.status);
    if (where?.customerId) query = query.where('customerId', '=', where.customerId);
    if (where?.orderId) query = query.where('orderId', '=', where.orderId);
    return query;
  };
  let query = matching().selectAll();
  if (page.after) query = query.where(followsKey(order, 'desc', page.after));
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.first + 1)
    .execute();
  return connection(
    rows,
    page,
    (shipment) => [shipment.id],
    async () => {
      const counted = await matching()
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(counted.total);
    },
  );
}
