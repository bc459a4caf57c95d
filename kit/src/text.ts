import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, without tab and line ends
const CONTROL_IN_PROSE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const wellFormed = (text: string) => text.isWellFormed();

/** One line of text for people: 1 to `max` characters after trimming, no control characters. */
export const line = (max: number) =>
  z
    .string('must be a text')
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !CONTROL.test(text) && wellFormed(text), 'must not contain control characters')
    .transform((text) => text.trim())
    .refine((text) => text.length > 0, 'must not be empty');

/** Text of several lines: up to `max` characters, tabs and line ends allowed. */
export const prose = (max: number) =>
  z
    .string('must be a text')
    .max(max, `must be at most ${max} characters`)
    .refine(
      (text) => !CONTROL_IN_PROSE.test(text) && wellFormed(text),
      'must not contain control characters',
    );

/** Part of a URL: lower-case letters, digits and single hyphens, up to 100 characters. */
export const slug = () =>
  z
    .string('must be a text')
    .max(100, 'must be at most 100 characters')
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens');

/** An opaque id: visible ASCII, since a database refuses some of the rest; its shape is only checked where it is looked up. */
export const idText = () =>
  z
    .string('must be an id')
    .min(1, 'must not be empty')
    .max(64, 'is not an id')
    .regex(/^[\x21-\x7e]+$/, 'is not an id');
