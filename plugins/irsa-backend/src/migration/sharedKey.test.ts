/** A key that several workloads have: it goes once, after all of them. */
import { randomUUID } from 'node:crypto';
import { Workload } from 'backstage-plugin-irsa-common';
import { RetireStage } from './__testUtils__/RetireStage';
import { retire } from './__testUtils__/soaking';
import { BY } from './__testUtils__/starting';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { RetireRequest } from './types';

const DAY = 86_400_000;
const OFF: RetireRequest = { act: 'deactivate-key' };
const LATE = 'eks-prod-eu/production/Deployment/late';
const OTHER = 'eks-prod-eu/production/Deployment/other';

describe('a shared key', () => {
  let stage: RetireStage;
  let world: WalkthroughWorld;
  let first: DefaultMigrationService;
  let id: string;

  beforeEach(async () => {
    stage = await RetireStage.start();
    ({ world, first, id } = stage);
    world.offset = 8 * DAY;
  });
  afterEach(() => world.close());

  /** A migration of another workload that had the same key, at the point where the first one is. */
  async function another(changes: object = {}): Promise<string> {
    const row = await world.database('migrations').where({ id }).first();
    const execution = JSON.parse(row.execution);
    const copy = {
      ...row,
      id: randomUUID(),
      idempotency_key: randomUUID(),
      workload_id: OTHER,
      execution: JSON.stringify({
        ...execution,
        workload: { ...execution.workload, name: 'other' },
      }),
      ...changes,
    };
    await world.database('migrations').insert(copy);
    return copy.id;
  }

  const soakUntil = async (time: number) => {
    const row = await world.database('migrations').where({ id }).first();
    const state = JSON.parse(row.state);
    const endsAt = new Date(time).toISOString();
    return {
      state: JSON.stringify({ ...state, soak: { ...state.soak, endsAt } }),
    };
  };

  /** The key as the page shows it: the list of the fleet has seen that the first one has left it. */
  const keyNow = async (
    fingerprint: string = world.execution.key!.fingerprint,
  ) => {
    const { inventory } = world;
    const service = await world.service({
      inventory: {
        ...inventory,
        each: async function* seen(filter) {
          for await (const [one, ...rest] of inventory.each(filter)) {
            yield [await inventory.get(one), ...rest];
          }
        },
      },
    });
    return service.key(fingerprint);
  };

  const refusal = async (request = OFF) =>
    first.retire(id, request, BY).then(
      () => 'taken on',
      error => (error as Error).message,
    );

  it('is switched off once, and that counts for all that have left it', async () => {
    const other = await another();
    world.others = [
      { ...world.workload(), name: 'other', id: OTHER, status: 'soaking' },
    ];
    await first.watchSoaks();
    const states = async () =>
      (await keyNow()).holders.map(({ state }) => state);
    expect(await states()).toEqual(['soaked', 'soaked']);
    expect((await keyNow()).outside).toEqual({
      state: 'notSeen',
      message: expect.stringMatching(/^Nothing has used the key since/),
    });
    expect((await retire(first, id, OFF)).status).toBe('keyInactive');
    expect(await states()).toEqual(['keyOff', 'soaked']);
    await first.watchSoaks();
    const followed = await first.get(other);
    expect(followed.status).toBe('keyInactive');
    expect(stage.asked('UpdateAccessKey')).toBe(1);
    expect((await first.events(other)).map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^The key was switched off at .* through the migration of eks-prod-eu\/production\/Deployment\/test/,
      ),
    ]);
    // It is on again for all, too.
    await retire(first, id, { act: 'reactivate-key' });
    await first.watchSoaks();
    expect((await first.get(other)).status).toBe('soaking');

    await retire(first, id, OFF);
    await first.watchSoaks();
    world.offset += 8 * DAY;
    const { last4 } = world.execution.key!;
    await retire(first, id, { act: 'delete-key', confirm: last4 });
    await first.watchSoaks();
    expect((await first.get(other)).status).toBe('retired');
    expect(stage.asked('DeleteAccessKey')).toBe(1);
  });

  it('waits for the soak of another workload, and for a migration that has not come to rest (in CI)', async () => {
    const other = await another(await soakUntil(world.now() + DAY));
    expect(await refusal()).toMatch(/other left the same key too.*not ended/);
    const { guards, withReason } = await first.get(id);
    expect(withReason).toContain('deactivate-key');
    expect(guards).toContainEqual(
      expect.objectContaining({ availableAt: expect.any(String) }),
    );
    await world
      .database('migrations')
      .where({ id: other })
      .update({ status: 'needsHuman' });
    expect(await refusal({ ...OFF, reason: 'now' })).toMatch(
      /other, which leaves the same key, has not come to rest/,
    );
    await first.close(other, 'by hand', BY);
    expect((await retire(first, id, OFF)).status).toBe('keyInactive');
  });

  it('stays on for one that has it back, though the list does not show that yet (in CI)', async () => {
    await another({ status: 'rolledBack' });
    const seen: Workload = {
      ...world.workload(),
      name: 'other',
      id: OTHER,
    };
    const inventory = { ...world.inventory };
    let back: Workload | undefined = seen;
    inventory.refresh = async ref =>
      ref.name === 'other' && back ? back : world.inventory.refresh(ref);
    const service = await world.service({ inventory });
    await expect(
      service.retire(id, { ...OFF, reason: 'now' }, BY),
    ).rejects.toThrow(/still used by .*other/);
    back = undefined;
    await service.retire(id, OFF, BY);
    expect((await stage.ended(first)).status).toBe('keyInactive');
  });

  it('stays on for one that appears during the soak, and for one in a cluster that cannot be read (in CI)', async () => {
    const late = { ...world.workload(), name: 'late', id: LATE };
    world.others = [late];
    expect(await keyNow()).toMatchObject({
      last4: world.execution.key!.last4,
      holders: [
        { id: world.workload().id, state: 'soaked', canMigrate: false },
        { id: LATE, state: 'uses', canMigrate: true },
      ],
      unreadClusters: [],
      outside: { state: 'notKnown' },
    });
    expect(await refusal({ ...OFF, reason: 'now' })).toMatch(
      /still used by .*late/,
    );
    world.others = [];
    world.unread = ['on-prem-2'];
    world.offset += 60_000;
    expect(await keyNow()).toMatchObject({
      unreadClusters: ['on-prem-2'],
      outside: {
        state: 'notKnown',
        message: expect.stringMatching(/on-prem-2 could not be read/),
      },
    });
    await expect(keyNow('0000000000000000')).rejects.toThrow(
      /No workload has the key/,
    );
    await another({ status: 'rolledBack' });
    expect(await refusal({ ...OFF, reason: 'now' })).toMatch(
      /may be used in on-prem-2/,
    );
  });

  it('needs a decision about each workload whose key is not known (in CI)', async () => {
    const unclear: Workload = {
      ...world.workload(),
      name: 'unclear',
      keys: [],
      references: [
        {
          location: 'env-literal',
          container: 'app',
          objectName: '',
          keyNames: [],
          envNames: ['AWS_ACCESS_KEY_ID'],
          path: 'spec.template.spec.containers[0].env[0]',
          verdict: 'static-aws',
          confidence: 'name',
          accessKeys: [],
          why: 'by name',
          readLevel: 1,
        },
      ],
    };
    world.others = [unclear];
    const named = 'eks-prod-eu/production/Deployment/unclear';
    expect(await refusal({ ...OFF, reason: 'now' })).toMatch(
      /Which static AWS key .*unclear gets is not known/,
    );
    const done = await retire(first, id, {
      ...OFF,
      reason: 'a test bench',
      despiteUnproven: [named],
    });
    expect(done).toMatchObject({
      status: 'keyInactive',
      act: {
        message: expect.stringMatching(
          /by a decision, though which key .*unclear gets is not known: a test bench/,
        ),
      },
    });
    await until('an end', async () =>
      stage.keyState().then(state => state === 'Inactive'),
    );
  });
});
