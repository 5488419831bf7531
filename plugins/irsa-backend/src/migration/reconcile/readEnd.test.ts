import { ObjectAfterRollback } from 'backstage-plugin-irsa-common';
import { asBefore, differs, GONE, USED } from '../afterRollback/ReadAgain';
import { MigrationRecord } from '../model/records';
import { EndSight, readEnd } from './readEnd';

const ROLE = 'IAM role orders';

/** What is said where a role carries the id of a migration that was rolled back. */
async function roleLeft(objects: ObjectAfterRollback[]) {
  const record = {
    id: 'm-1',
    status: 'rolledBack',
    execution: { workload: {} },
    state: { afterRollback: { readAt: '', objects } },
  } as unknown as MigrationRecord;
  const sight = {
    page: Promise.resolve({ rolesOfMigration: () => [{ name: 'orders' }] }),
    isSuperseded: false,
  } as unknown as EndSight;
  const facts = await readEnd(record, sight);
  return facts.map(({ state }) => state);
}

describe('a role with the id of a migration that was rolled back', () => {
  it('is known where the rollback has seen it', async () => {
    expect(await roleLeft([differs(ROLE, 'It stays.')])).toEqual(['holds']);
    expect(await roleLeft([asBefore(ROLE, USED)])).toEqual(['holds']);
  });

  it('came late where it was gone, or was never there', async () => {
    expect(await roleLeft([asBefore(ROLE, GONE)])).toEqual(['broken']);
    expect(await roleLeft([])).toEqual(['broken']);
  });
});
