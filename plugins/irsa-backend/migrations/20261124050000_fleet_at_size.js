// @ts-check

/**
 * For fleets of a hundred thousand workloads: the model moves out of the rows that lists filter and sort, what lists
 * show is precomputed (`shown`, `shown_status`: the mark of a migration takes precedence over the scan), and `seen_at`
 * shows which rows a scan has not met. Keys contain what summaries count. `workload_objects` records which workload
 * reads which Secret or ConfigMap, `watch_positions` where watches resume, and `daily_counts` the fleet for each day.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('workload_documents', table => {
    table.string('workload_id', 800).primary();
    table.text('document').notNullable();
  });
  await knex('workload_documents').insert(
    knex('workloads').select('id', 'document'),
  );
  await knex.schema.alterTable('workloads', table => {
    table.boolean('shown').notNullable().defaultTo(false);
    table.string('shown_status', 20).notNullable().defaultTo('unknown');
    // Milliseconds since 1970.
    table.bigInteger('seen_at').notNullable().defaultTo(0);
    table.dropColumn('document');
  });
  await knex('workloads').update({
    shown: knex.ref('listed'),
    shown_status: knex.ref('status'),
  });
  const marked = knex('workload_marks')
    .whereNotNull('status')
    .whereRaw('workload_marks.workload_id = workloads.id');
  await knex('workloads')
    .whereExists(marked.clone().select(knex.raw('1')))
    .update({ shown: true, shown_status: marked.clone().select('status') });
  await knex.schema.alterTable('workloads', table => {
    table.index(['shown', 'name', 'id'], 'workloads_by_name');
    table.index(
      ['shown', 'cluster', 'namespace', 'shown_status'],
      'workloads_by_place',
    );
    table.index(['shown', 'namespace'], 'workloads_by_namespace');
    table.index(['shown', 'owner_ref', 'name', 'id'], 'workloads_by_owner');
    table.index(['shown', 'shown_status', 'name', 'id'], 'workloads_by_status');
    table.index(
      ['shown', 'key_created_at', 'name', 'id'],
      'workloads_by_key_age',
    );
    table.index(
      ['shown', 'key_last_used_at', 'name', 'id'],
      'workloads_by_key_use',
    );
    table.index(['shown', 'severity', 'name', 'id'], 'workloads_by_severity');
    table.index(['cluster', 'seen_at'], 'workloads_by_sight');
  });
  await knex.schema.alterTable('workload_keys', table => {
    table.string('state', 20);
    table.string('created_at', 30);
    table.string('last_used_at', 30);
    table.index(['state', 'fingerprint'], 'workload_keys_by_state');
  });
  await knex.schema.createTable('workload_objects', table => {
    table.string('workload_id', 800).notNullable();
    table.string('cluster', 253).notNullable();
    // `namespace/Secret/name`
    table.string('object', 400).notNullable();
    table.primary(['workload_id', 'object']);
    table.index(['cluster', 'object']);
  });
  await knex.schema.createTable('watch_positions', table => {
    table.string('cluster', 253).notNullable();
    table.string('resource', 100).notNullable();
    table.string('resource_version', 100).notNullable();
    table.primary(['cluster', 'resource']);
  });
  await knex.schema.createTable('daily_counts', table => {
    // `YYYY-MM-DD`, UTC.
    table.string('day', 10).notNullable();
    table.string('cluster', 253).notNullable();
    // Empty for workloads without owner.
    table.string('owner_ref', 500).notNullable();
    table.string('status', 20).notNullable();
    table.integer('workloads').notNullable();
    // Workloads whose oldest key has a known age: their number, and the sum of these ages in days.
    table.integer('aged').notNullable();
    table.bigInteger('age_days').notNullable();
    table.primary(['day', 'cluster', 'owner_ref', 'status']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('daily_counts');
  await knex.schema.dropTable('watch_positions');
  await knex.schema.dropTable('workload_objects');
  await knex.schema.alterTable('workload_keys', table => {
    table.dropIndex(['state', 'fingerprint'], 'workload_keys_by_state');
    table.dropColumn('state');
    table.dropColumn('created_at');
    table.dropColumn('last_used_at');
  });
  await knex.schema.alterTable('workloads', table => {
    for (const name of [
      'name',
      'place',
      'namespace',
      'owner',
      'status',
      'key_age',
      'key_use',
      'severity',
      'sight',
    ]) {
      table.dropIndex([], `workloads_by_${name}`);
    }
  });
  await knex.schema.alterTable('workloads', table => {
    table.text('document');
    table.dropColumn('shown');
    table.dropColumn('shown_status');
    table.dropColumn('seen_at');
  });
  await knex('workloads').update({
    document: knex('workload_documents')
      .select('document')
      .whereRaw('workload_documents.workload_id = workloads.id'),
  });
  await knex.schema.alterTable('workloads', table => {
    table.dropNullable('document');
  });
  await knex.schema.dropTable('workload_documents');
};
