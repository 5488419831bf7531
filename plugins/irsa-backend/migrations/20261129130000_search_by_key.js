// @ts-check

const BATCH = 500;
const SEARCH_LENGTH = 1000;

/**
 * Services are also found by the last four characters of their keys. Stored workloads get theirs at once, because a
 * scan writes only what has changed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (let last = ''; ; ) {
    const rows = await knex('workload_documents as d')
      .join('workloads as w', 'w.id', 'd.workload_id')
      .select('w.id', 'w.search', 'd.document')
      .where('w.id', '>', last)
      .orderBy('w.id')
      .limit(BATCH);
    if (rows.length === 0) {
      return;
    }
    for (const { id, search, document } of rows) {
      const found = [search, ...keysOf(JSON.parse(document))].join(' ');
      if (found !== search) {
        await knex('workloads')
          .where({ id })
          .update({ search: found.slice(0, SEARCH_LENGTH) });
      }
    }
    last = rows[rows.length - 1].id;
  }
};

/** What is found by more words than before harms nobody. */
exports.down = async function down() {};

/**
 * @param {{ keys?: { last4?: string }[] }} workload
 * @returns {string[]}
 */
function keysOf({ keys = [] }) {
  return [
    ...new Set(keys.map(({ last4 }) => last4?.toLowerCase() ?? '')),
  ].filter(Boolean);
}
