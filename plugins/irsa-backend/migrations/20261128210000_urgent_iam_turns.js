// @ts-check

/**
 * Until when the urgent writes to IAM of an account would last: ways back do not wait behind roll-outs. Milliseconds since
 * 1970, by the clock of the database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('iam_write_turns', table => {
    table.bigInteger('urgent_until').notNullable().defaultTo(0);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('iam_write_turns', table => {
    table.dropColumn('urgent_until');
  });
};
