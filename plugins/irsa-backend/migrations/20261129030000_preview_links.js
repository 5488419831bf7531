// @ts-check

/**
 * Who made and used which link, for reviewers, without the links; and probe objects that may still be in a bucket, so that they are
 * removed after a crash too. Times are milliseconds since 1970.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('preview_links', table => {
    table.string('id', 36).primary();
    table.string('preview_id', 36).notNullable();
    table.bigInteger('at').notNullable().index();
    table.string('user_ref', 500).notNullable();
    table.string('workload_id', 800).notNullable();
    table.string('bucket', 63).notNullable();
    table.text('object_key').notNullable();
    table.string('method', 10).notNullable();
    // key or role
    table.string('identity', 10).notNullable();
    table.bigInteger('ends_at').notNullable();
    table.index(['workload_id', 'at'], 'preview_links_by_workload');
  });
  await knex.schema.createTable('preview_link_uses', table => {
    table.string('id', 36).primary();
    table.string('link_id', 36).notNullable().index();
    table.bigInteger('at').notNullable();
    table.string('user_ref', 500).notNullable();
    // reveal, link, curl or qr
    table.string('purpose', 10).notNullable();
  });
  await knex.schema.createTable('preview_probes', table => {
    table.string('id', 36).primary();
    table.bigInteger('at').notNullable().index();
    table.string('workload_id', 800).notNullable();
    table.string('bucket', 63).notNullable();
    table.text('object_key').notNullable();
    table.string('region', 30).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('preview_probes');
  await knex.schema.dropTable('preview_link_uses');
  await knex.schema.dropTable('preview_links');
};
