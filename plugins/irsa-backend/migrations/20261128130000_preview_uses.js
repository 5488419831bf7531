// @ts-check

/**
 * When people made previews, for a limit that all replicas share. Rows live for a minute.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('preview_uses', table => {
    table.string('id', 36).primary();
    table.string('user_ref', 500).notNullable();
    // Milliseconds since 1970.
    table.bigInteger('at').notNullable().index();
    table.index(['user_ref', 'at'], 'preview_uses_by_user');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('preview_uses');
};
