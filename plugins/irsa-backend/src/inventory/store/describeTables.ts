import { Knex } from 'knex';

/**
 * Updates SQLite's statistics from a few hundred rows of each index. Without them it chooses the wrong index for some
 * filters. PostgreSQL does this by itself. https://www.sqlite.org/lang_analyze.html
 */
export async function describeTables(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    return;
  }
  await knex.raw('pragma analysis_limit = 400');
  await knex.raw('analyze');
}
