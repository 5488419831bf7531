// @ts-check

/**
 * Runs of plans: the state of each, its steps, the journal (append-only), the events that people read, and the locks.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('migrations', table => {
    table.string('id', 36).primary();
    table.string('plan_id', 100).notNullable();
    table.string('plan_hash', 100).notNullable();
    table.string('idempotency_key', 100).notNullable();
    table.string('workload_id', 800).notNullable().index();
    table.string('role_arn', 300).notNullable().index();
    table.string('status', 20).notNullable().index();
    table.text('status_reason');
    table.string('direction', 10).notNullable();
    table.text('execution').notNullable();
    table.text('facts').notNullable();
    table.text('state').notNullable();
    table.text('rollback_reason');
    table.string('started_by', 300).notNullable();
    table.string('started_at', 30).notNullable().index();
    table.string('finished_at', 30);
    table.string('claim', 36);
    table.bigInteger('heartbeat');
    table.integer('last_seq').notNullable().defaultTo(0);
    table.unique(['started_by', 'idempotency_key']);
  });
  await knex.schema.createTable('migration_steps', table => {
    table
      .string('migration_id', 36)
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.integer('position').notNullable();
    table.string('step', 40).notNullable();
    table.string('state', 20).notNullable();
    table.string('outcome', 20);
    table.text('detail');
    table.string('started_at', 30);
    table.string('finished_at', 30);
    table.text('memory').notNullable();
    table.primary(['migration_id', 'step']);
  });
  await knex.schema.createTable('migration_journal', table => {
    table.increments('id');
    table.string('migration_id', 36).notNullable().index();
    table.string('call_id', 36).notNullable();
    table.string('entry', 10).notNullable();
    table.string('step', 40).notNullable();
    table.string('target', 700).notNullable();
    table.string('intent', 700).notNullable();
    table.string('pre_image', 64);
    table.string('outcome', 20);
    table.string('request_id', 200);
    table.text('error');
    table.string('at', 30).notNullable();
  });
  await knex.schema.createTable('migration_events', table => {
    table
      .string('migration_id', 36)
      .notNullable()
      .references('id')
      .inTable('migrations')
      .onDelete('CASCADE');
    table.integer('seq').notNullable();
    table.string('at', 30).notNullable();
    table.string('level', 10).notNullable();
    table.string('step', 40);
    table.text('message').notNullable();
    table.primary(['migration_id', 'seq']);
  });
  await knex.schema.createTable('migration_locks', table => {
    table.string('name', 800).primary();
    table.string('migration_id', 36).notNullable().index();
  });
  await knex.schema.createTable('migration_own_key_uses', table => {
    table.increments('id');
    table.string('fingerprint', 16).notNullable().index();
    table.bigInteger('at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('migration_own_key_uses');
  await knex.schema.dropTable('migration_locks');
  await knex.schema.dropTable('migration_events');
  await knex.schema.dropTable('migration_journal');
  await knex.schema.dropTable('migration_steps');
  await knex.schema.dropTable('migrations');
};
