import { Knex } from 'knex';

/** Types of columns as PostgreSQL calls them. */
type ColumnType = 'text' | 'bigint' | 'integer' | 'boolean';

export interface BulkTable<Row extends object> {
  name: string;
  /** Columns that tell whether a row is there already, which is then replaced; without them, all rows are new. */
  key?: readonly (keyof Row & string)[];
  columns: Readonly<Record<keyof Row & string, ColumnType>>;
  /** Of which `putRows` tells whether they are new; then `key` has one column. */
  tellsNew?: boolean;
}

/**
 * Writes rows by one short statement. PostgreSQL gets it with one parameter, JSON of all values: a statement with a parameter
 * for each value takes longer to be made and understood than to be carried out. SQLite is in this process, so the statement
 * is understood once for each connection, and carried out for each row.
 *
 * @returns on PostgreSQL, of a table that tells it, the keys of the rows that were not there, however many others write them
 */
export async function putRows<Row extends object>(
  trx: Knex.Transaction,
  table: BulkTable<Row>,
  rows: readonly Row[],
): Promise<Set<string> | undefined> {
  if (rows.length === 0) {
    return undefined;
  }
  const names = Object.keys(table.columns) as (keyof Row & string)[];
  const postgres = isPostgres(trx);
  const sql = statementOf(table, postgres);
  if (postgres) {
    const values = rows.map(row => names.map(name => row[name]));
    const written = await trx.raw(sql, [JSON.stringify(values)]);
    return table.tellsNew ? newAmong(written.rows) : undefined;
  }
  const statement = prepared(await trx.client.acquireConnection(), sql);
  for (const row of rows) {
    statement.run(names.map(name => bindable(row[name])));
  }
  return undefined;
}

function newAmong(rows: { id: string; is_new: boolean }[]): Set<string> {
  return new Set(rows.filter(row => row.is_new).map(({ id }) => id));
}

/** Deletes the rows of these workloads. */
export async function removeRows(
  trx: Knex.Transaction,
  table: 'workload_keys' | 'workload_objects',
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) {
    await trx(table).whereRaw(isAmong(trx, 'workload_id', ids)).delete();
  }
}

/** Sets one column of rows that are there, each to a text of its own. */
export async function setColumn(
  trx: Knex.Transaction,
  { table, key, column }: Record<'table' | 'key' | 'column', string>,
  values: readonly (readonly [key: string, value: string])[],
): Promise<void> {
  if (values.length === 0) {
    return;
  }
  if (isPostgres(trx)) {
    await trx.raw(
      `update ${table} set ${column} = value ->> 1 from jsonb_array_elements(?::jsonb) as given(value) where ${key} = value ->> 0`,
      [JSON.stringify(values)],
    );
    return;
  }
  const statement = prepared(
    await trx.client.acquireConnection(),
    `update ${table} set ${column} = ? where ${key} = ?`,
  );
  for (const [id, value] of values) {
    statement.run([value, id]);
  }
}

/** A condition for `whereRaw`: the column is one of these, however many. */
export function isAmong(
  knex: Knex,
  column: string,
  ids: readonly string[],
): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw(`?? = any(array(select jsonb_array_elements_text(?::jsonb)))`, [
        column,
        JSON.stringify(ids),
      ])
    : knex.raw(`?? in (select value from json_each(?))`, [
        column,
        JSON.stringify(ids),
      ]);
}

/** What is used of better-sqlite3. */
interface Connection {
  prepare(sql: string): Statement;
}

interface Statement {
  run(values: readonly unknown[]): unknown;
}

const preparedBy = new WeakMap<Connection, Map<string, Statement>>();

/** A transaction has its own connection, which it hands out again and again. */
function prepared(connection: Connection, sql: string): Statement {
  const known = preparedBy.get(connection) ?? new Map<string, Statement>();
  preparedBy.set(connection, known);
  const statement = known.get(sql) ?? connection.prepare(sql);
  known.set(sql, statement);
  return statement;
}

function bindable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}

const statements = new Map<string, string>();

function statementOf<Row extends object>(
  table: BulkTable<Row>,
  postgres: boolean,
): string {
  const id = `${postgres} ${table.name}`;
  const statement = statements.get(id) ?? makeStatement(table, postgres);
  statements.set(id, statement);
  return statement;
}

function makeStatement<Row extends object>(
  { name, key, columns, tellsNew }: BulkTable<Row>,
  postgres: boolean,
): string {
  const all = Object.entries<ColumnType>(columns);
  const names = all.map(([column]) => column);
  const selected = all.map(([, type], at) => `(value ->> ${at})::${type}`);
  const changed = names
    .filter(column => !key?.includes(column as keyof Row & string))
    .map(column => `${column} = excluded.${column}`);
  return [
    `insert into ${name} (${names.join(', ')})`,
    postgres
      ? `select ${selected.join(
          ', ',
        )} from jsonb_array_elements(?::jsonb) as given(value)`
      : `values (${names.map(() => '?').join(', ')})`,
    ...(key
      ? [`on conflict (${key.join(', ')}) do update set ${changed.join(', ')}`]
      : []),
    // Only a row that was there before is locked by the statement, which xmax says.
    ...(postgres && tellsNew
      ? [`returning ${key?.[0]} as id, ${name}.xmax = 0 as is_new`]
      : []),
  ].join(' ');
}

function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
