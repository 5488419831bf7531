import { Knex } from 'knex';

/** All writers lock rows in the same order, so there are no deadlocks. SQLite has only one writer at a time. */
export async function hold(
  trx: Knex.Transaction,
  which: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<void> {
  if (trx.client.config.client !== 'pg') {
    return;
  }
  const rows = which(trx('workloads')).select('id').orderBy('id').forUpdate();
  // Counted in the database, so that a hundred thousand ids are not transferred.
  await trx.count({ count: '*' }).from(rows.as('held'));
}
