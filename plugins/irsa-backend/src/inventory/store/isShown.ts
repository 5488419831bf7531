import { Knex } from 'knex';

/**
 * The condition that lists show a row, for `whereRaw`. It is written as the indexes of shown rows are, because a database only
 * uses these when it knows from the statement that no other row is asked for.
 *
 * @param alias - of `workloads` in the query, with a dot
 */
export function isShown(knex: Knex, alias: '' | 'w.' = ''): string {
  const isPostgres = knex.client.config.client === 'pg';
  return isPostgres ? `${alias}shown` : `${alias}shown = 1`;
}
