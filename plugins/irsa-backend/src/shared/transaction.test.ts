/* eslint-disable jest/no-standalone-expect -- `it` is chosen by the database */
import { onEachDatabase } from '../__testUtils__/onEachDatabase';
import { transact } from './transaction';

onEachDatabase('a transaction', (open, id) => {
  const isServer = id !== 'SQLITE_3';

  it('commits what was done in it, and nothing of what failed', async () => {
    const knex = await open({ empty: true });
    await knex.schema.createTable('counts', table => table.integer('value'));
    await transact(knex, async trx => {
      await trx('counts').insert({ value: 1 });
    });
    await expect(
      transact(knex, async trx => {
        await trx('counts').insert({ value: 2 });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await knex('counts')).toEqual([{ value: 1 }]);
  });

  (isServer ? it : it.skip)(
    'is ended when its process does not go on, so that nobody waits for it',
    async () => {
      const knex = await open({ empty: true });
      await knex.schema.createTable('counts', table => table.integer('value'));
      await knex('counts').insert({ value: 1 });
      let wake = () => {};
      const paused = new Promise<void>(resolve => {
        wake = resolve;
      });
      let held = () => {};
      const isHeld = new Promise<void>(resolve => {
        held = resolve;
      });
      const late = transact(
        knex,
        async trx => {
          await trx('counts').update({ value: 2 });
          held();
          await paused;
          await trx('counts').update({ value: 3 });
        },
        500,
      ).catch(error => error as Error);
      await isHeld;
      // Waits for the row until the database has ended the other transaction.
      await knex('counts').update({ value: 4 });
      wake();
      expect(await late).toBeInstanceOf(Error);
      expect(await knex('counts')).toEqual([{ value: 4 }]);
    },
  );
});
