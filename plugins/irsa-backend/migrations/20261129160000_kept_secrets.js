// @ts-check

/**
 * The key in a Secret that a migration keeps, so that it can go back. Nothing takes it any more, so the list has it as a
 * row of its own, which would count as one more static key: the row follows the migration as long as it has only this key.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workload_marks', table => {
    table.string('kept_key', 16).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('workloads')
    .whereExists(
      knex('workload_marks as m')
        .whereRaw('m.workload_id = workloads.id')
        .whereNotNull('m.kept_key')
        .select(knex.raw('1')),
    )
    .update({ shown_status: knex.ref('status') });
  await knex('workload_marks').whereNotNull('kept_key').delete();
  await knex.schema.alterTable('workload_marks', table => {
    table.dropColumn('kept_key');
  });
};
