// @ts-check

/**
 * The severity of a workload (0 to 100), a hash of the state to which an accepted risk is bound, and the accepted
 * risks. `open_key` is the workload's id while a risk is neither withdrawn nor replaced, so that there is at most one.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.integer('severity').notNullable().defaultTo(0).index();
    table.string('content_hash', 32).notNullable().defaultTo('');
    // Places of its references, with a space before and after each.
    table.string('locations', 200).notNullable().defaultTo('');
  });
  await knex.schema.createTable('accepted_risks', table => {
    table.string('id', 100).primary();
    table.string('workload_id', 800).notNullable().index();
    table.string('open_key', 800).unique();
    table.text('workload').notNullable();
    table.string('content_hash', 32).notNullable();
    table.text('reason').notNullable();
    table.string('accepted_by', 500).notNullable();
    table.string('accepted_at', 30).notNullable();
    table.string('ends_at', 30).notNullable().index();
    table.string('closed_by', 500);
    table.string('closed_at', 30);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('accepted_risks');
  await knex.schema.alterTable('workloads', table => {
    table.dropColumn('severity');
    table.dropColumn('content_hash');
    table.dropColumn('locations');
  });
};
