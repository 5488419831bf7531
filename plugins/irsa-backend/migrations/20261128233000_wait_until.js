// @ts-check

/**
 * Until when a migration that waits for somebody else is left alone by workers. Milliseconds since 1970, by the clock of the
 * database; nothing for all others.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.bigInteger('wait_until');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.dropColumn('wait_until');
  });
};
