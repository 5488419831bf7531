// @ts-check

/**
 * Which rounds of the watch over soaking migrations are due, so that of all replicas one makes each.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('migration_watch_turns', table => {
    table.string('name', 40).primary();
    table.bigInteger('due_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('migration_watch_turns');
};
