/** Columns that may be hidden, in the order they stand in; the name of the workload is always there. */
export const columnNames = [
  'status',
  'migration',
  'severity',
  'keyAge',
  'keyLastUsed',
  'owner',
  'entity',
  'serviceAccount',
  'action',
] as const;

export type ColumnName = (typeof columnNames)[number];

export const usualColumns: ColumnName[] = [
  'status',
  'migration',
  'severity',
  'keyAge',
  'keyLastUsed',
  'owner',
  'action',
];

/** Stands in the address when every column that can be hidden is hidden. */
const NAME_ONLY = 'name';

/**
 * The columns that an address asks for, in their own order; names it should not know are left out.
 *
 * @param cols - the value of `cols`, names parted by commas; absent for the usual columns
 */
export function readColumns(cols: string | null): ColumnName[] {
  const asked = (cols ?? '').split(',').map(name => name.trim());
  const known = columnNames.filter(name => asked.includes(name));
  return known.length > 0 || asked.includes(NAME_ONLY) ? known : usualColumns;
}

/** The value of `cols` for these columns; undefined for the usual ones, so that their address stays short. */
export function writeColumns(columns: Iterable<string>): string | undefined {
  const chosen = new Set(columns);
  const known = columnNames.filter(name => chosen.has(name));
  if (known.join() === usualColumns.join()) {
    return undefined;
  }
  return known.join() || NAME_ONLY;
}

/**
 * The column that the rows are sorted by when it is not to be seen.
 *
 * @param sort - a column, with `-` in front for descending
 */
export function hiddenSort(
  sort: string,
  columns: readonly ColumnName[],
): ColumnName | undefined {
  const by = columnNames.find(name => name === sort.replace(/^-/, ''));
  return by && !columns.includes(by) ? by : undefined;
}
