// @ts-check

/**
 * Notices that were sent to owners, so that none is sent twice. `claim` names the round that took a notice: of two
 * replicas, the one whose claim is in the row sends it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notices', table => {
    table.string('rule', 40).notNullable();
    // A workload's id, or a cluster's name.
    table.string('subject', 800).notNullable();
    table.string('claim', 40).notNullable().index();
    table.string('sent_at', 30).notNullable();
    table.primary(['rule', 'subject']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notices');
};
