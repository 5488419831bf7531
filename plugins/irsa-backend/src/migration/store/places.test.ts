/** Several processes give out the places of clusters, accounts and owners. */
import { Knex } from 'knex';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { MigrationRecord } from '../model/records';
import { aRecord, execution, NOW } from './__testUtils__/aRecord';
import { MigrationStore } from './MigrationStore';

const STALE_MS = 60_000;

onOneDatabase('places of migrations', open => {
  let knex: Knex;
  let stores: MigrationStore[];

  beforeEach(async () => {
    knex = await open();
    stores = Array.from(
      { length: 3 },
      () => new MigrationStore(knex, () => NOW, { account: 2 }),
    );
  });

  const insert = (
    id: string,
    account: string,
    changes: Partial<MigrationRecord> = {},
  ) =>
    knex.transaction(trx =>
      stores[0].insert(
        aRecord(id, {
          execution: {
            ...execution,
            role: {
              ...execution.role,
              arn: `arn:aws:iam::${account}:role/irsa/${id}`,
            },
          },
          ...changes,
        }),
        trx,
      ),
    );
  const claimAll = async () => {
    const claimed = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        stores[at % stores.length].claims.next(STALE_MS),
      ),
    );
    return claimed.flatMap(each => (each ? [each] : []));
  };
  const ids = (records: MigrationRecord[]) =>
    records.map(({ id }) => id).sort();
  const start = (minutes: number) => ({
    startedAt: new Date(NOW - minutes * 60_000).toISOString(),
  });

  it('are never given twice, and go to the oldest, past many that wait for a full account', async () => {
    for (let at = 0; at < 15; at += 1) {
      await insert(`a${at}`, '111111111111', start(9 - at / 10));
    }
    await insert('b', '222222222222');
    const first = await claimAll();
    expect(ids(first)).toEqual(['a0', 'a1', 'b']);
    expect(await claimAll()).toEqual([]);
    const [ended] = first.filter(({ id }) => id === 'a1');
    await stores[1].update('a1', ended.claim!, { status: 'soaking' });
    expect(ids(await claimAll())).toEqual(['a2']);
  });

  it('are not needed by what goes back, or has begun, and not held by what waits for an outage', async () => {
    const account = '111111111111';
    await insert('r1', account, { status: 'running' });
    await insert('r2', account, { status: 'running' });
    await insert('back', account, {
      status: 'rollingBack',
      direction: 'back',
    });
    await insert('q', account);
    expect(ids(await claimAll())).toEqual(['back', 'r1', 'r2']);
    const outage = { what: 'cluster x', since: '', words: 'no' };
    await knex('migrations')
      .where({ id: 'r1' })
      .update({ state: JSON.stringify({ proofs: [], outage }) });
    expect(ids(await claimAll())).toEqual(['q']);
  });
});
