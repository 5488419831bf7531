// @ts-check

/**
 * Whether no owner of a workload is known although it may have one: so a list tells those apart from the ones without.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.boolean('owner_in_doubt').notNullable().defaultTo(false);
  });
  await knex('workloads')
    .whereNull('owner_ref')
    .whereIn(
      'id',
      knex('workload_documents')
        .select('workload_id')
        .where('document', 'like', '%"ownerDoubt":%'),
    )
    .update({ owner_in_doubt: true });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropColumn('owner_in_doubt');
  });
};
