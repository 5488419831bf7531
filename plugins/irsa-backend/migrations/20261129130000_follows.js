// @ts-check

/**
 * Migrations at rest whose change request a worker follows, and when it looks again: milliseconds since 1970, by the clock of the
 * database; nothing for at once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.boolean('follows').notNullable().defaultTo(false);
    table.bigInteger('follow_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.dropColumn('follows');
    table.dropColumn('follow_at');
  });
};
