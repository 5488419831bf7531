import { Workload } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { onEachDatabase } from '../../__testUtils__/onEachDatabase';
import { describeTables } from './describeTables';
import { WorkloadStore } from './WorkloadStore';

const ROWS = 600;
const FEW = 2;

const name = (at: number) => `w-${at}`;
const idOf = (at: number) => `prod/shop/Deployment/${name(at)}`;

/** Each with an object. */
async function fill(knex: Knex, from: number, count: number): Promise<void> {
  await new WorkloadStore(knex).put(
    Array.from({ length: count }, (_, index) => {
      const at = from + index;
      const workload = {
        id: idOf(at),
        cluster: 'prod',
        namespace: 'shop',
        kind: 'Deployment',
        name: name(at),
        status: 'keyless',
        references: [],
        keys: [],
        serviceAccount: { name: 'default' },
      } as unknown as Workload;
      return { workload, listed: false, objects: [`shop/Secret/${name(at)}`] };
    }),
  );
}

onEachDatabase('statistics of tables', (database, id) => {
  const isPostgres = id.startsWith('POSTGRES');
  const open = async () => {
    const knex = await database();
    if (isPostgres) {
      // It would count by itself at some time.
      for (const table of ['workloads', 'workload_objects']) {
        await knex.raw('alter table ?? set (autovacuum_enabled = false)', [
          table,
        ]);
      }
    }
    return knex;
  };
  /** How many rows the database believes that the table has. */
  const known = async (knex: Knex): Promise<number> => {
    if (isPostgres) {
      const { rows: found } = await knex.raw(
        `select reltuples from pg_class where oid = 'workload_objects'::regclass`,
      );
      return found[0].reltuples;
    }
    const found = await knex('sqlite_stat1')
      .where({ tbl: 'workload_objects' })
      .first();
    return Number(found.stat.split(' ')[0]);
  };
  /** What is done to find the objects of a few workloads. */
  const plan = async (knex: Knex): Promise<string> => {
    const few = knex('workload_objects')
      .whereIn('workload_id', [idOf(0), idOf(1)])
      .toString();
    const found = await knex.raw(
      `explain ${isPostgres ? '' : 'query plan'} ${few}`,
    );
    return JSON.stringify(isPostgres ? found.rows : found);
  };

  it('are there once a list has ended, so that a few rows are found by an index', async () => {
    const knex = await open();
    await describeTables(knex);
    await fill(knex, 0, ROWS);
    await describeTables(knex);
    expect(await known(knex)).toBe(ROWS);
    expect(await plan(knex)).toMatch(/index/i);
  });

  it('are made anew once there are twice as many rows', async () => {
    const knex = await open();
    await fill(knex, 0, ROWS);
    await describeTables(knex);
    await fill(knex, ROWS, FEW);
    await describeTables(knex);
    expect(await known(knex)).toBe(isPostgres ? ROWS : ROWS + FEW);
    await fill(knex, ROWS + FEW, ROWS);
    await describeTables(knex);
    expect(await known(knex)).toBe(2 * ROWS + FEW);
  });
});
