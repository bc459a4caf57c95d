import { requireStaff, requireUser } from '@eci/kit/auth';
import { parseInput } from '@eci/kit/errors';
import { type Done, runOnce } from '@eci/kit/idempotency';
import { checkKey } from '@eci/kit/idempotency-key';
import { newId } from '@eci/kit/ids';
import { idText, line, prose } from '@eci/kit/text';
import { z } from 'zod';
import { emailAddress, phoneNumber } from './addresses.ts';
import type { NotificationContext } from './context.ts';
import { writeLetter } from './letter.ts';
import type { NotificationRow } from './notification.entity.ts';
import { CHANNELS, type Draft } from './notification.ts';
import { storeNotifications } from './store-notifications.ts';
import { templates } from './templates.ts';

/** Ten text messages joined (3GPP TS 23.040: 153 characters each): longer ones are letters. */
const SMS_LENGTH = 1_530;

/** What GraphQL and REST accept alike. */
export const notificationSendInput = z
  .strictObject({
    channel: z
      .enum(CHANNELS, 'must be EMAIL or SMS')
      .nullish()
      .transform((channel) => channel ?? 'EMAIL'),
    recipient: z.string('must be a text').max(254, 'must be at most 254 characters'),
    subject: line(150).nullish(),
    text: prose(10_000).refine((text) => text.trim() !== '', 'must not be empty'),
    customerId: idText().nullish(),
    orderId: idText().nullish(),
  })
  .superRefine(({ channel, recipient, subject, text }, ctx) => {
    const address = (channel === 'EMAIL' ? emailAddress() : phoneNumber()).safeParse(recipient);
    const refuse = (field: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [field], message });
    if (!address.success) refuse('recipient', address.error.issues[0]!.message);
    if (channel === 'EMAIL' && subject == null) refuse('subject', 'must be given for an e-mail');
    if (channel === 'SMS' && subject != null) refuse('subject', 'must not be given: a text message has none');
    if (channel === 'SMS' && text.length > SMS_LENGTH)
      refuse('text', `must be at most ${SMS_LENGTH} characters in a text message`);
  });

/**
 * Writes a message of the staff's own, to be sent at once; at most once per key, and a repetition answers the same
 * notification as it was written. Throws UNAUTHENTICATED, FORBIDDEN, INPUT_INVALID naming the field, and the kit's
 * IDEMPOTENCY_* errors.
 */
export async function sendNotification(
  ctx: NotificationContext,
  raw: unknown,
  idempotencyKey: string,
): Promise<Done<NotificationRow>> {
  requireStaff(ctx.viewer);
  const key = checkKey(idempotencyKey);
  const input = parseInput(notificationSendInput, raw, ['input']);
  const id = {
    scope: `user:${requireUser(ctx.viewer).id}:notificationSend`,
    key,
    request: input,
    kept: 'client' as const,
  };
  const { value, replayed } = await runOnce(ctx.db, 'postgresql', id, async (tx) => {
    const [stored] = await storeNotifications(tx, [draftOf(input, newId('msg'), ctx.shop)]);
    return { id: stored!.id };
  });
  if (!replayed) ctx.sender.wake(input.channel);
  return { value: (await ctx.loaders.notification.load(value.id))!, replayed };
}

function draftOf(
  { channel, recipient, subject, text, customerId, orderId }: z.output<typeof notificationSendInput>,
  dedupeKey: string,
  shop: string,
): Draft {
  const about = {
    kind: 'MESSAGE' as const,
    channel,
    recipient,
    customerId: customerId ?? null,
    orderId: orderId ?? null,
    dedupeKey: `MESSAGE:${dedupeKey}`,
  };
  if (channel === 'SMS') return { ...about, subject: '', text, html: null };
  return { ...about, ...writeLetter(templates.MESSAGE({ subject: subject!, text }, shop), shop) };
}
