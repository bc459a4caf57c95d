import type { EntityMetadata } from '@mikro-orm/core';
import { CamelCasePlugin, sql } from 'kysely';
import type { Database, Entities } from '../database.ts';

interface Column {
  kind: string;
  /** Longest text in characters, or digits of a second's fraction; null where there is no such limit. */
  size: number | null;
  isNullable: boolean;
}

/** Type names of both engines and of the entities, by what they mean. MariaDB keeps JSON as a checked longtext. */
const KINDS: readonly [RegExp, string][] = [
  [/^(varchar|character varying)/, 'text up to'],
  [/^(json|jsonb|longtext)/, 'json'],
  [/^text/, 'text'],
  [/^(int|integer)\b/, 'integer'],
  [/^bigint/, 'bigint'],
  [/^(boolean|tinyint)/, 'boolean'],
  [/^(timestamp|timestamptz|datetime)/, 'instant'],
];

const kindOf = (type: string): string => KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? type;

const isSized = (kind: string): boolean => kind === 'text up to' || kind === 'instant';

const show = ({ kind, size, isNullable }: Column): string =>
  `${kind}${size === null ? '' : ` ${size}`}${isNullable ? ', nullable' : ''}`;

/**
 * Compares the columns the migrations made with those the entities declare: names, nullability, and types by what they
 * mean. Answers one sentence per difference, none when the two agree. Keys and checks live in the migrations alone, and
 * generated columns (a search vector) are the database's own.
 */
export async function schemaDrift(database: Database<Entities>): Promise<string[]> {
  const actual = await actualColumns(database);
  return [...database.orm.getMetadata().getAll().values()].flatMap((entity) =>
    tableDrift(entity, actual.get(entity.tableName)),
  );
}

function tableDrift(entity: EntityMetadata, actual: ReadonlyMap<string, Column> | undefined): string[] {
  const table = entity.tableName;
  if (!actual) return [`No migration makes the table ${table} of ${entity.className}.`];
  const declared = declaredColumns(entity);
  const wrong = [...declared].flatMap(([name, column]) => {
    const found = actual.get(name);
    if (!found) return [`${table}.${name} is declared and no migration makes it.`];
    return show(found) === show(column)
      ? []
      : [`${table}.${name} is ${show(found)}; the entity declares ${show(column)}.`];
  });
  const undeclared = [...actual.keys()].filter((name) => !declared.has(name));
  return [...wrong, ...undeclared.map((name) => `${table}.${name} is made and no entity declares it.`)];
}

function declaredColumns(entity: EntityMetadata): Map<string, Column> {
  return new Map(
    entity.props.map(({ fieldNames, columnTypes, nullable }) => {
      const type = columnTypes[0]!;
      const kind = kindOf(type);
      const size = isSized(kind) ? Number(/\((\d+)\)/.exec(type)?.[1] ?? 0) : null;
      return [fieldNames[0]!, { kind, size, isNullable: nullable === true }];
    }),
  );
}

async function actualColumns({ db, dialect }: Database<Entities>): Promise<Map<string, Map<string, Column>>> {
  const generated = dialect === 'mysql' ? sql`extra like '%GENERATED%'` : sql`is_generated = 'ALWAYS'`;
  const schema = dialect === 'mysql' ? sql`database()` : sql`current_schema()`;
  const { rows } = await sql<{
    tableName: string;
    columnName: string;
    nullable: string;
    type: string;
    length: number | null;
    fraction: number | null;
  }>`
    select table_name as table_name, column_name as column_name, is_nullable as nullable, data_type as type,
      character_maximum_length as length, datetime_precision as fraction
    from information_schema.columns where table_schema = ${schema} and not (${generated})`.execute(
    db.withPlugin(new CamelCasePlugin()),
  );
  const tables = new Map<string, Map<string, Column>>();
  for (const { tableName, columnName, nullable, type, length, fraction } of rows) {
    const kind = kindOf(type);
    const size = isSized(kind) ? Number(kind === 'instant' ? fraction : length) : null;
    const columns = tables.get(tableName) ?? new Map<string, Column>();
    tables.set(tableName, columns.set(columnName, { kind, size, isNullable: nullable === 'YES' }));
  }
  return tables;
}
