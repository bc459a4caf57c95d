import { isCountry } from '@eci/kit/scalars';
import { line } from '@eci/kit/text';
import { z } from 'zod';
import { MAX_PASSWORD } from './customer.ts';

/** What GraphQL and REST accept alike: one set of rules, one set of messages. */

/** Its form is checked by normaliseEmail, whose refusal has a code of its own. */
const email = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(1_000, 'must be at most 1,000 characters');
const name = line(100);

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u001f\u007f]/;
const password = z
  .string('must be a text')
  .refine((text) => !CONTROL.test(text) && text.isWellFormed(), 'must not contain control characters');
/** A password to be compared: an over-long one is refused before it costs a hash. Twice, for surrogate pairs. */
const knownPassword = password
  .min(1, 'must not be empty')
  .max(2 * MAX_PASSWORD, `must be at most ${MAX_PASSWORD} characters`);

export const registerInput = z.strictObject({ email, password, name });
export const loginInput = z.strictObject({ email, password: knownPassword });
export const customerUpdateInput = z.strictObject({
  name: name.optional(),
  email: email.optional(),
  currentPassword: knownPassword.optional(),
});
export const passwordChangeInput = z.strictObject({ currentPassword: knownPassword, newPassword: password });
export const refreshInput = z.strictObject({
  refreshToken: z.string('must be a text').min(1, 'must not be empty').max(200, 'is not a refresh token'),
});
export const roleInput = z.enum(['CUSTOMER', 'STAFF', 'ADMIN'], 'must be CUSTOMER, STAFF or ADMIN');

export const addressInput = z.strictObject({
  name: line(100),
  line1: line(200),
  line2: line(200).nullish(),
  city: line(100),
  region: line(100).nullish(),
  postalCode: line(20),
  country: z
    .string('must be a text')
    .refine(isCountry, 'must be an upper-case ISO 3166-1 alpha-2 code such as DE'),
});
export type AddressFields = z.output<typeof addressInput>;
