/** A process that was paused, and lost its migration meanwhile, writes no row when it wakes up. */
import { Knex } from 'knex';
import { onEachDatabase } from '../../__testUtils__/onEachDatabase';
import { aRecord, NOW } from './__testUtils__/aRecord';
import { ClaimLostError, LateAnswerError } from '../model/errors';
import { MigrationRecord } from '../model/records';
import { STEP_IDS } from '../model/stepIds';
import { Journal } from './Journal';
import { MigrationStore } from './MigrationStore';

const STALE_MS = 60_000;

onEachDatabase('rows of workers', open => {
  let knex: Knex;
  let store: MigrationStore;
  let journal: Journal;

  beforeEach(async () => {
    knex = await open();
    store = new MigrationStore(knex, () => NOW);
    journal = new Journal(knex, () => NOW);
    await knex.transaction(trx => store.insert(aRecord('a'), trx));
  });

  const claim = async (): Promise<MigrationRecord> => {
    await knex('migrations').update({ heartbeat: 0 });
    return (await store.claims.next(STALE_MS))!;
  };
  const event = (message: string) => ({ level: 'info' as const, message });
  const callOf = (record: MigrationRecord) => ({
    migrationId: 'a',
    claim: record.claim!,
    step: 'policy',
    target: 'arn:aws:iam::111122223333:policy/irsa/a',
    intent: 'Create the policy',
  });
  const rows = async () => ({
    journal: await knex('migration_journal').orderBy('id'),
    events: await knex('migration_events').orderBy('seq'),
    steps: await knex('migration_steps').orderBy('position'),
  });

  it('are refused to a worker whose migration another has taken over', async () => {
    const late = await claim();
    const next = await claim();
    expect(next.claimNumber).toBeGreaterThan(late.claimNumber);
    const before = await rows();
    let calls = 0;
    const writes = [
      () => store.log.add('a', late.claim!, event('late')),
      () =>
        store.steps.update('a', late.claim!, STEP_IDS[0], { state: 'running' }),
      () => store.update('a', late.claim!, { status: 'soaking' }),
      () =>
        store.update(
          'a',
          late.claim!,
          { status: 'soaking' },
          ['queued'],
          event('late'),
        ),
      () =>
        journal.call(callOf(late), async () => {
          calls += 1;
        }),
    ];
    for (const write of writes) {
      await expect(write()).rejects.toThrow(ClaimLostError);
    }
    expect(calls).toBe(0);
    expect(await rows()).toEqual(before);
    await store.log.add('a', next.claim!, event('in time'));
    expect((await rows()).events).toMatchObject([
      { message: 'in time', claim_number: next.claimNumber },
    ]);
  });

  it.each(['answer', 'failure'])(
    'do not tell of an %s that came too late',
    async kind => {
      const late = await claim();
      let next: MigrationRecord | undefined;
      const called = journal.call(callOf(late), async () => {
        next = await claim();
        if (kind === 'failure') {
          throw new Error('no answer');
        }
      });
      await expect(called).rejects.toThrow(LateAnswerError);
      expect((await rows()).journal).toMatchObject([
        { entry: 'intent', claim_number: late.claimNumber },
      ]);
      await journal.call(callOf(next!), async () => {});
      expect(
        (await rows()).journal.map(({ claim_number: number }) => number),
      ).toEqual([late.claimNumber, next!.claimNumber, next!.claimNumber]);
    },
  );

  it('carry numbers that never go back, while workers take the migration from each other', async () => {
    let isOver = false;
    let current = await claim();
    const late: MigrationRecord[] = [current];
    const isLost = (error: unknown) =>
      expect(error).toBeInstanceOf(ClaimLostError);
    const writer = async () => {
      while (!isOver) {
        for (const record of [current, late[0]]) {
          await journal.call(callOf(record), async () => {}).catch(isLost);
          await store.log.add('a', record.claim!, event('x')).catch(isLost);
        }
      }
    };
    const writers = [writer(), writer(), writer()];
    for (let round = 0; round < 40; round += 1) {
      late.unshift(current);
      current = (await claim()) ?? current;
    }
    isOver = true;
    await Promise.all(writers);
    const { journal: journaled, events } = await rows();
    for (const written of [journaled, events]) {
      const numbers = written.map(({ claim_number: number }) => number);
      expect(numbers.length).toBeGreaterThan(0);
      expect(numbers).toEqual([...numbers].sort((one, two) => one - two));
    }
  });
});
