import { newId } from '@eci/kit/ids';
import { counter } from '@eci/kit/metrics';
import { sql } from 'kysely';
import type { NotificationTx } from './database.ts';
import type { Draft } from './notification.ts';

const written = counter('notifications_total', 'Notifications written, by kind.', ['kind']);
const repeated = counter(
  'notifications_repeated_total',
  'Drafts dropped because their cause had been told before.',
);

/**
 * Writes drafts as PENDING notifications that are due at once, in one statement however many they are; a draft whose
 * cause has a notification is dropped. Returns the rows that were written.
 */
export async function storeNotifications(
  tx: NotificationTx,
  drafts: readonly Draft[],
): Promise<{ id: string; createdAt: Date }[]> {
  if (drafts.length === 0) return [];
  const given = JSON.stringify(
    drafts.map(({ customerId, orderId, dedupeKey, ...draft }) => ({
      ...draft,
      id: newId('ntf'),
      customer_id: customerId,
      order_id: orderId,
      dedupe_key: dedupeKey,
    })),
  );
  const { rows } = await sql<{ id: string; kind: string; createdAt: Date }>`
    insert into notification
      (id, kind, channel, status, recipient, subject, text, html, customer_id, order_id, dedupe_key, attempts, next_attempt_at, created_at)
    select id, kind, channel, 'PENDING', recipient, subject, text, html, customer_id, order_id, dedupe_key, 0, clock_timestamp(), clock_timestamp()
    from jsonb_to_recordset(${given}::jsonb) as draft (
      id text, kind text, channel text, recipient text, subject text, text text, html text,
      customer_id text, order_id text, dedupe_key text)
    on conflict (dedupe_key) do nothing
    returning id, kind, created_at`.execute(tx);
  for (const { kind } of rows) written.inc({ kind });
  repeated.inc(drafts.length - rows.length);
  return rows;
}
