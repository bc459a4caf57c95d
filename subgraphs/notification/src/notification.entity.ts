import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Channel, Kind, Outcome, Status } from './notification.ts';

/** A message to one person; with its attempts it is the audit log of what was sent. */
export const Notification = defineEntity({
  name: 'Notification',
  properties: {
    id: p.string().length(64).primary(),
    kind: p.string().length(32).$type<Kind>(),
    channel: p.string().length(8).$type<Channel>(),
    status: p.string().length(16).$type<Status>(),
    recipient: p.string().length(254),
    subject: p.string().length(200),
    text: p.text(),
    /** Null where the channel has none. */
    html: p.text().nullable(),
    customerId: p.string().length(64).nullable(),
    orderId: p.string().length(64).nullable(),
    dedupeKey: p.string().length(190),
    /** Attempts begun; also the fence: who finishes an attempt must find its number here. */
    attempts: p.integer(),
    nextAttemptAt: p.datetime(6),
    /** Until when a process has it in hand; null when none has. */
    leaseUntil: p.datetime(6).nullable(),
    sentAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3),
  },
});
export type NotificationRow = InferEntity<typeof Notification>;

/** One attempt to deliver a notification; of the message itself nothing is kept here. */
export const DeliveryAttempt = defineEntity({
  name: 'DeliveryAttempt',
  properties: {
    notificationId: p.string().length(64).primary(),
    /** 1, 2, 3... per notification. */
    number: p.integer().primary(),
    at: p.datetime(3),
    /** By what it was carried: smtp, console, or the name of an SMS provider. */
    carrier: p.string().length(32),
    outcome: p.string().length(8).$type<Outcome>(),
    /** The carrier's reply code or the name of the failure; null when there is nothing to add. */
    code: p.string().length(64).nullable(),
  },
});
export type DeliveryAttemptRow = InferEntity<typeof DeliveryAttempt>;
