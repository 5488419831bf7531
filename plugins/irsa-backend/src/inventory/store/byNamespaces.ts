import { Knex } from 'knex';
import { Breather } from '../../shared/Breather';

/** Rows that are looked at together. */
const ROWS = 2_000;

/**
 * Goes through the workloads of a cluster in parts of whole namespaces, with a few thousand rows each: SQLite is in this process,
 * and one statement about a hundred thousand rows holds up everything else. Other work gets its turn between two parts.
 *
 * @param rows - those that are looked at, found by an index in the order of their namespaces
 * @param look - gets the rows of one part
 */
export async function byNamespaces(
  rows: Knex.QueryBuilder,
  look: (part: Knex.QueryBuilder) => Promise<void>,
  size = ROWS,
): Promise<void> {
  const breather = new Breather();
  let after: string | undefined;
  for (;;) {
    await breather.breathe();
    const rest = rows.clone();
    if (after !== undefined) {
      rest.where('namespace', '>', after);
    }
    const [last]: { namespace: string }[] = await rest
      .clone()
      .select('namespace')
      .orderBy('namespace')
      .offset(size - 1)
      .limit(1);
    if (!last) {
      await look(rest);
      return;
    }
    await look(rest.where('namespace', '<=', last.namespace));
    after = last.namespace;
  }
}
