import { tableMigration } from '@eci/kit/migrations';
import { kitMigrations } from '@eci/kit/server';

/** In the order they run. Append only: a database that ran one never sees a change to it. */
export const migrations = [
  ...kitMigrations,
  tableMigration('create-shipment', (types) => ({
    name: 'shipment',
    columns: {
      id: `${types.id} not null`,
      tracking_number: `${types.id} not null`,
      order_id: `${types.id} not null`,
      order_number: `${types.id} not null`,
      customer_id: types.id,
      email: 'varchar(254) not null',
      carrier: 'varchar(32) not null',
      warehouse_id: `${types.id} not null`,
      address: `${types.json} not null`,
      line_items: `${types.json} not null`,
      status: 'varchar(16) not null',
      version: `${types.integer} not null`,
      created_at: `${types.instant} not null`,
    },
    constraints: [
      'constraint shipment_pkey primary key (id)',
      'constraint shipment_tracking_number unique (tracking_number)',
      'constraint shipment_of_warehouse unique (order_id, warehouse_id)',
      "constraint shipment_status check (status in ('PENDING', 'PICKED', 'SHIPPED', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED'))",
      'constraint shipment_version check (version > 0)',
    ],
    indexes: {
      shipment_by_status: { on: 'status, id' },
      shipment_by_customer: { on: 'customer_id, id' },
    },
  })),
  tableMigration('create-shipment-event', (types) => ({
    name: 'shipment_event',
    columns: {
      id: `${types.id} not null`,
      shipment_id: `${types.id} not null`,
      sequence: `${types.integer} not null`,
      status: 'varchar(16) not null',
      note: 'varchar(500)',
      at: `${types.instant} not null`,
    },
    constraints: [
      'constraint shipment_event_pkey primary key (id)',
      'constraint shipment_event_order unique (shipment_id, sequence)',
      'constraint shipment_event_shipment_id_foreign foreign key (shipment_id) references shipment (id)',
    ],
  })),
];
