// @ts-check

/**
 * What a scan saw decides the status that is shown. The mark of a migration only says more about it: it no longer hides
 * a static key that is back, nor that a workload cannot be read. The status of the migration itself stands beside it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workload_marks', table => {
    table.string('migration_status', 20);
  });
  const marked = () =>
    knex('workload_marks as m').whereRaw('m.workload_id = workloads.id');
  await knex('workloads')
    .whereExists(
      marked()
        .whereIn('m.status', ['soaking', 'keyOff', 'keyless'])
        .select(knex.raw('1')),
    )
    .whereNot('status', 'keyless')
    .update({ shown_status: knex.ref('status') });
  await knex('workloads')
    .whereExists(
      marked()
        .whereIn('m.status', ['rolledBack', 'blocked'])
        .select(knex.raw('1')),
    )
    .whereNotIn('status', ['static', 'shadowed'])
    .update({ shown_status: knex.ref('status') });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('workloads')
    .whereExists(
      knex('workload_marks as m')
        .whereRaw('m.workload_id = workloads.id')
        .whereNotNull('m.status')
        .select(knex.raw('1')),
    )
    .update({
      shown_status: knex('workload_marks as m')
        .whereRaw('m.workload_id = workloads.id')
        .select('m.status'),
    });
  await knex.schema.alterTable('workload_marks', table => {
    table.dropColumn('migration_status');
  });
};
