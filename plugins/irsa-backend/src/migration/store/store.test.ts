/** Concurrent actions of several workers and people on the tables of migrations. */
import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { onEachDatabase } from '../../__testUtils__/onEachDatabase';
import { ClaimLostError, LockedError } from '../model/errors';
import { MigrationRecord } from '../model/records';
import { STEP_IDS, stepIdsOf } from '../model/stepIds';
import { Journal } from './Journal';
import { lockNames, Locks } from './Locks';
import { MigrationStore } from './MigrationStore';
import { aRecord as record, execution, NOW } from './__testUtils__/aRecord';

const STALE_MS = 60_000;

onEachDatabase('store of migrations', open => {
  let knex: Knex;
  let now: number;
  let store: MigrationStore;

  beforeEach(async () => {
    knex = await open();
    now = NOW;
    store = new MigrationStore(knex, () => now);
  });

  const insert = (...args: Parameters<typeof record>) =>
    knex.transaction(trx => store.insert(record(...args), trx));

  it('gives back what was stored', async () => {
    await insert('a', { statusReason: 'why' });
    expect(await store.find('a')).toEqual({
      ...record('a', { statusReason: 'why' }),
      lastSeq: 0,
      claimNumber: 0,
      actNumber: 0,
    });
    expect((await store.steps.of('a')).map(({ step }) => step)).toEqual(
      stepIdsOf({}),
    );
    expect(await store.find('b')).toBeUndefined();
    const twin = await store.findByIdempotencyKey(
      'user:default/guest',
      'key-a',
    );
    expect(twin?.id).toBe('a');
  });

  it('takes no second migration of the same click', async () => {
    await insert('a');
    await expect(insert('b', { idempotencyKey: 'key-a' })).rejects.toThrow();
    expect((await store.list({})).totalCount).toBe(1);
    expect(await store.steps.of('b')).toEqual([]);
  });

  it('is claimed by one of many workers, and by another when that one is silent', async () => {
    await insert('a');
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => store.claims.next(STALE_MS)),
    );
    const [mine, ...others] = claims.filter(Boolean);
    expect(others).toEqual([]);
    // By the clock of the database, and not by that of the process.
    expect(mine!.heartbeat).toBeGreaterThan(NOW);
    now += 10 * STALE_MS;
    expect(await store.claims.next(STALE_MS)).toBeUndefined();
    await knex('migrations').decrement('heartbeat', STALE_MS + 1);
    const next = await store.claims.next(STALE_MS);
    expect(next?.claim).not.toBe(mine!.claim);
    const late = mine!.claim!;
    await expect(store.claims.heartbeat('a', late)).rejects.toThrow(
      ClaimLostError,
    );
    await expect(
      store.update('a', late, { status: 'soaking' }),
    ).rejects.toThrow(ClaimLostError);
    await expect(
      store.steps.update('a', late, STEP_IDS[0], { state: 'done' }),
    ).rejects.toThrow(ClaimLostError);
    await store.steps.update('a', next!.claim!, STEP_IDS[0], {
      state: 'done',
      startedAt: new Date(NOW).toISOString(),
      finishedAt: new Date(NOW + 5_000).toISOString(),
      memory: { made: true },
    });
    expect(await store.steps.memory('a', STEP_IDS[0])).toEqual({ made: true });
    expect((await store.steps.pastDurations()).get(STEP_IDS[0])).toEqual([5]);
  });

  it('gives nobody the claim of another, though it was paused while it claimed', async () => {
    await insert('a');
    const takeOver = async () => {
      await knex('migrations').decrement('heartbeat', STALE_MS + 1);
      return (await store.claims.next(STALE_MS))!;
    };
    const paused = new MigrationStore(knex, () => now);
    const find = paused.find.bind(paused);
    let other: MigrationRecord | undefined;
    paused.find = async id => {
      other = await takeOver();
      return find(id);
    };
    const mine = await paused.claims.next(STALE_MS);
    other ??= await takeOver();
    expect(other.claim).toBeTruthy();
    expect(mine?.claim).not.toBe(other.claim);
    await expect(store.claims.heartbeat('a', mine!.claim!)).rejects.toThrow(
      ClaimLostError,
    );
  });

  it('gives out rollbacks first, and only them when asked', async () => {
    await insert('a', { startedAt: new Date(NOW - 2).toISOString() });
    await insert('b', { startedAt: new Date(NOW - 1).toISOString() });
    await insert('c', { status: 'rollingBack', direction: 'back' });
    await insert('d', { status: 'rollingBack', direction: 'back' });
    const next = (...statuses: MigrationStatus[]) =>
      store.claims.next(STALE_MS, [], statuses.length ? statuses : undefined);
    expect((await next())?.id).toBe('c');
    expect((await next('rollingBack'))?.id).toBe('d');
    expect(await next('rollingBack')).toBeUndefined();
    expect((await next())?.id).toBe('a');
    expect((await next())?.id).toBe('b');
  });

  it('does what one of two people wishes', async () => {
    await insert('a');
    const wish = (status: 'stopping' | 'rollingBack') =>
      store.request('a', ['queued'], { status });
    const done = await Promise.all([wish('stopping'), wish('rollingBack')]);
    expect(done.filter(Boolean)).toHaveLength(1);
  });

  it('numbers events that come at the same time one after the other', async () => {
    await insert('a');
    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        store.log.note('a', { level: 'info', message: `event ${at}` }),
      ),
    );
    const events = await store.log.after('a', 0);
    expect(events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 12 }, (_, at) => at + 1),
    );
    expect(await store.log.after('a', 10)).toHaveLength(2);
    // Nothing is kept of a deleted migration.
    await store.log.note('gone', { level: 'info', message: 'late' });
    expect(await store.log.after('gone', 0)).toEqual([]);
  });

  it('finds the steps that ended last without reading all that ever did', async () => {
    const asked: { sql: string; bindings: Knex.RawBinding[] }[] = [];
    const listen = (query: (typeof asked)[number]) => asked.push(query);
    knex.on('query', listen);
    await store.steps.pastDurations();
    knex.removeListener('query', listen);
    const [{ sql, bindings }] = asked;
    const isSqlite = String(knex.client.config.client).includes('sqlite');
    const plan = await knex.transaction(async transaction => {
      if (isSqlite) {
        return transaction.raw(`explain query plan ${sql}`, bindings);
      }
      // Of an empty table, reading all is the cheapest.
      await transaction.raw('set local enable_seqscan = off');
      await transaction.raw('set local enable_sort = off');
      const text = sql.replace(/\$\d+/g, '?');
      return (await transaction.raw(`explain ${text}`, bindings)).rows;
    });
    expect(JSON.stringify(plan)).toContain('migration_steps_ended');
    expect(JSON.stringify(plan)).not.toMatch(/sort|temp b-tree/i);
  });

  it('finds the newest migration of each workload that leaves a key', async () => {
    const key = {
      fingerprint: 'fedcba9876543210',
      last4: 'ABCD',
      userName: 'u',
    };
    for (const id of ['a', 'b', 'c', 'd']) {
      await insert(id);
    }
    const row = (id: string) => knex('migrations').where({ id });
    await row('a').update({ workload_id: 'one', started_at: '2026-01-01' });
    await row('b').update({ workload_id: 'one', started_at: '2026-01-02' });
    await row('c').update({ workload_id: 'two', started_at: '2026-01-01' });
    await row('d').update({ workload_id: 'three' });
    for (const id of ['a', 'b', 'c']) {
      const { claim } = (await store.claims.take(id, STALE_MS, ['queued']))!;
      await store.update(id, claim!, { execution: { ...execution, key } });
    }
    const found = await store.ofKey(key.fingerprint);
    expect(found.map(({ id }) => id).sort()).toEqual(['b', 'c']);
    const ids = async (status: 'queued' | 'soaking') =>
      ((await store.byKey([status])).get(key.fingerprint) ?? [])
        .map(({ id }) => id)
        .sort();
    expect(await ids('queued')).toEqual(['b', 'c']);
    // A newer migration of the same workload hides the older one, whatever its status is.
    await row('a').update({ status: 'soaking' });
    expect(await ids('soaking')).toEqual([]);
  });

  it('gives locks to one of many that ask at the same time, all or none', async () => {
    const locks = new Locks(knex);
    const { workload, others } = lockNames(execution);
    const take = (id: string, names: string[]) =>
      knex.transaction(trx => locks.take(id, names, trx));
    const ids = ['a', 'b', 'c', 'd'];
    const taken = await Promise.allSettled(
      ids.map(id => take(id, [`only ${id}`, workload, ...others])),
    );
    const winner = ids.filter((_, at) => taken[at].status === 'fulfilled');
    expect(winner).toHaveLength(1);
    for (const each of taken) {
      if (each.status === 'fulfilled') {
        continue;
      }
      expect(each.reason).toBeInstanceOf(LockedError);
      expect(each.reason.message).toContain(`Migration ${winner[0]} works on`);
    }
    const held = await knex('migration_locks').orderBy('name');
    expect(held.map(({ migration_id: id }) => id)).toEqual(
      [`only ${winner[0]}`, workload, ...others].map(() => winner[0]),
    );
    // The holder may ask again.
    await take(winner[0], [workload]);
    await locks.release(winner[0], others);
    await expect(take('x', [workload])).rejects.toThrow(LockedError);
    await take('x', others);
    await locks.release(winner[0]);
    await take('x', [workload]);
  });

  it.each([
    ['soaking', ['workload']],
    ['needsHuman', ['workload']],
    ['rolledBack', []],
    ['running', ['workload', 'serviceAccount', 'role', 'key']],
  ] as const)(
    'leaves only the locks that a migration needs that is %s',
    async (status, left) => {
      await insert('a');
      const locks = new Locks(knex);
      const { workload, others } = lockNames(execution);
      await knex.transaction(trx =>
        locks.take('a', [workload, ...others], trx),
      );
      const { claim } = (await store.claims.next(STALE_MS))!;
      await store.update('a', claim!, { status });
      const held = await knex('migration_locks').pluck('name');
      expect(held.map(name => name.split(' ')[0]).sort()).toEqual(
        [...left].sort(),
      );
    },
  );

  it('has a lock for who asks while another lets go of it', async () => {
    const locks = new Locks(knex);
    for (let round = 0; round < 150; round += 1) {
      await knex.transaction(trx => locks.take('a', ['workload w'], trx));
      const [, asked] = await Promise.allSettled([
        locks.release('a'),
        knex.transaction(trx => locks.take('b', ['workload w'], trx)),
      ]);
      const failure = asked.status === 'rejected' ? asked.reason : undefined;
      expect([undefined, LockedError]).toContain(failure?.constructor);
      await locks.release('b');
    }
  });

  it('journals a call before it is made and after, and never what it failed with in full', async () => {
    const journal = new Journal(knex, () => now);
    await insert('a');
    const { claim } = (await store.claims.next(STALE_MS))!;
    const call = {
      migrationId: 'a',
      claim: claim!,
      step: 'policy',
      target: 'arn:aws:iam::111122223333:policy/irsa/a',
      intent: 'Create the policy',
    };
    const rows = () => knex('migration_journal').orderBy('id');
    const answer = await journal.call(call, async () => {
      expect(await rows()).toMatchObject([{ entry: 'intent' }]);
      return { $metadata: { requestId: 'r-1' } };
    });
    expect(answer).toEqual({ $metadata: { requestId: 'r-1' } });
    const secret = 'wJalrXUtnFEMIbPxRfiCYzEXAMPLEKEYabcdefgh';
    await expect(
      journal.call(call, async () => {
        throw new Error(`Denied for ${secret}`);
      }),
    ).rejects.toThrow('Denied');
    const all = await rows();
    expect(all.map(({ entry, outcome }) => [entry, outcome])).toEqual([
      ['intent', null],
      ['outcome', 'done'],
      ['intent', null],
      ['outcome', 'failed'],
    ]);
    expect(all[0].call_id).toBe(all[1].call_id);
    expect(all[1].request_id).toBe('r-1');
    expect(JSON.stringify(all)).not.toContain(secret);
  });
});
