/** The tables, created from nothing and from those of an older portal. */
import { Knex } from 'knex';
import { migrations, onEachDatabase } from './__testUtils__/onEachDatabase';

const FIRST = 5;

/** Last four characters of a key id. */
const LAST4 = 'WXYZ';
const modelOf = (name: string) =>
  JSON.stringify({ name, keys: [{ last4: LAST4 }] });

const workload = (name: string, columns: object = {}) => ({
  id: `prod/shop/Deployment/${name}`,
  cluster: 'prod',
  namespace: 'shop',
  kind: 'Deployment',
  name,
  service_account: 'default',
  status: 'static',
  listed: true,
  search: name,
  document: modelOf(name),
  ...columns,
});

onEachDatabase('the tables', open => {
  const shapes = async (knex: Knex) => {
    const [, names]: [unknown, { file: string }[]] = await knex.migrate.list(
      migrations,
    );
    return names.map(({ file }) => file);
  };

  it('are made, taken back one by one, and made again', async () => {
    const knex = await open();
    const tables = ['workloads', 'migrations', 'plans', 'notices', 'coverage'];
    const there = () =>
      Promise.all(tables.map(table => knex.schema.hasTable(table)));
    expect(await shapes(knex)).toEqual([]);
    expect(await there()).toEqual(tables.map(() => true));
    const columns = await knex('workloads').columnInfo();
    await knex.migrate.rollback(migrations, true);
    expect(await there()).toEqual(tables.map(() => false));
    await knex.migrate.latest(migrations);
    expect(Object.keys(await knex('workloads').columnInfo()).sort()).toEqual(
      Object.keys(columns).sort(),
    );
  });

  it('keep what an older portal has stored', async () => {
    const knex = await open({ empty: true });
    const all = await shapes(knex);
    for (let done = 0; done < FIRST; done += 1) {
      await knex.migrate.up(migrations);
    }
    expect(await shapes(knex)).toEqual(all.slice(FIRST));
    await knex('workloads').insert([
      workload('static'),
      workload('keyless', { status: 'keyless', listed: false }),
      workload('soaking', { status: 'keyless', listed: false }),
    ]);
    await knex('workload_marks').insert([
      {
        workload_id: 'prod/shop/Deployment/soaking',
        migration_id: 'm',
        status: 'soaking',
      },
      { workload_id: 'prod/shop/Deployment/static', migration_id: 'n' },
    ]);
    await knex.migrate.latest(migrations);
    const rows = await knex('workloads as w')
      .join('workload_documents as d', 'd.workload_id', 'w.id')
      .select('w.name', 'w.search', 'w.shown', 'w.shown_status', 'd.document')
      .orderBy('w.name');
    expect(rows.map(row => ({ ...row, shown: Boolean(row.shown) }))).toEqual([
      shownRow('keyless', false, 'keyless'),
      shownRow('soaking', true, 'soaking'),
      shownRow('static', true, 'static'),
    ]);
    // And back to the old form, with the model in the rows.
    while ((await shapes(knex)).length < all.length - FIRST) {
      await knex.migrate.down(migrations);
    }
    const before = await knex('workloads').select('name', 'document');
    expect(before).toHaveLength(3);
    before.forEach(({ name, document }) =>
      expect(document).toBe(modelOf(name)),
    );
  });

  it('keep who let a rollback switch a key on, forth and back', async () => {
    const knex = await open();
    const state = async () => {
      const row = await knex('migrations').where({ id: 'm' }).first();
      return [JSON.parse(row.state), row.switch_key_on];
    };
    const downTo = async (name: string) => {
      while ((await knex.migrate.currentVersion(migrations)) >= name) {
        await knex.migrate.down(migrations);
      }
    };
    await downTo('20261129170000');
    await knex('migrations').insert({
      id: 'm',
      plan_id: 'p',
      plan_hash: 'h',
      idempotency_key: 'i',
      workload_id: 'w',
      role_arn: 'r',
      status: 'rollingBack',
      direction: 'back',
      execution: '{}',
      facts: '{}',
      state: JSON.stringify({ proofs: [], switchKeyOn: 'user:default/one' }),
      started_by: 'user:default/one',
      started_at: '2026-11-29T10:00:00.000Z',
      last_seq: 0,
    });
    await knex.migrate.latest(migrations);
    expect(await state()).toEqual([{ proofs: [] }, 'user:default/one']);
    await downTo('20261129170000');
    expect(await state()).toEqual([
      { proofs: [], switchKeyOn: 'user:default/one' },
      undefined,
    ]);
  });
});

function shownRow(name: string, shown: boolean, status: string) {
  return {
    name,
    search: `${name} ${LAST4.toLowerCase()}`,
    shown,
    shown_status: status,
    document: modelOf(name),
  };
}
