// @ts-check

/**
 * What each workload was found by: while that is the same, a scan neither audits nor writes it. PostgreSQL and SQLite take a
 * column without a value for the rows that are there at once, and those are audited anew.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw('alter table workloads add column basis text');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table workloads drop column basis');
};
