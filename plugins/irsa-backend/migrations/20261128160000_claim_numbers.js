// @ts-check

/**
 * How often a migration was claimed: the number grows with each worker that takes it over. Rows of its journal and its
 * log carry the number of the claim under which they were written.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.integer('claim_number').notNullable().defaultTo(0);
  });
  for (const name of ['migration_journal', 'migration_events']) {
    await knex.schema.alterTable(name, table => {
      table.integer('claim_number').nullable();
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of ['migration_events', 'migration_journal', 'migrations']) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('claim_number');
    });
  }
};
