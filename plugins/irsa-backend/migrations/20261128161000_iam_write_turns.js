// @ts-check

/**
 * The token bucket of each AWS account for writes to IAM: until when the writes that were let through would last at the
 * configured rate. Times in milliseconds since 1970, by the clock of the database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('iam_write_turns', table => {
    table.string('account_id', 12).primary();
    table.bigInteger('busy_until').notNullable();
    table.bigInteger('asked_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('iam_write_turns');
};
