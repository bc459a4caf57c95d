import { migration, tableMigration } from '@eci/kit/migrations';
import { kitMigrations } from '@eci/kit/server';

/** In the order they run. Append only: a database that ran one never sees a change to it. */
export const migrations = [
  ...kitMigrations,
  tableMigration('create-category', (types) => ({
    name: 'category',
    columns: {
      id: `${types.id} not null`,
      slug: 'varchar(100) not null',
      name: 'varchar(100) not null',
    },
    constraints: ['constraint category_pkey primary key (id)', 'constraint category_slug unique (slug)'],
  })),
  tableMigration('create-product', (types) => ({
    name: 'product',
    columns: {
      id: `${types.id} not null`,
      slug: 'varchar(100) not null',
      name: 'varchar(200) not null',
      description: types.text,
      image_url: types.text,
      status: 'varchar(16) not null',
      category_id: types.id,
      currency: 'varchar(3) not null',
      price_from_minor: `${types.bigint} not null`,
      version: `${types.integer} not null`,
      created_at: `${types.instant} not null`,
    },
    constraints: [
      'constraint product_pkey primary key (id)',
      'constraint product_slug unique (slug)',
      'constraint product_category_id_foreign foreign key (category_id) references category (id)',
      "constraint product_status check (status in ('DRAFT', 'ACTIVE', 'ARCHIVED'))",
      'constraint product_price_from check (price_from_minor >= 0)',
    ],
    indexes: {
      product_by_age: { on: 'status, id' },
      product_by_name: { on: 'status, lower(name), id' },
      product_by_price: { on: 'status, currency, price_from_minor, id' },
      product_by_category: { on: 'category_id' },
    },
  })),
  tableMigration('create-product-variant', (types) => ({
    name: 'product_variant',
    columns: {
      id: `${types.id} not null`,
      product_id: `${types.id} not null`,
      sku: 'varchar(64) not null',
      name: 'varchar(100) not null',
      price_minor: `${types.bigint} not null`,
      currency: 'varchar(3) not null',
      version: `${types.integer} not null`,
    },
    constraints: [
      'constraint product_variant_pkey primary key (id)',
      'constraint product_variant_sku unique (sku)',
      'constraint product_variant_product_id_foreign foreign key (product_id) references product (id)',
      'constraint product_variant_price check (price_minor >= 0)',
    ],
    indexes: { product_variant_by_product: { on: 'product_id, id' } },
  })),
  // Weights: a word in the name counts more than one in the description. 'simple' would miss plurals.
  migration('add-product-search', () => [
    `alter table product add column search tsvector generated always as (
      setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', coalesce(description, '')), 'B')) stored`,
    'create index product_search on product using gin (search)',
  ]),
];
