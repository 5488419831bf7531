import { Knex } from 'knex';

/** Types of columns as PostgreSQL calls them. */
type ColumnType = 'text' | 'bigint' | 'integer' | 'boolean';

export interface BulkTable<Row extends object> {
  name: string;
  /** Columns that tell whether a row is there already, which is then replaced; without them, all rows are new. */
  key?: readonly (keyof Row & string)[];
  columns: Readonly<Record<keyof Row & string, ColumnType>>;
}

/**
 * Writes rows by one short statement with one parameter, JSON of all values. A statement with a parameter for each value
 * takes longer to be made and understood than to be carried out.
 */
export async function putRows<Row extends object>(
  trx: Knex.Transaction,
  table: BulkTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const names = Object.keys(table.columns) as (keyof Row & string)[];
  const values = rows.map(row => names.map(name => row[name]));
  await trx.raw(statementOf(table, isPostgres(trx)), [JSON.stringify(values)]);
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

/** `where true` tells SQLite that `on` begins no join. */
function makeStatement<Row extends object>(
  { name, key, columns }: BulkTable<Row>,
  postgres: boolean,
): string {
  const all = Object.entries<ColumnType>(columns);
  const selected = all.map(([, type], at) =>
    postgres ? `(value ->> ${at})::${type}` : `value ->> ${at}`,
  );
  const changed = all
    .filter(([column]) => !key?.includes(column as keyof Row & string))
    .map(([column]) => `${column} = excluded.${column}`);
  return [
    `insert into ${name} (${all.map(([column]) => column).join(', ')})`,
    `select ${selected.join(', ')}`,
    postgres
      ? 'from jsonb_array_elements(?::jsonb) as given(value)'
      : 'from json_each(?) where true',
    ...(key
      ? [`on conflict (${key.join(', ')}) do update set ${changed.join(', ')}`]
      : []),
  ].join(' ');
}

function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
