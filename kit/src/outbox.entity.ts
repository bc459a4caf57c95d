import { defineEntity, p } from '@mikro-orm/core';
import { tableMigration } from './migrations.ts';

/** The log of record: every event of this context, in the transaction of the change it tells of. */
export const OutboxEvent = defineEntity({
  name: 'OutboxEvent',
  tableName: 'outbox_event',
  properties: {
    id: p.string().length(64).primary(),
    type: p.string().length(80),
    /** The aggregate's id. */
    subject: p.string().length(64),
    /** 1, 2, 3... per subject. */
    sequence: p.integer(),
    data: p.json<object>(),
    traceparent: p.string().length(64),
    createdAt: p.datetime(6),
  },
});

/** An event that a sink has not acknowledged yet; the row goes when it has. */
export const OutboxDelivery = defineEntity({
  name: 'OutboxDelivery',
  tableName: 'outbox_delivery',
  properties: {
    eventId: p.string().length(64).primary(),
    sink: p.string().length(120).primary(),
    subject: p.string().length(64),
    sequence: p.integer(),
    partitionNo: p.integer(),
    attempts: p.integer(),
    nextAttemptAt: p.datetime(6),
    createdAt: p.datetime(6),
  },
});

/** Which relay serves a partition, by the database's clock. */
export const OutboxLease = defineEntity({
  name: 'OutboxLease',
  tableName: 'outbox_lease',
  properties: {
    partitionNo: p.integer().primary(),
    owner: p.string().length(64),
    leaseUntil: p.datetime(6),
  },
});

/** An event that a sink refused for good; it no longer holds back its aggregate. */
export const DeadLetter = defineEntity({
  name: 'DeadLetter',
  tableName: 'outbox_dead_letter',
  properties: {
    eventId: p.string().length(64).primary(),
    sink: p.string().length(120).primary(),
    attempts: p.integer(),
    reason: p.string().length(255),
    createdAt: p.datetime(3),
  },
});

export const outboxMigrations = [
  tableMigration('create-outbox-event', (types) => ({
    name: 'outbox_event',
    columns: {
      id: `${types.id} not null`,
      type: 'varchar(80) not null',
      subject: `${types.id} not null`,
      sequence: `${types.integer} not null`,
      data: `${types.json} not null`,
      traceparent: 'varchar(64) not null',
      created_at: `${types.lease} not null`,
    },
    constraints: [
      'constraint outbox_event_pkey primary key (id)',
      'constraint outbox_event_order unique (subject, sequence)',
    ],
  })),
  tableMigration('create-outbox-delivery', (types) => ({
    name: 'outbox_delivery',
    columns: {
      event_id: `${types.id} not null`,
      sink: 'varchar(120) not null',
      subject: `${types.id} not null`,
      sequence: `${types.integer} not null`,
      partition_no: `${types.integer} not null`,
      attempts: `${types.integer} not null`,
      next_attempt_at: `${types.lease} not null`,
      created_at: `${types.lease} not null`,
    },
    constraints: ['constraint outbox_delivery_pkey primary key (event_id, sink)'],
    indexes: {
      outbox_delivery_order: { on: 'sink, subject, sequence' },
      outbox_delivery_due: { on: 'sink, partition_no, created_at, sequence' },
    },
  })),
  tableMigration('create-outbox-lease', (types) => ({
    name: 'outbox_lease',
    columns: {
      partition_no: `${types.integer} not null`,
      owner: `${types.id} not null`,
      lease_until: `${types.lease} not null`,
    },
    constraints: ['constraint outbox_lease_pkey primary key (partition_no)'],
  })),
  tableMigration('create-outbox-dead-letter', (types) => ({
    name: 'outbox_dead_letter',
    columns: {
      event_id: `${types.id} not null`,
      sink: 'varchar(120) not null',
      attempts: `${types.integer} not null`,
      reason: 'varchar(255) not null',
      created_at: `${types.instant} not null`,
    },
    constraints: ['constraint outbox_dead_letter_pkey primary key (event_id, sink)'],
  })),
];
