import { Knex } from 'knex';
import { startSoaking } from './__testUtils__/soaking';

jest.setTimeout(120_000);

/** Adds copies of a migration, with their steps, each of a workload and a key of its own. */
async function copy(database: Knex, id: string, count: number) {
  const row = await database('migrations').where({ id }).first();
  const steps = await database('migration_steps').where({ migration_id: id });
  for (let at = 0; at < count; at += 1) {
    const execution = JSON.parse(row.execution);
    execution.key.fingerprint = `key-${at}`;
    await database('migrations').insert({
      ...row,
      id: `copy-${at}`,
      idempotency_key: `click-1${at}`,
      workload_id: `${row.workload_id}-${at}`,
      execution: JSON.stringify(execution),
    });
    await database('migration_steps').insert(
      steps.map(step => ({ ...step, migration_id: `copy-${at}` })),
    );
  }
}

it('a page of migrations costs as many queries, and as many readings of the fleet, as one of them', async () => {
  const { world, service, id } = await startSoaking();
  try {
    await service.stopWorker();
    const read = jest.spyOn(world.inventory, 'each');
    const costOf = async (limit: number) => {
      world.offset += 60_000;
      read.mockClear();
      let queries = 0;
      const count = () => {
        queries += 1;
      };
      world.database.on('query', count);
      const { items } = await service.list({ limit });
      world.database.removeListener('query', count);
      expect(items).toHaveLength(limit);
      for (const item of items) {
        expect(item.steps).toHaveLength(11);
        expect(item.steps[0].id).toBe('snapshot');
      }
      return { queries, readings: read.mock.calls.length };
    };
    const ofOne = await costOf(1);
    expect(ofOne.readings).toBe(1);
    await copy(world.database, id, 19);
    expect(await costOf(20)).toEqual(ofOne);
  } finally {
    await world.close();
  }
});
