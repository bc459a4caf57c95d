/** Operations of an order's saga that end here; each happens once per order, for ever. */
export const SHIP = 'ship';
export const CANCEL_SHIPMENT = 'cancel-shipment';

/** Where a request's idempotency key is. */
export type Headers = Record<string, string | string[] | undefined>;
