// @ts-check

/**
 * The access key that a migration leaves, by its fingerprint: several migrations can have the same one, and none of them
 * may switch it off before all have left it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.string('key_fingerprint', 16).nullable().index();
  });
  for (const { id, execution } of await knex('migrations').select(
    'id',
    'execution',
  )) {
    const { key } = JSON.parse(execution);
    if (key) {
      await knex('migrations')
        .where({ id })
        .update({ key_fingerprint: key.fingerprint });
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.dropIndex('key_fingerprint');
    table.dropColumn('key_fingerprint');
  });
};
