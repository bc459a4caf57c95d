import { tableMigration } from '@eci/kit/migrations';
import { kitMigrations } from '@eci/kit/server';

/** In the order they run. Append only: a database that ran one never sees a change to it. */
export const migrations = [
  ...kitMigrations,
  tableMigration('create-cart', (types) => ({
    name: 'cart',
    columns: {
      id: `${types.id} not null`,
      customer_id: types.id,
      version: `${types.integer} not null`,
      created_at: `${types.instant} not null`,
      updated_at: `${types.instant} not null`,
    },
    constraints: ['constraint cart_pkey primary key (id)'],
    indexes: { cart_by_customer: { on: 'customer_id, updated_at' } },
  })),
  tableMigration('create-cart-line', (types) => ({
    name: 'cart_line',
    columns: {
      cart_id: `${types.id} not null`,
      variant_id: `${types.id} not null`,
      id: `${types.id} not null`,
      quantity: `${types.integer} not null`,
    },
    constraints: [
      'constraint cart_line_pkey primary key (cart_id, variant_id)',
      'constraint cart_line_cart_id_foreign foreign key (cart_id) references cart (id)',
      'constraint cart_line_quantity check (quantity between 1 and 999)',
    ],
  })),
  // `order` is a reserved word. active_cart_id is unique while the order stands or is undecided, null once it failed.
  tableMigration('create-placed-order', (types) => ({
    name: 'placed_order',
    columns: {
      id: `${types.id} not null`,
      number: 'varchar(32) not null',
      status: 'varchar(16) not null',
      customer_id: types.id,
      email: 'varchar(254) not null',
      cart_id: `${types.id} not null`,
      active_cart_id: types.id,
      currency: 'varchar(3) not null',
      subtotal_minor: `${types.bigint} not null`,
      shipping_minor: `${types.bigint} not null`,
      tax_minor: `${types.bigint} not null`,
      total_minor: `${types.bigint} not null`,
      address: `${types.json} not null`,
      failure: types.json,
      version: `${types.integer} not null`,
      placed_at: `${types.instant} not null`,
    },
    constraints: [
      'constraint placed_order_pkey primary key (id)',
      'constraint placed_order_number unique (number)',
      'constraint placed_order_active_cart unique (active_cart_id)',
      "constraint placed_order_status check (status in ('PENDING', 'CONFIRMED', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'FAILED'))",
      'constraint placed_order_total check (total_minor = subtotal_minor + shipping_minor + tax_minor and subtotal_minor >= 0 and shipping_minor >= 0 and tax_minor >= 0)',
      "constraint placed_order_reopens_cart check (status <> 'FAILED' or active_cart_id is null)",
    ],
    indexes: {
      placed_order_by_customer: { on: 'customer_id, id' },
      placed_order_by_status: { on: 'status, id' },
      placed_order_by_cart: { on: 'cart_id' },
    },
  })),
  tableMigration('create-order-line', (types) => ({
    name: 'order_line',
    columns: {
      id: `${types.id} not null`,
      order_id: `${types.id} not null`,
      variant_id: `${types.id} not null`,
      sku: 'varchar(64) not null',
      name: 'varchar(320) not null',
      quantity: `${types.integer} not null`,
      unit_price_minor: `${types.bigint} not null`,
      currency: 'varchar(3) not null',
    },
    constraints: [
      'constraint order_line_pkey primary key (id)',
      'constraint order_line_order_id_foreign foreign key (order_id) references placed_order (id)',
      'constraint order_line_quantity check (quantity between 1 and 999)',
      'constraint order_line_price check (unit_price_minor >= 0)',
    ],
    indexes: { order_line_by_order: { on: 'order_id, id' } },
  })),
  tableMigration('create-order-event', (types) => ({
    name: 'order_event',
    columns: {
      id: `${types.id} not null`,
      order_id: `${types.id} not null`,
      kind: 'varchar(24) not null',
      detail: 'varchar(500)',
      at: `${types.instant} not null`,
    },
    constraints: [
      'constraint order_event_pkey primary key (id)',
      'constraint order_event_order_id_foreign foreign key (order_id) references placed_order (id)',
    ],
    indexes: { order_event_by_order: { on: 'order_id, id' } },
  })),
  tableMigration('create-order-shipment', (types) => ({
    name: 'order_shipment',
    columns: {
      shipment_id: `${types.id} not null`,
      order_id: `${types.id} not null`,
      status: 'varchar(16) not null',
    },
    constraints: ['constraint order_shipment_pkey primary key (shipment_id)'],
    indexes: { order_shipment_by_order: { on: 'order_id' } },
  })),
  // due_at null: nothing to do. lease_until is compared on the database's clock, fence guards every write.
  tableMigration('create-saga', (types) => ({
    name: 'saga',
    columns: {
      order_id: `${types.id} not null`,
      status: 'varchar(16) not null',
      state: `${types.json} not null`,
      payment_token: types.text,
      cancel_reason: 'varchar(500)',
      cancel_requested_at: types.lease,
      deadline_at: `${types.lease} not null`,
      due_at: types.lease,
      lease_owner: types.id,
      lease_until: types.lease,
      fence: `${types.bigint} not null`,
      traceparent: 'varchar(64) not null',
    },
    constraints: [
      'constraint saga_pkey primary key (order_id)',
      'constraint saga_order_id_foreign foreign key (order_id) references placed_order (id)',
      "constraint saga_status check (status in ('RUNNING', 'COMPENSATING', 'COMPLETED', 'COMPENSATED'))",
    ],
    indexes: { saga_due: { on: 'due_at', where: 'due_at is not null' } },
  })),
];
