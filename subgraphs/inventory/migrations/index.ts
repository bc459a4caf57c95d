import { migration, tableMigration } from '@eci/kit/migrations';
import { kitMigrations } from '@eci/kit/server';

/** In the order they run. Append only: a database that ran one never sees a change to it. PostgreSQL only. */
export const migrations = [
  ...kitMigrations,
  tableMigration('create-warehouse', (types) => ({
    name: 'warehouse',
    columns: {
      id: `${types.id} not null`,
      code: 'varchar(32) not null',
      name: 'varchar(100) not null',
      priority: `${types.integer} not null`,
      country: 'varchar(2) not null',
    },
    constraints: ['constraint warehouse_pkey primary key (id)', 'constraint warehouse_code unique (code)'],
  })),
  tableMigration('create-stock-level', (types) => ({
    name: 'stock_level',
    columns: {
      variant_id: `${types.id} not null`,
      warehouse_id: `${types.id} not null`,
      on_hand: `${types.integer} not null`,
      held: `${types.integer} not null`,
      low_stock_threshold: `${types.integer} not null`,
      version: `${types.integer} not null`,
    },
    constraints: [
      'constraint stock_level_pkey primary key (variant_id, warehouse_id)',
      'constraint stock_level_warehouse_id_foreign foreign key (warehouse_id) references warehouse (id)',
      'constraint stock_level_on_hand check (on_hand >= 0)',
      'constraint stock_level_held check (held >= 0)',
      // The last line of defence against selling what is not there.
      'constraint stock_level_not_oversold check (held <= on_hand)',
      'constraint stock_level_threshold check (low_stock_threshold >= 0)',
    ],
  })),
  // PostgreSQL writes a new version of a row into its page, without touching an index, while there is room and no
  // indexed column changes: hence no index on what is available either, not even a partial one.
  migration('leave-room-for-hot-stock-levels', () => ['alter table stock_level set (fillfactor = 50)']),
  tableMigration('create-stock-movement', (types) => ({
    name: 'stock_movement',
    columns: {
      id: `${types.id} not null`,
      variant_id: `${types.id} not null`,
      warehouse_id: `${types.id} not null`,
      on_hand_delta: `${types.integer} not null`,
      held_delta: `${types.integer} not null`,
      cause: 'varchar(16) not null',
      reference: 'varchar(200) not null',
      at: `${types.instant} not null`,
    },
    constraints: [
      'constraint stock_movement_pkey primary key (id)',
      'constraint stock_movement_level_foreign foreign key (variant_id, warehouse_id) references stock_level (variant_id, warehouse_id)',
      "constraint stock_movement_cause check (cause in ('RECEIVED', 'ADJUSTED', 'RESERVED', 'COMMITTED', 'RELEASED', 'EXPIRED', 'RETURNED'))",
      'constraint stock_movement_not_empty check (on_hand_delta <> 0 or held_delta <> 0)',
    ],
    indexes: { stock_movement_by_level: { on: 'variant_id, warehouse_id, id' } },
  })),
  tableMigration('create-low-stock-notice', (types) => ({
    name: 'low_stock_notice',
    columns: { variant_id: `${types.id} not null`, notices: `${types.integer} not null` },
    constraints: ['constraint low_stock_notice_pkey primary key (variant_id)'],
  })),
  tableMigration('create-reservation', (types) => ({
    name: 'reservation',
    columns: {
      id: `${types.id} not null`,
      order_id: `${types.id} not null`,
      status: 'varchar(16) not null',
      expires_at: `${types.instant} not null`,
      version: `${types.integer} not null`,
      created_at: `${types.instant} not null`,
    },
    constraints: [
      'constraint reservation_pkey primary key (id)',
      'constraint reservation_order unique (order_id)',
      "constraint reservation_status check (status in ('HELD', 'COMMITTED', 'RELEASED', 'EXPIRED', 'RETURNED'))",
    ],
    indexes: { reservation_due: { on: 'expires_at', where: "status = 'HELD'" } },
  })),
  tableMigration('create-reservation-line', (types) => ({
    name: 'reservation_line',
    columns: {
      reservation_id: `${types.id} not null`,
      variant_id: `${types.id} not null`,
      warehouse_id: `${types.id} not null`,
      quantity: `${types.integer} not null`,
    },
    constraints: [
      'constraint reservation_line_pkey primary key (reservation_id, variant_id, warehouse_id)',
      'constraint reservation_line_reservation_id_foreign foreign key (reservation_id) references reservation (id)',
      'constraint reservation_line_level_foreign foreign key (variant_id, warehouse_id) references stock_level (variant_id, warehouse_id)',
      'constraint reservation_line_quantity check (quantity > 0)',
    ],
  })),
];
