// @ts-check

/**
 * Each page of a migration tells how long its steps usually take, from the steps that ended last. Without an index, all steps
 * that ever ended are read and sorted for it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('migration_steps', table => {
    table.index(['state', 'finished_at'], 'migration_steps_ended');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('migration_steps', table => {
    table.dropIndex(['state', 'finished_at'], 'migration_steps_ended');
  });
};
