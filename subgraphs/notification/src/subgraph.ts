import type { Logger } from '@eci/kit/log';
import { defineSubgraph } from '@eci/kit/subgraph';
import { migrations } from '../migrations/index.ts';
import { type Carrier, consoleCarrier } from './carrier.ts';
import { type NotificationConfig, readNotificationConfig } from './config.ts';
import { consumeEvents } from './consume-events.ts';
import type { NotificationContext } from './context.ts';
import { entities } from './database.ts';
import { notificationLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { routes } from './routes.ts';
import { createSender } from './sender.ts';
import { consoleSmsProvider } from './sms-provider.ts';
import { smtpCarrier } from './smtp.ts';

/** Ends within the grace period of a process that is told to stop, and before the lease does. */
const SEND_DEADLINE_MS = 15_000;

const emailCarrier = (
  { SMTP_URL, MAIL_FROM, SHOP_NAME, SEND_LEASE_MS }: NotificationConfig,
  log: Logger,
): Carrier =>
  SMTP_URL
    ? smtpCarrier({
        url: SMTP_URL,
        from: MAIL_FROM,
        shop: SHOP_NAME,
        deadlineMs: Math.min(SEND_DEADLINE_MS, SEND_LEASE_MS / 2),
      })
    : consoleCarrier(log, 'no SMTP server configured: e-mail written to the audit log only');

export const notification = defineSubgraph({
  name: 'notification',
  readConfig: readNotificationConfig,
  schema: new URL('../schema.graphql', import.meta.url),
  entities,
  migrations,
  resolvers,
  services: ({ config, db, log }) => ({
    sender: createSender({
      db,
      log,
      carriers: { EMAIL: emailCarrier(config, log), SMS: consoleSmsProvider(log) },
      maxAttempts: config.MAX_ATTEMPTS,
      retryMs: config.RETRY_MS,
      leaseMs: config.SEND_LEASE_MS,
      pollMs: config.POLL_MS,
    }),
  }),
  context: (base, { sender }, { db, config }): NotificationContext => ({
    ...base,
    loaders: notificationLoaders(db),
    sender,
    shop: config.SHOP_NAME,
  }),
  routes,
  workers: (_runtime, { sender }) => [sender],
  consumer: ({ config }, { sender }) =>
    consumeEvents({ shop: config.SHOP_NAME, staffEmail: config.STAFF_EMAIL }, sender),
});
