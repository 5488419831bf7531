// @ts-check

/**
 * Who allowed a rollback to switch a key on. It stood in the state, which a worker writes as a whole: a person's decision and
 * what a worker saw at the same time could overwrite each other.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('migrations', table => {
    table.string('switch_key_on', 255).nullable();
  });
  const rows = await knex('migrations')
    .where('state', 'like', '%"switchKeyOn":%')
    .select('id', 'state');
  for (const { id, state: text } of rows) {
    const { switchKeyOn, ...state } = JSON.parse(text);
    await knex('migrations')
      .where({ id })
      .update({
        switch_key_on: switchKeyOn ?? null,
        state: JSON.stringify(state),
      });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const row of await knex('migrations').whereNotNull('switch_key_on')) {
    const state = { ...JSON.parse(row.state), switchKeyOn: row.switch_key_on };
    await knex('migrations')
      .where({ id: row.id })
      .update({ state: JSON.stringify(state) });
  }
  await knex.schema.alterTable('migrations', table => {
    table.dropColumn('switch_key_on');
  });
};
