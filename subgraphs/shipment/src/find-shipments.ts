import { maySee, type Viewer } from '@eci/kit/auth';
import { isId } from '@eci/kit/ids';
import { idText } from '@eci/kit/text';
import type { ShipmentContext } from './context.ts';
import type { ShipmentRow } from './shipment.entity.ts';

/** Staff, the customer whose order it is, and the guest whose token is for that order. */
export const maySeeShipment = (
  viewer: Viewer,
  { customerId, orderId }: Pick<ShipmentRow, 'customerId' | 'orderId'>,
): boolean => maySee(viewer, customerId ?? null, orderId);

/** The order context asks for the shipments of its orders, whoever they belong to. */
const isVisible = (ctx: ShipmentContext, shipment: ShipmentRow): boolean =>
  ctx.caller === 'order' || maySeeShipment(ctx.viewer, shipment);

/** Whether a text can be some context's id or a tracking number; what can not is known to nobody. */
const isIdText = (text: string): boolean => idText().safeParse(text).success;

/** One shipment by its id; null when unknown or someone else's. */
export async function findShipment(ctx: ShipmentContext, id: string): Promise<ShipmentRow | null> {
  const shipment = isId('shp', id) ? await ctx.loaders.shipment.load(id) : null;
  return shipment && isVisible(ctx, shipment) ? shipment : null;
}

/** An order's shipments, oldest first; none when the order is unknown or someone else's. */
export async function findShipmentsOfOrder(ctx: ShipmentContext, orderId: string): Promise<ShipmentRow[]> {
  if (!isIdText(orderId)) return [];
  const shipments = await ctx.loaders.shipmentsOfOrder.load(orderId);
  return shipments.filter((shipment) => isVisible(ctx, shipment));
}

/**
 * The shipment with this tracking number, for anyone: knowing the number is the permission, and what it permits is
 * status, carrier and events. Null when unknown.
 */
export async function trackShipment(
  ctx: ShipmentContext,
  trackingNumber: string,
): Promise<ShipmentRow | null> {
  if (!isIdText(trackingNumber)) return null;
  const shipment = await ctx.db
    .selectFrom('shipment')
    .selectAll()
    .where('trackingNumber', '=', trackingNumber)
    .executeTakeFirst();
  return shipment ?? null;
}
