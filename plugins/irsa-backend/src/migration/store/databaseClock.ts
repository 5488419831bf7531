import { Knex } from 'knex';

/**
 * The present time in milliseconds since 1970, by the clock of the database: leases of several processes are compared
 * by one clock. An expression for a query.
 */
export function databaseNow(knex: Knex): Knex.Raw {
  return knex.client.config.client === 'pg'
    ? knex.raw('(extract(epoch from clock_timestamp()) * 1000)::bigint')
    : knex.raw("cast((julianday('now') - 2440587.5) * 86400000 as integer)");
}

/** The same some milliseconds ago. */
export function databaseAgo(knex: Knex, milliseconds: number): Knex.Raw {
  return knex.raw('(? - ?)', [databaseNow(knex), Math.round(milliseconds)]);
}
