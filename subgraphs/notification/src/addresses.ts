import { z } from 'zod';

/**
 * A mailbox as `local@domain`. Whether it exists only its server knows, so the check keeps out what is no mailbox at
 * all and every character that has a meaning in a mail header: spaces and line breaks, commas, brackets, quotes.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: keeping them out is the point
const MAILBOX = /^[^\s\u0000-\u001f\u007f@<>()[\],;:\\"]+@[^\s\u0000-\u001f\u007f@<>()[\],;:\\"]+$/;

export const emailAddress = () =>
  z
    .string('must be a text')
    .max(254, 'must be at most 254 characters')
    .regex(MAILBOX, 'must be an e-mail address such as name@example.com');

/** A telephone number in E.164 notation (itu.int/rec/T-REC-E.164): a plus and up to 15 digits. */
export const phoneNumber = () =>
  z.string('must be a text').regex(/^\+[1-9]\d{6,14}$/, 'must be a number such as +4940123456');
