import type { Logger } from '@eci/kit/log';
import { type Carrier, consoleCarrier } from './carrier.ts';

/**
 * What brings text messages. One that really sends implements RemoteCarrier: `send` gets the number in E.164 notation
 * as `recipient`, the text, and the notification's id as the key under which the provider drops repetitions.
 */
export type SmsProvider = Carrier;

/** The provider of a shop that has none: text messages are kept in the audit log. */
export const consoleSmsProvider = (log: Logger): SmsProvider =>
  consoleCarrier(log, 'no SMS provider configured: text message written to the audit log only');
