// @ts-check

const isPostgres = (/** @type {import('knex').Knex} */ knex) =>
  knex.client.config.client === 'pg';

/**
 * Every scan writes `seen_at` of every row, which no index has. PostgreSQL leaves the indexes alone then, if there is room
 * for the new row beside the old one: https://www.postgresql.org/docs/current/storage-hot.html
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (!isPostgres(knex)) {
    return;
  }
  await knex.raw('alter table workloads set (fillfactor = 50)');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (!isPostgres(knex)) {
    return;
  }
  await knex.raw('alter table workloads reset (fillfactor)');
};
