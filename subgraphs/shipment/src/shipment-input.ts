import { isCountry } from '@eci/kit/scalars';
import { idText, line, prose } from '@eci/kit/text';
import { z } from 'zod';
import { SHIPMENT_STATUSES } from './shipment.ts';

/** What GraphQL and REST accept alike: one set of rules, one set of messages. */
const address = z.strictObject({
  name: line(200),
  line1: line(200),
  line2: line(200).nullish(),
  city: line(100),
  region: line(100).nullish(),
  postalCode: line(20),
  country: z
    .string('must be a country code')
    .refine(isCountry, 'must be an upper-case ISO 3166-1 country code such as DE'),
});

const shipmentLine = z.strictObject({
  variantId: idText(),
  sku: line(64),
  name: line(320),
  quantity: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1_000_000, 'must be at most 1,000,000'),
});

const parcel = z.strictObject({
  warehouseId: idText(),
  lines: z
    .array(shipmentLine, 'must be a list')
    .min(1, 'must hold at least one line')
    .max(500, 'must hold at most 500 lines'),
});

/** The body of POST /v1/shipments: an order's parcels, each of another warehouse. */
export const shipmentsCreateInput = z
  .strictObject({
    orderId: idText(),
    orderNumber: line(64),
    customerId: idText().nullable(),
    email: line(254).pipe(z.email('must be an e-mail address')),
    address,
    parcels: z
      .array(parcel, 'must be a list')
      .min(1, 'must hold at least one parcel')
      .max(50, 'must hold at most 50 parcels'),
  })
  .superRefine(({ parcels }, ctx) => {
    const seen = new Set<string>();
    for (const [index, { warehouseId }] of parcels.entries()) {
      if (seen.has(warehouseId))
        ctx.addIssue({
          code: 'custom',
          path: ['parcels', index, 'warehouseId'],
          message: 'must differ: a warehouse sends one parcel per order',
        });
      seen.add(warehouseId);
    }
  });
export type ShipmentsCreateInput = z.output<typeof shipmentsCreateInput>;

/** Why a shipment is cancelled: the order's own reason, which stays with the order. */
export const cancelInput = z.strictObject({ reason: prose(500).nullish() });

export const statusInput = z.strictObject({
  status: z.enum(SHIPMENT_STATUSES, `must be one of ${SHIPMENT_STATUSES.join(', ')}`),
  note: prose(500).nullish(),
});
