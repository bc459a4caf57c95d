import { ExpectedError } from '@eci/kit/errors';
import { isCountry } from '@eci/kit/scalars';
import { line } from '@eci/kit/text';
import { z } from 'zod';

/** A postal address as input; lengths are those carriers print. */
export const addressInput = z.strictObject({
  name: line(100),
  line1: line(200),
  line2: line(200).nullish(),
  city: line(100),
  region: line(100).nullish(),
  postalCode: line(20),
  country: z
    .string('must be a country code')
    .refine(isCountry, 'must be an upper-case ISO 3166-1 alpha-2 code such as DE'),
});
export type Address = z.output<typeof addressInput>;

/** Checks an address; throws ADDRESS_INVALID naming the culprit below `at`. */
export function parseAddress(input: unknown, at: readonly string[]): Address {
  const result = addressInput.safeParse(input);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  const field = [...at, ...path.map(String)];
  throw new ExpectedError('ADDRESS_INVALID', `${field.join('.')}: ${message}.`, { status: 400, field });
}
