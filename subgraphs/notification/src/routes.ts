import { notFound } from '@eci/kit/errors';
import { keyHeader } from '@eci/kit/idempotency-key';
import { problems } from '@eci/kit/problem';
import { pageOf, pageQuery, pageSchema } from '@eci/kit/rest-page';
import type { App } from '@eci/kit/subgraph';
import { idText } from '@eci/kit/text';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cancelNotification } from './cancel-notification.ts';
import type { NotificationContext } from './context.ts';
import { findNotification, listVisible } from './find-notifications.ts';
import type { NotificationRow } from './notification.entity.ts';
import { CHANNELS, KINDS, STATUSES } from './notification.ts';
import { notificationSendInput, sendNotification } from './send-notification.ts';

const instant = z.iso.datetime();
const notificationSchema = z.object({
  id: z.string(),
  kind: z.enum(KINDS),
  channel: z.enum(CHANNELS),
  status: z.enum(STATUSES),
  recipient: z.string().describe('An e-mail address, or a telephone number in E.164 notation.'),
  subject: z.string().describe('Empty for a text message.'),
  text: z.string(),
  html: z.string().nullable(),
  customerId: z.string().nullable(),
  orderId: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
});
const attemptSchema = z.object({
  number: z.int(),
  at: instant,
  carrier: z.string().describe('smtp, console (the audit log only), or the name of an SMS provider.'),
  outcome: z.enum(['SENT', 'FAILED', 'UNKNOWN']),
  code: z.string().nullable(),
});
const attemptedSchema = notificationSchema.extend({
  attempts: z.array(attemptSchema).describe('Oldest first.'),
});

const present = ({
  id,
  kind,
  channel,
  status,
  recipient,
  subject,
  text,
  html,
  customerId,
  orderId,
  createdAt,
  sentAt,
}: NotificationRow) => ({
  id,
  kind,
  channel,
  status,
  recipient,
  subject,
  text,
  html: html ?? null,
  customerId: customerId ?? null,
  orderId: orderId ?? null,
  createdAt: createdAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
});

const presentWithAttempts = async ({ loaders }: NotificationContext, row: NotificationRow) => ({
  ...present(row),
  attempts: (await loaders.attemptsOfNotification.load(row.id)).map(
    ({ number, at, carrier, outcome, code }) => ({
      number,
      at: at.toISOString(),
      carrier,
      outcome,
      code: code ?? null,
    }),
  ),
});

/** As it was written: what the first answer said, whatever became of the message since. */
const presentAsWritten = (row: NotificationRow) => ({
  ...present(row),
  status: 'PENDING' as const,
  sentAt: null,
});

const byId = z.object({ id: z.string() });
const signedIn = [{ viewer: [] }];
const tags = ['notifications'];

/** The REST face of notification: the same functions as the graph's. */
export function routes(app: App, contextOf: (request: FastifyRequest) => NotificationContext): void {
  app.get(
    '/v1/notifications',
    {
      schema: {
        tags,
        summary: 'List notifications, newest first',
        description:
          'Staff see all, customers those to them, a guest with the token of an order those about it.',
        security: signedIn,
        querystring: z.strictObject({
          ...pageQuery,
          status: z.enum(STATUSES).optional(),
          kind: z.enum(KINDS).optional(),
          customerId: idText().optional(),
          orderId: idText().optional(),
        }),
        response: { 200: pageSchema(notificationSchema), ...problems },
      },
    },
    async (request) => {
      const { db, viewer } = contextOf(request);
      const { limit, cursor, ...where } = request.query;
      return pageOf(await listVisible(db, viewer, { first: limit, after: cursor, where }), present);
    },
  );

  app.get(
    '/v1/notifications/:id',
    {
      schema: {
        tags,
        summary: 'One notification with its attempts',
        security: signedIn,
        params: byId,
        response: { 200: attemptedSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const row = await findNotification(ctx, request.params.id);
      if (!row)
        throw notFound('NOTIFICATION_NOT_FOUND', `No notification has the id ${request.params.id}.`, ['id']);
      return presentWithAttempts(ctx, row);
    },
  );

  app.post(
    '/v1/notifications',
    {
      schema: {
        tags,
        summary: 'Send a message to one person',
        description: 'Staff only. Takes an Idempotency-Key; a repetition gets the first answer.',
        security: signedIn,
        headers: z.looseObject({
          'idempotency-key': z.string().optional().describe('Required: 1 to 255 visible ASCII characters.'),
        }),
        body: notificationSendInput,
        response: { 201: notificationSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(request);
      const { value, replayed } = await sendNotification(ctx, request.body, keyHeader(request.headers));
      if (replayed) reply.header('idempotent-replayed', 'true');
      return reply
        .status(201)
        .header('location', `/v1/notifications/${value.id}`)
        .send(presentAsWritten(value));
    },
  );

  app.post(
    '/v1/notifications/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Call back a message that waits',
        description: 'Staff only.',
        security: signedIn,
        params: byId,
        response: { 200: attemptedSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      return presentWithAttempts(ctx, await cancelNotification(ctx, request.params.id));
    },
  );
}
