// @ts-check

/** What lists sort and filter by. Each begins with `shown`, which every list asks for. */
const INDEXES = {
  workloads_by_name: 'name, id',
  workloads_by_namespace: 'namespace',
  workloads_by_owner: 'owner_ref, name, id',
  workloads_by_key_age: 'key_created_at, name, id',
  workloads_by_key_use: 'key_last_used_at, name, id',
  workloads_by_severity: 'severity, name, id',
  workloads_by_filter:
    'cluster, namespace, shown_status, owner_ref, severity, key_created_at, locations, id',
};

/**
 * Most workloads have no credential, and no list shows them: they are left out of the indexes of lists, which a first scan
 * would otherwise fill with them. `workloads_by_status` keeps all rows, because totals count every one by its status.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const shown = knex.client.config.client === 'pg' ? 'shown' : 'shown = 1';
  await make(knex, ` where ${shown}`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await make(knex, '');
};

/**
 * @param {import('knex').Knex} knex
 * @param {string} rows
 */
async function make(knex, rows) {
  for (const [name, columns] of Object.entries(INDEXES)) {
    await knex.raw(`drop index ${name}`);
    await knex.raw(
      `create index ${name} on workloads (shown, ${columns})${rows}`,
    );
  }
}
