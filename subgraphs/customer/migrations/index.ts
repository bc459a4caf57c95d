import { migration, tableMigration } from '@eci/kit/migrations';
import { kitMigrations } from '@eci/kit/server';

/** In the order they run. Append only: a database that ran one never sees a change to it. */
export const migrations = [
  ...kitMigrations,
  tableMigration('create-customer', (types) => ({
    name: 'customer',
    columns: {
      id: `${types.id} not null`,
      email: 'varchar(254) not null',
      name: 'varchar(100) not null',
      role: 'varchar(16) not null',
      password_hash: 'varchar(255) not null',
      version: `${types.integer} not null`,
      created_at: `${types.instant} not null`,
    },
    constraints: [
      'constraint customer_pkey primary key (id)',
      'constraint customer_email unique (email)',
      'constraint customer_email_normalised check (email = lower(email))',
      "constraint customer_role check (role in ('CUSTOMER', 'STAFF', 'ADMIN'))",
      // A password in clear by mistake can not be stored.
      "constraint customer_password_hash check (password_hash like '$argon2id$%')",
    ],
    indexes: { customer_by_role: { on: 'role, id' } },
  })),
  tableMigration('create-address', (types) => ({
    name: 'address',
    columns: {
      id: `${types.id} not null`,
      customer_id: `${types.id} not null`,
      name: 'varchar(100) not null',
      line1: 'varchar(200) not null',
      line2: 'varchar(200)',
      city: 'varchar(100) not null',
      region: 'varchar(100)',
      postal_code: 'varchar(20) not null',
      country: 'varchar(2) not null',
    },
    constraints: [
      'constraint address_pkey primary key (id)',
      'constraint address_customer_id_foreign foreign key (customer_id) references customer (id)',
    ],
    indexes: { address_by_customer: { on: 'customer_id, id' } },
  })),
  tableMigration('create-session', (types) => ({
    name: 'session',
    columns: {
      id: `${types.id} not null`,
      customer_id: `${types.id} not null`,
      created_at: `${types.lease} not null`,
      expires_at: `${types.lease} not null`,
      revoked_at: types.lease,
      revoke_reason: 'varchar(16)',
    },
    constraints: [
      'constraint session_pkey primary key (id)',
      'constraint session_customer_id_foreign foreign key (customer_id) references customer (id)',
      "constraint session_revoke_reason check (revoke_reason in ('SIGNED_OUT', 'REUSED', 'PASSWORD_CHANGED'))",
      'constraint session_revoked check ((revoked_at is null) = (revoke_reason is null))',
    ],
    indexes: {
      session_by_customer: { on: 'customer_id', where: 'revoked_at is null' },
      session_expiry: { on: 'expires_at' },
    },
  })),
  tableMigration('create-refresh-token', (types) => ({
    name: 'refresh_token',
    columns: {
      digest: 'varchar(64) not null',
      session_id: `${types.id} not null`,
      rotated_at: types.lease,
    },
    constraints: [
      'constraint refresh_token_pkey primary key (digest)',
      'constraint refresh_token_session_id_foreign foreign key (session_id) references session (id) on delete cascade',
      "constraint refresh_token_digest check (digest ~ '^[0-9a-f]{64}$')",
    ],
    indexes: { refresh_token_by_session: { on: 'session_id' } },
  })),
  // A session that forked would hide a thief.
  migration('allow-one-current-refresh-token', () => [
    'create unique index refresh_token_current on refresh_token (session_id) where rotated_at is null',
  ]),
  tableMigration('create-login-failure', (types) => ({
    name: 'login_failure',
    columns: {
      email_digest: 'varchar(64) not null',
      failures: `${types.integer} not null`,
      window_started_at: `${types.lease} not null`,
    },
    constraints: [
      'constraint login_failure_pkey primary key (email_digest)',
      'constraint login_failure_count check (failures > 0)',
    ],
    indexes: { login_failure_age: { on: 'window_started_at' } },
  })),
];
