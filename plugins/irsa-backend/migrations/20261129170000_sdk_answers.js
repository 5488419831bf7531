// @ts-check

/**
 * Which SDK a service uses, as somebody said where its source does not tell.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('sdk_answers', table => {
    table.string('workload_id', 800).primary();
    table.string('sdk', 20).notNullable();
    table.string('answered_by', 500).notNullable();
    table.string('answered_at', 30).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('sdk_answers');
};
