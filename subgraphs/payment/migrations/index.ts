import { migration, tableMigration } from '@eci/kit/migrations';
import { kitMigrations } from '@eci/kit/server';

/** In the order they run. Append only: a database that ran one never sees a change to it. */
export const migrations = [
  ...kitMigrations,
  tableMigration('create-payment', (types) => ({
    name: 'payment',
    columns: {
      id: `${types.id} not null`,
      order_id: `${types.id} not null`,
      customer_id: types.id,
      email: 'varchar(254) not null',
      currency: 'varchar(3) not null',
      amount_minor: `${types.bigint} not null`,
      captured_minor: `${types.bigint} not null`,
      refunded_minor: `${types.bigint} not null`,
      refunding_minor: `${types.bigint} not null`,
      status: 'varchar(24) not null',
      failure_reason: 'varchar(40)',
      provider_reference: 'varchar(64)',
      version: `${types.integer} not null`,
      lookups: `${types.integer} not null`,
      resolve_at: types.lease,
      created_at: `${types.instant} not null`,
    },
    constraints: [
      'constraint payment_pkey primary key (id)',
      "constraint payment_status check (status in ('PENDING', 'CAPTURED', 'FAILED', 'PARTIALLY_REFUNDED', 'REFUNDED'))",
      'constraint payment_amount check (amount_minor >= 0)',
      'constraint payment_captured check (captured_minor in (0, amount_minor))',
      'constraint payment_refunded check (refunded_minor >= 0 and refunding_minor >= 0 and refunded_minor + refunding_minor <= captured_minor)',
      "constraint payment_undecided check ((status = 'PENDING') = (resolve_at is not null))",
    ],
    indexes: {
      payment_by_order: { on: 'order_id, id' },
      payment_by_customer: { on: 'customer_id, id' },
      payment_by_status: { on: 'status, id' },
      payment_to_resolve: { on: 'resolve_at', where: 'resolve_at is not null' },
      payment_failed_lately: { on: 'lower(email), created_at', where: "status = 'FAILED'" },
    },
  })),
  // A failed charge may be followed by another one; two that live would charge the customer twice.
  migration('allow-one-live-charge-per-order', () => [
    "create unique index payment_live_charge on payment (order_id) where status <> 'FAILED'",
  ]),
  tableMigration('create-payment-event', (types) => ({
    name: 'payment_event',
    columns: {
      id: `${types.id} not null`,
      payment_id: `${types.id} not null`,
      kind: 'varchar(16) not null',
      amount_minor: `${types.bigint} not null`,
      reason: 'varchar(200)',
      provider_reference: 'varchar(64)',
      at: `${types.instant} not null`,
    },
    constraints: [
      'constraint payment_event_pkey primary key (id)',
      'constraint payment_event_payment_id_foreign foreign key (payment_id) references payment (id)',
      `constraint payment_event_sign check (
        (kind = 'CAPTURE' and amount_minor >= 0) or (kind = 'REFUND' and amount_minor < 0) or (kind = 'FAILURE' and amount_minor = 0))`,
    ],
    indexes: { payment_event_by_payment: { on: 'payment_id, id' } },
  })),
  // A trigger rather than missing grants: it also binds the role that owns the table.
  migration('keep-the-ledger-append-only', () => [
    `create function refuse_ledger_change() returns trigger language plpgsql as $body$
     begin
       raise exception 'payment_event is append only: write another event instead of a %', lower(tg_op) using errcode = 'restrict_violation';
     end $body$`,
    `create trigger payment_event_append_only before update or delete or truncate on payment_event
     for each statement execute function refuse_ledger_change()`,
  ]),
  tableMigration('create-refund', (types) => ({
    name: 'refund',
    columns: {
      id: `${types.id} not null`,
      payment_id: `${types.id} not null`,
      amount_minor: `${types.bigint} not null`,
      currency: 'varchar(3) not null',
      reason: 'varchar(200)',
      status: 'varchar(16) not null',
      for_order: `${types.boolean} not null`,
      scope: 'varchar(190) not null',
      operation_key: 'varchar(255) not null',
      attempts: `${types.integer} not null`,
      lease_until: types.lease,
      provider_reference: 'varchar(64)',
      created_at: `${types.instant} not null`,
    },
    constraints: [
      'constraint refund_pkey primary key (id)',
      'constraint refund_payment_id_foreign foreign key (payment_id) references payment (id)',
      "constraint refund_status check (status in ('RESERVED', 'DONE', 'REFUSED'))",
      'constraint refund_amount check (amount_minor > 0)',
      "constraint refund_undecided check ((status = 'RESERVED') = (lease_until is not null))",
    ],
    indexes: {
      refund_by_payment: { on: 'payment_id' },
      refund_by_operation: { on: 'scope, operation_key' },
      refund_to_resolve: { on: 'lease_until', where: 'lease_until is not null' },
    },
  })),
  tableMigration('create-simulated-charge', (types) => ({
    name: 'simulated_charge',
    columns: {
      charge_key: 'varchar(190) not null',
      reference: `${types.id} not null`,
      state: 'varchar(16) not null',
      reason: 'varchar(40)',
      amount_minor: `${types.bigint} not null`,
      refunded_minor: `${types.bigint} not null`,
      currency: 'varchar(3) not null',
      attempts: `${types.integer} not null`,
      settles_at: `${types.lease} not null`,
    },
    constraints: [
      'constraint simulated_charge_pkey primary key (charge_key)',
      'constraint simulated_charge_reference unique (reference)',
      "constraint simulated_charge_state check (state in ('CHARGED', 'DECLINED', 'FAILING', 'CANCELLED'))",
    ],
  })),
  tableMigration('create-simulated-refund', (types) => ({
    name: 'simulated_refund',
    columns: {
      refund_key: 'varchar(190) not null',
      charge_reference: `${types.id} not null`,
      amount_minor: `${types.bigint} not null`,
    },
    constraints: ['constraint simulated_refund_pkey primary key (refund_key)'],
  })),
];
