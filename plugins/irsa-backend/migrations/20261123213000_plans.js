// @ts-check

/**
 * Plans: what people read and what a migration carries out. They are short-lived unless they are used.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('plans', table => {
    table.string('id', 100).primary();
    table.string('hash', 64).notNullable();
    table.string('workload_id', 800).notNullable();
    table.text('content', 'longtext').notNullable();
    table.bigInteger('expires_at').notNullable().index();
    table.boolean('used').notNullable().defaultTo(false);
    table.boolean('discarded').notNullable().defaultTo(false);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('plans');
};
