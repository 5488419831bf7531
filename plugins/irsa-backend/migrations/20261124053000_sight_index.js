// @ts-check

/**
 * Every scan writes `seen_at` of every row; reading a cluster's rows once to find those that were not met costs less
 * than an index.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropIndex([], 'workloads_by_sight');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.index(['cluster', 'seen_at'], 'workloads_by_sight');
  });
};
