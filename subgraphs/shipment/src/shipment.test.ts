import { describe, expect, test } from '@jest/globals';
import {
  carrierFor,
  hasLeft,
  SHIPMENT_STATUSES,
  type ShipmentStatus,
  shipmentLifeCycle,
} from './shipment.ts';

/** Written apart from the table in shipment.ts, so that a slip there shows here. */
const ALLOWED: readonly [ShipmentStatus, ShipmentStatus][] = [
  ['PENDING', 'PICKED'],
  ['PENDING', 'CANCELLED'],
  ['PICKED', 'SHIPPED'],
  ['PICKED', 'CANCELLED'],
  ['SHIPPED', 'IN_TRANSIT'],
  ['SHIPPED', 'DELIVERED'],
  ['IN_TRANSIT', 'DELIVERED'],
];
const EDGES = SHIPMENT_STATUSES.flatMap((from) =>
  SHIPMENT_STATUSES.map((to): [ShipmentStatus, ShipmentStatus] => [from, to]),
);
const isAllowed = ([from, to]: readonly [ShipmentStatus, ShipmentStatus]) =>
  ALLOWED.some((edge) => edge[0] === from && edge[1] === to);

describe('the life cycle', () => {
  test.each(EDGES.filter(isAllowed))('lets a shipment go from %s to %s', (from, to) => {
    expect(() => shipmentLifeCycle.require(from, to)).not.toThrow();
  });

  test.each(EDGES.filter((edge) => !isAllowed(edge)))(
    'refuses %s to %s with SHIPMENT_STATUS_ILLEGAL',
    (from, to) => {
      expect(() => shipmentLifeCycle.require(from, to)).toThrow(
        expect.objectContaining({ code: 'SHIPMENT_STATUS_ILLEGAL', status: 409, field: ['status'] }),
      );
    },
  );

  test('lets a parcel be cancelled exactly until it has left', () => {
    for (const status of SHIPMENT_STATUSES) {
      const isCancellable = status === 'PENDING' || status === 'PICKED';
      expect(shipmentLifeCycle.allows(status, 'CANCELLED')).toBe(isCancellable);
      expect(hasLeft(status)).toBe(!isCancellable && status !== 'CANCELLED');
    }
  });
});

describe('the carrier', () => {
  const units = (...quantities: number[]) =>
    quantities.map((quantity, i) => ({ variantId: `var_${i}`, sku: `S-${i}`, name: 'Thing', quantity }));
  test.each([
    ['one unit within the home country', 'DE', 'DE', units(1), 'Brevio Post'],
    ['two units within the home country', 'DE', 'DE', units(2), 'Parcelo'],
    ['two lines within the home country', 'DE', 'DE', units(1, 1), 'Parcelo'],
    ['anything to another member of the Union', 'DE', 'FR', units(1), 'EuroCargo Line'],
    ['anything from the Union to the rest of the world', 'DE', 'CH', units(1), 'Meridian Express'],
    ['anything into the Union from outside', 'CH', 'DE', units(3), 'Meridian Express'],
    ['parcels within a country outside the Union', 'CH', 'CH', units(3), 'Parcelo'],
  ])('of %s is known by rule', (_case, home, country, lines, expected) => {
    expect(carrierFor(home, { country }, lines).name).toBe(expected);
  });
});
