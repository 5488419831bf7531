// @ts-check

/**
 * The change request of a service's own code that the portal asked for last. Whether it is open, and what became of it, is asked of
 * its host each time: this only says under which number to look.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('code_requests', table => {
    table.string('source_id', 64).primary();
    table.integer('attempt').notNullable();
    // Milliseconds since 1970. Until then nobody else writes to this source.
    table.bigInteger('busy_until').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('code_requests');
};
