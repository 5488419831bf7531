// @ts-check

/**
 * Sign-offs of trust policies, and findings that are accepted until a day. `open_key` is set while a row is neither replaced nor
 * withdrawn, so that there is at most one for each role, or for each finding of it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('trust_sign_offs', table => {
    table.string('id', 36).primary();
    table.string('account_id', 12).notNullable();
    table.string('role_name', 64).notNullable();
    table.string('open_key', 80).unique();
    table.string('policy_hash', 64).notNullable();
    table.text('policy').notNullable();
    // ServiceAccounts that the policy let in, as far as they were read.
    table.text('admits').notNullable();
    table.boolean('admits_known').notNullable();
    table.text('findings').notNullable();
    table.text('comment').notNullable();
    table.string('signed_by', 300).notNullable();
    table.string('signed_at', 30).notNullable();
    table.string('ends_at', 30).notNullable();
    table.string('void_at', 30);
    table.string('told_at', 30);
    table.index(['account_id', 'role_name']);
  });
  await knex.schema.createTable('accepted_findings', table => {
    table.string('id', 36).primary();
    table.string('account_id', 12).notNullable();
    table.string('role_name', 64).notNullable();
    table.string('open_key', 220).unique();
    table.string('rule_id', 60).notNullable();
    table.string('severity', 10).notNullable();
    table.text('message').notNullable();
    // Of the statement, or of what the finding is about.
    table.string('content_hash', 64).notNullable();
    table.text('reason').notNullable();
    table.string('accepted_by', 300).notNullable();
    table.string('accepted_at', 30).notNullable();
    table.string('ends_at', 30).notNullable();
    table.string('closed_by', 300);
    table.string('closed_at', 30);
    table.index(['account_id', 'role_name']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('accepted_findings');
  await knex.schema.dropTable('trust_sign_offs');
};
