// @ts-check

/**
 * Changes of trust policies. A row is written before IAM is asked to change anything; `open_key` is set until it was read what became of
 * it, so that each role has at most one that is under way.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('trust_changes', table => {
    table.string('id', 36).primary();
    table.string('account_id', 12).notNullable();
    table.string('role_name', 64).notNullable();
    table.string('role_arn', 600).notNullable();
    table.string('open_key', 80).unique();
    table.string('state', 20).notNullable();
    // The change that this one takes back.
    table.string('takes_back', 36);
    table.text('before').notNullable();
    table.text('after').notNullable();
    table.text('effect').notNullable();
    table.text('rules').notNullable();
    table.text('reason').notNullable();
    table.string('made_by', 300).notNullable();
    table.string('made_at', 30).notNullable();
    table.string('read_at', 30);
    table.index(['account_id', 'role_name']);
    table.index(['role_arn']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('trust_changes');
};
