import { tableMigration } from '@eci/kit/migrations';
import { kitMigrations } from '@eci/kit/server';

/** In the order they run. Append only: a database that ran one never sees a change to it. */
export const migrations = [
  ...kitMigrations,
  tableMigration('create-notification', (types) => ({
    name: 'notification',
    columns: {
      id: `${types.id} not null`,
      kind: 'varchar(32) not null',
      channel: 'varchar(8) not null',
      status: 'varchar(16) not null',
      recipient: 'varchar(254) not null',
      subject: 'varchar(200) not null',
      text: `${types.text} not null`,
      html: types.text,
      customer_id: types.id,
      order_id: types.id,
      dedupe_key: 'varchar(190) not null',
      attempts: `${types.integer} not null`,
      next_attempt_at: `${types.lease} not null`,
      lease_until: types.lease,
      sent_at: types.instant,
      created_at: `${types.instant} not null`,
    },
    constraints: [
      'constraint notification_pkey primary key (id)',
      // One notification per cause, however often and under however many event ids the cause is told.
      'constraint notification_dedupe_key unique (dedupe_key)',
      "constraint notification_channel check (channel in ('EMAIL', 'SMS'))",
      "constraint notification_status check (status in ('PENDING', 'SENT', 'FAILED', 'CANCELLED'))",
      "constraint notification_sent_at check ((status = 'SENT') = (sent_at is not null))",
      "constraint notification_lease check (lease_until is null or status = 'PENDING')",
      'constraint notification_attempts check (attempts >= 0)',
      // A line break in a header value would start a header of the attacker's.
      "constraint notification_subject check (subject !~ '[\\r\\n]')",
      "constraint notification_recipient check (recipient !~ '[\\s,;<>]')",
    ],
    indexes: {
      notification_due: { on: 'next_attempt_at', where: "status = 'PENDING'" },
      notification_failed: { on: 'id', where: "status = 'FAILED'" },
      notification_by_order: { on: 'order_id, id', where: 'order_id is not null' },
      notification_by_customer: { on: 'customer_id, id', where: 'customer_id is not null' },
    },
  })),
  tableMigration('create-delivery-attempt', (types) => ({
    name: 'delivery_attempt',
    columns: {
      notification_id: `${types.id} not null`,
      number: `${types.integer} not null`,
      at: `${types.instant} not null`,
      carrier: 'varchar(32) not null',
      outcome: 'varchar(8) not null',
      code: 'varchar(64)',
    },
    constraints: [
      'constraint delivery_attempt_pkey primary key (notification_id, number)',
      'constraint delivery_attempt_notification_id_foreign foreign key (notification_id) references notification (id)',
      "constraint delivery_attempt_outcome check (outcome in ('SENT', 'FAILED', 'UNKNOWN'))",
      'constraint delivery_attempt_number check (number >= 1)',
    ],
  })),
];
