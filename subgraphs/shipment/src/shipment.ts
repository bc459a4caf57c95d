import { lifeCycle } from '@eci/kit/life-cycle';

export const SHIPMENT_STATUSES = [
  'PENDING',
  'PICKED',
  'SHIPPED',
  'IN_TRANSIT',
  'DELIVERED',
  'CANCELLED',
] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** From SHIPPED on the parcel is the carrier's: it can not be cancelled, only delivered. */
export const shipmentLifeCycle = lifeCycle<ShipmentStatus>('shipment', 'SHIPMENT_STATUS_ILLEGAL', {
  PENDING: ['PICKED', 'CANCELLED'],
  PICKED: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['IN_TRANSIT', 'DELIVERED'],
  IN_TRANSIT: ['DELIVERED'],
  DELIVERED: [],
  CANCELLED: [],
});

/** Whether the parcel has left the warehouse. */
export const hasLeft = (status: ShipmentStatus): boolean =>
  status === 'SHIPPED' || status === 'IN_TRANSIT' || status === 'DELIVERED';

/** What a parcel holds of a variant, as the order had it. */
export interface ShipmentLine {
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
}

/** Where a parcel goes, as the order had it. */
export interface Destination {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly city: string;
  readonly region?: string | null | undefined;
  readonly postalCode: string;
  readonly country: string;
}

export interface Carrier {
  readonly name: string;
  /** First letters of its tracking numbers. */
  readonly prefix: string;
}

const CARRIERS = {
  letter: { name: 'Brevio Post', prefix: 'brv' },
  domestic: { name: 'Parcelo', prefix: 'pcl' },
  union: { name: 'EuroCargo Line', prefix: 'ecl' },
  world: { name: 'Meridian Express', prefix: 'mdx' },
} as const satisfies Record<string, Carrier>;

/** Members of the European Union's customs territory we send to without papers (ISO 3166-1; EU member states, 2026). */
const UNION = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Most units that still go as a letter. */
const LETTER_UNITS = 1;

/**
 * Who carries a parcel, by where it goes and how many units it holds: one unit within the home country goes as a
 * letter, more as a domestic parcel; between two members of the European Union a road carrier takes it; anything that
 * crosses a customs border goes by air.
 */
export function carrierFor(
  homeCountry: string,
  destination: Pick<Destination, 'country'>,
  lines: readonly ShipmentLine[],
): Carrier {
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  if (destination.country === homeCountry) return units <= LETTER_UNITS ? CARRIERS.letter : CARRIERS.domestic;
  return UNION.has(homeCountry) && UNION.has(destination.country) ? CARRIERS.union : CARRIERS.world;
}
