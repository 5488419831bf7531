// @ts-check

/**
 * When a change of a trust policy was about to be sent to IAM: ISO 8601; nothing before. Only a row that is still open gets it, so that
 * what was read to be unwritten stays unwritten.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('trust_changes', table => {
    table.string('sent_at', 30);
  });
  // Those of an older portal may have been sent.
  await knex('trust_changes').update({ sent_at: knex.ref('made_at') });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('trust_changes', table => {
    table.dropColumn('sent_at');
  });
};
