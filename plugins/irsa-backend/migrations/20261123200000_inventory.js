// @ts-check

/**
 * The results of the last scans: workloads (the model as JSON beside the columns for filters and sorting), their access
 * keys by fingerprint, marks of migrations, and coverage of clusters and accounts. There is no secret value in any of
 * them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('workloads', table => {
    table.string('id', 800).primary();
    table.string('cluster', 253).notNullable();
    table.string('namespace', 63).notNullable();
    table.string('kind', 63).notNullable();
    table.string('name', 253).notNullable();
    table.string('service_account', 253).notNullable();
    table.string('status', 20).notNullable().index();
    table.text('status_reason');
    // Whether it has a reference or a role; the others are only counted.
    table.boolean('listed').notNullable();
    table.string('entity_ref', 500).index();
    table.string('owner_ref', 500).index();
    table.string('key_created_at', 30).index();
    table.string('key_last_used_at', 30).index();
    table.text('search').notNullable();
    table.text('document').notNullable();
    table.index(['cluster', 'namespace', 'service_account']);
    table.index(['listed', 'name']);
  });
  await knex.schema.createTable('workload_keys', table => {
    table.string('workload_id', 800).notNullable();
    table.string('fingerprint', 16).notNullable().index();
    table.primary(['workload_id', 'fingerprint']);
  });
  await knex.schema.createTable('workload_marks', table => {
    table.string('workload_id', 800).primary();
    table.string('migration_id', 100).notNullable();
    table.string('status', 20);
    table.text('status_reason');
    table.string('soak_ends_at', 30);
  });
  await knex.schema.createTable('coverage', table => {
    table.string('type', 10).notNullable();
    table.string('name', 253).notNullable();
    table.text('document').notNullable();
    table.primary(['type', 'name']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('coverage');
  await knex.schema.dropTable('workload_marks');
  await knex.schema.dropTable('workload_keys');
  await knex.schema.dropTable('workloads');
};
