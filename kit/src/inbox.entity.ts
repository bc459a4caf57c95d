import { defineEntity, p } from '@mikro-orm/core';
import { tableMigration } from './migrations.ts';

/** An event this context has taken effect of; inserted in the transaction of the effect. */
export const InboxEvent = defineEntity({
  name: 'InboxEvent',
  tableName: 'inbox_event',
  properties: {
    source: p.string().length(80).primary(),
    eventId: p.string().length(64).primary(),
    receivedAt: p.datetime(3),
  },
});

export const createInboxTable = tableMigration('create-inbox-event', (types) => ({
  name: 'inbox_event',
  columns: {
    source: 'varchar(80) not null',
    event_id: `${types.id} not null`,
    received_at: `${types.instant} not null`,
  },
  constraints: ['constraint inbox_event_pkey primary key (source, event_id)'],
  indexes: { inbox_event_age: { on: 'received_at' } },
}));
