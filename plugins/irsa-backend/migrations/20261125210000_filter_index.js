// @ts-check

const REPLACED = ['shown', 'cluster', 'namespace', 'shown_status'];

/**
 * One index with everything that lists filter by, except the text of searches: so the matches of any filter are counted
 * without reading the rows.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropIndex([], 'workloads_by_place');
    table.index(
      [
        ...REPLACED,
        'owner_ref',
        'severity',
        'key_created_at',
        'locations',
        'id',
      ],
      'workloads_by_filter',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropIndex([], 'workloads_by_filter');
    table.index(REPLACED, 'workloads_by_place');
  });
};
