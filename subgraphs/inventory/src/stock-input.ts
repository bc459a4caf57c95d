import { isCountry } from '@eci/kit/scalars';
import { idText, line } from '@eci/kit/text';
import { z } from 'zod';
import { MAX_ON_HAND, MAX_QUANTITY } from './stock.ts';

/** What GraphQL and REST accept alike: one set of rules, one set of messages. */
const whole = (min: number, max: number) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);

export const reserveInput = z.strictObject({
  orderId: idText(),
  lines: z
    .array(z.strictObject({ variantId: idText(), quantity: whole(1, MAX_QUANTITY) }), 'must be a list')
    .min(1, 'must hold at least one line')
    .max(200, 'must hold at most 200 lines'),
});
export const commitInput = z.strictObject({ orderId: idText() });
export const releaseInput = z.strictObject({ orderId: idText(), reason: line(200).nullish() });

const adjustment = {
  warehouseId: idText(),
  delta: whole(-MAX_QUANTITY, MAX_QUANTITY).refine(
    (delta) => delta !== 0,
    'must not be 0, since nothing would change',
  ),
  expectedOnHand: whole(0, MAX_ON_HAND).nullish(),
  reason: line(200),
  cause: z.enum(['RECEIVED', 'ADJUSTED'], 'must be RECEIVED or ADJUSTED').nullish(),
};
/** The REST body: the variant is in the path. */
export const stockAdjustBody = z.strictObject(adjustment);
export const stockAdjustInput = z.strictObject({ variantId: idText(), ...adjustment });

export const thresholdInput = z.strictObject({
  variantId: idText(),
  warehouseId: idText(),
  lowStockThreshold: whole(0, MAX_ON_HAND),
});

export const warehouseCreateInput = z.strictObject({
  code: z
    .string('must be a text')
    .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, 'must be 1 to 32 upper-case letters, digits or hyphens'),
  name: line(100),
  priority: whole(0, 1_000_000),
  country: z
    .string('must be a country code')
    .refine(isCountry, 'must be an upper-case ISO 3166-1 alpha-2 code such as DE'),
});
