// @ts-check

const BATCH = 500;

/**
 * The AWS accounts of a workload's keys and role, with a space before and after each: the portal's policy may decide by
 * them. Stored workloads get theirs at once, because a scan writes only what has changed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.text('accounts').notNullable().defaultTo('');
  });
  for (let last = ''; ; ) {
    const rows = await knex('workload_documents')
      .where('workload_id', '>', last)
      .orderBy('workload_id')
      .limit(BATCH);
    if (rows.length === 0) {
      return;
    }
    for (const { workload_id: id, document } of rows) {
      const accounts = accountsOf(JSON.parse(document));
      if (accounts.length > 0) {
        await knex('workloads')
          .where({ id })
          .update({ accounts: ` ${accounts.join(' ')} ` });
      }
    }
    last = rows[rows.length - 1].workload_id;
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('workloads', table => {
    table.dropColumn('accounts');
  });
};

/**
 * @param {{ keys?: { accountId?: string }[], serviceAccount?: { roleArn?: string } }} workload
 * @returns {string[]}
 */
function accountsOf({ keys = [], serviceAccount }) {
  const all = [
    ...keys.map(({ accountId }) => accountId ?? ''),
    serviceAccount?.roleArn?.split(':')[4] ?? '',
  ];
  return [...new Set(all.filter(Boolean))].sort();
}
