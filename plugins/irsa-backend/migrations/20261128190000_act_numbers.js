// @ts-check

/**
 * How many acts of the retirement were ever asked for: a request that slept since it read the migration is told from one
 * that comes right after it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.integer('act_number').notNullable().defaultTo(0);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.dropColumn('act_number');
  });
};
