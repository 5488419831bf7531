// @ts-check

/**
 * What the last plan of a workload said, and of which state of it (`content_hash` as in `workloads`).
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('workload_plans', table => {
    table.string('workload_id', 800).primary();
    table.string('content_hash', 32).notNullable();
    table.string('status', 10).notNullable();
    table.text('blocked_by').notNullable();
    table.string('made_at', 30).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('workload_plans');
};
