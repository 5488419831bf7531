import { Knex } from 'knex';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { IamWriteTurns } from './IamWriteTurns';

onOneDatabase('turns of writes to IAM', open => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await open();
  });

  const takeMany = async (replicas: IamWriteTurns[], account: string) => {
    const waits = await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        replicas[at % replicas.length].take(account),
      ),
    );
    return waits.sort((one, two) => one - two);
  };

  it('are shared by replicas: a burst at once, then one after the other at the rate', async () => {
    const replicas = [1, 2, 3].map(() => new IamWriteTurns(knex, 1));
    const begun = Date.now();
    const waits = await takeMany(replicas, '111111111111');
    const tookMs = Date.now() - begun;
    expect(waits.slice(0, 2)).toEqual([0, 0]);
    // The last of sixty, at one a second after a burst of two. Time that the statements took counts.
    expect(waits[59]).toBeLessThanOrEqual(58_000);
    expect(waits[59]).toBeGreaterThanOrEqual(58_000 - tookMs - 1_000);
    expect(new Set(waits.slice(5)).size).toBe(55);
  });

  it('are those of one account', async () => {
    const turns = new IamWriteTurns(knex, 1);
    await takeMany([turns], '111111111111');
    expect(await turns.take('222222222222')).toBe(0);
  });

  it('are there again after a pause, but no more than the burst', async () => {
    const turns = new IamWriteTurns(knex, 1);
    await takeMany([turns], '111111111111');
    await knex('iam_write_turns').update({ busy_until: 0 });
    const waits = await takeMany([turns], '111111111111');
    expect(waits.filter(wait => wait === 0).length).toBeLessThan(10);
  });

  it('are given to what is urgent before all that waits, one after the other', async () => {
    const turns = new IamWriteTurns(knex, 1);
    const account = '111111111111';
    await takeMany([turns], account);
    expect(await turns.take(account, true)).toBe(0);
    const urgent = await Promise.all(
      Array.from({ length: 20 }, () => turns.take(account, true)),
    );
    expect(Math.max(...urgent)).toBeGreaterThan(10_000);
    // They count: who comes later waits for them as well.
    expect(await turns.take(account)).toBeGreaterThan(70_000);
  });

  it('are not waited for without a rate', async () => {
    const turns = new IamWriteTurns(knex, undefined);
    expect((await takeMany([turns], '111111111111'))[59]).toBe(0);
  });
});
