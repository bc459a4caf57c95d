import { ConfigError, readConfig, subgraphVariables, variable } from '@eci/kit/config';
import { z } from 'zod';
import { emailAddress } from './addresses.ts';

const SECOND = 1_000;

const variables = {
  ...subgraphVariables(8087),
  /** The mail server; without it e-mails go to the audit log and the console. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'expected smtp://host:port or smtps://user:password@host')
    .optional(),
  /** The sender's address; needed with SMTP_URL. */
  MAIL_FROM: emailAddress().optional(),
  /** Where warnings to the staff go; needed with SMTP_URL. */
  STAFF_EMAIL: emailAddress().optional(),
  /** What the shop calls itself in messages. */
  SHOP_NAME: z
    .string()
    .regex(/^[\p{L}\p{N} .,'&-]{1,60}$/u, "expected up to 60 letters, digits, spaces and . , ' & -")
    .default('ECI Shop'),
  /** After so many failed attempts a message is given up. */
  MAX_ATTEMPTS: variable.integer(12, 1),
  /** Wait after the first failed attempt, ms; it doubles from then on. */
  RETRY_MS: variable.integer(5 * SECOND, 1),
  /** How often to look for messages that are due, ms; those of this process are seen at once. */
  POLL_MS: variable.integer(1 * SECOND, 10),
  /** How long a process has a message to itself, ms: longer than an attempt may take. */
  SEND_LEASE_MS: variable.integer(60 * SECOND, 100),
};

/**
 * This service's environment, typed; throws one ConfigError that lists every problem. Where mail really leaves, its
 * sender and the staff's mailbox must be given: a made-up one would bounce, or be somebody's.
 */
export function readNotificationConfig(env?: Record<string, string | undefined>) {
  const config = readConfig('notification', variables, env);
  const missing = config.SMTP_URL
    ? (['MAIL_FROM', 'STAFF_EMAIL'] as const).filter((name) => !config[name])
    : [];
  if (missing.length > 0) {
    throw new ConfigError(
      `notification can not start: SMTP_URL is set, so ${missing.join(' and ')} must be too. See .env.example.`,
    );
  }
  return {
    ...config,
    MAIL_FROM: config.MAIL_FROM ?? 'shop@localhost',
    STAFF_EMAIL: config.STAFF_EMAIL ?? 'staff@localhost',
  };
}
export type NotificationConfig = ReturnType<typeof readNotificationConfig>;
