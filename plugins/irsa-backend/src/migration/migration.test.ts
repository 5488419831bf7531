import { Migration } from 'backstage-plugin-irsa-common';
import { GetRoleCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { IS_WHOLE } from '../__testUtils__/testSize';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { templateDigest } from '../plan/patch/workloadPatch';
import { retire } from './__testUtils__/soaking';
import { BY, inStatus, startPlan } from './__testUtils__/starting';
import { WalkthroughWorld, WORKLOAD } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const ACCOUNT_PATH = '/api/v1/namespaces/production/serviceaccounts/test';
const DAY = 86_400_000;

onOneDatabase('a migration of the walk-through', open => {
  let world: WalkthroughWorld;
  let before: string;

  beforeEach(async () => {
    world = await WalkthroughWorld.start(await open());
    await world.makePlan();
    await world.healthy();
    before = templateDigest(await world.deployment());
  });

  afterEach(() => world.close());

  function start(service: DefaultMigrationService): Promise<Migration> {
    return startPlan(service);
  }

  async function settled(
    service: DefaultMigrationService,
    id: string,
    ...statuses: string[]
  ): Promise<Migration> {
    try {
      return await inStatus(service, id, ...statuses);
    } catch (error) {
      const migration = await service.get(id);
      const events = await service.events(id);
      throw new Error(
        `${error}: is ${migration.status}\n${events
          .map(({ message }) => message)
          .join('\n')}`,
      );
    }
  }

  async function assertPreImage(): Promise<void> {
    expect(templateDigest(await world.deployment())).toBe(before);
    const account = await world.cluster.request<{
      metadata: { annotations?: Record<string, string> };
    }>({ path: ACCOUNT_PATH });
    expect(account.metadata.annotations ?? {}).not.toHaveProperty([
      'eks.amazonaws.com/role-arn',
    ]);
    await expect(
      world.root.send(
        new GetRoleCommand({ RoleName: world.execution.role.name }),
      ),
    ).rejects.toMatchObject({ name: expect.stringMatching(/^NoSuchEntity/) });
  }

  it('comes to the soak with all proofs, and back to the exact pre-image', async () => {
    const service = await world.service();
    service.startWorker();
    const { id } = await start(service);
    const soaking = await settled(
      service,
      id,
      'soaking',
      'needsHuman',
      'failed',
      'rolledBack',
    );
    expect(soaking.statusReason).toBeUndefined();
    expect(soaking.status).toBe('soaking');
    expect(soaking.steps.map(({ state }) => state)).toEqual(
      soaking.steps.map(() => 'done'),
    );
    expect(
      Object.fromEntries(
        soaking.proofs.map(({ level, state }) => [level, state]),
      ),
    ).toMatchObject({
      L0: 'proven',
      L1: 'proven',
      L4: 'proven',
      L5: 'pending',
    });
    expect(soaking.pods).toEqual({
      newReady: 2,
      starting: 0,
      old: 0,
      desired: 2,
    });
    expect(world.marks.at(-1)).toMatchObject({ status: 'soaking' });
    expect((await start(service)).id).toBe(id);

    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await settled(service, id, 'rolledBack', 'needsHuman');
    expect(back.status).toBe('rolledBack');
    await assertPreImage();
    const journal = await world
      .database('migration_journal')
      .where({ migration_id: id });
    const intents = journal.filter(({ entry }) => entry === 'intent');
    const outcomes = journal.filter(({ entry }) => entry === 'outcome');
    expect(outcomes.map(({ call_id: call }) => call).sort()).toEqual(
      intents.map(({ call_id: call }) => call).sort(),
    );
    expect(await world.database('migration_locks')).toEqual([]);
  });

  it('fails before it touches the workload when the webhook is gone', async () => {
    const admin = world.sandbox.cluster(WORKLOAD.cluster);
    await deleteWebhook(admin);
    const service = await world.service();
    service.startWorker();
    const { id } = await start(service);
    const failed = await settled(
      service,
      id,
      'failed',
      'needsHuman',
      'soaking',
      'rolledBack',
    );
    expect(failed.status).toBe('failed');
    expect(failed.statusReason).toMatch(
      /webhook is missing.*Nothing was changed in the workload/s,
    );
    await assertPreImage();
  });

  async function deleteWebhook(
    admin: ReturnType<typeof world.sandbox.cluster>,
  ): Promise<void> {
    const { KubeConfig, AdmissionregistrationV1Api } = jest.requireActual(
      '@kubernetes/client-node',
    );
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(admin.kubeconfig());
    const api = kubeConfig.makeApiClient(AdmissionregistrationV1Api);
    const { items } = await api.listMutatingWebhookConfiguration();
    for (const { metadata } of items) {
      await api.deleteMutatingWebhookConfiguration({ name: metadata.name });
    }
  }

  it('fails when a provider that should be there is not (in CI)', async () => {
    await world.makePlan({
      provider: { ...world.execution.provider, action: 'exists' },
    });
    const service = await world.service();
    service.startWorker();
    const { id } = await start(service);
    const failed = await settled(
      service,
      id,
      'failed',
      'needsHuman',
      'soaking',
    );
    expect(failed.status).toBe('failed');
    expect(failed.statusReason).toMatch(
      /provider .* is gone.*Make a new plan/s,
    );
  });

  it('goes back by itself when the role may not do what the service needs', async () => {
    await world.makePlan({
      policy: {
        ...world.execution.policy,
        document: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::elsewhere/*',
            },
          ],
        }),
      },
    });
    const service = await world.service();
    service.startWorker();
    const { id } = await start(service);
    const back = await settled(
      service,
      id,
      'rolledBack',
      'needsHuman',
      'soaking',
      'failed',
    );
    expect(back.status).toBe('rolledBack');
    expect(back.statusReason).toMatch(
      /do not become ready.*AccessDenied.*as they were before/s,
    );
    await assertPreImage();
  });

  it('refuses what was not acknowledged, has moved, or is locked', async () => {
    const service = await world.service();
    const request = {
      planId: 'plan-1',
      planHash: 'hash',
      idempotencyKey: 'click-0002',
    };
    await expect(service.start(request, BY)).rejects.toThrow(/links-shorter/);
    world.drift = [
      { object: 'Deployment production/test', before: 'a', after: 'b' },
    ];
    await expect(
      service.start({ ...request, acknowledgements: ['links-shorter'] }, BY),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      changedSince: world.drift,
      newPlanId: 'plan-2',
    });
    world.drift = [];
    const { id } = await start(service);
    await expect(
      service.start(
        { ...request, planId: 'plan-3', acknowledgements: ['links-shorter'] },
        BY,
      ),
    ).rejects.toMatchObject({ name: 'ConflictError', migrationId: id });
  });

  it('stops between steps and goes on (in CI)', async () => {
    let migrationId = '';
    const service: DefaultMigrationService = await world.service({
      observeCalls: async (phase, call) => {
        if (phase === 'before' && call.step === 'ensure-policy') {
          await service.stop(migrationId, BY).catch(() => undefined);
        }
      },
    });
    migrationId = (await start(service)).id;
    service.startWorker();
    const stopped = await settled(service, migrationId, 'stopped', 'soaking');
    expect(stopped.status).toBe('stopped');
    expect(stopped.steps.find(({ id }) => id === 'ensure-policy')?.state).toBe(
      'done',
    );
    expect(stopped.possible).toEqual(['continue', 'rollback', 'close']);
    await service.continue(migrationId, BY);
    await settled(service, migrationId, 'soaking');
  });

  it('comes to the same end wherever the process is killed (in CI)', async () => {
    // The process is killed once before and once after every call of this run (of the sample: at every fourth of these
    // points), and the next process takes over.
    const seen = new Set<string>();
    const died = new Set<string>();
    let restart: Promise<void> = Promise.resolve();
    let service: DefaultMigrationService;
    const spawn = async () => {
      let dead = false;
      const own = await world.service({
        observeCalls: async (phase, { step, intent }) => {
          const point = `${phase} ${step} ${intent}`;
          if (dead) {
            await new Promise(() => undefined);
          }
          if (seen.has(point)) {
            return;
          }
          seen.add(point);
          if (!IS_WHOLE && seen.size % 4 !== 1) {
            return;
          }
          died.add(point);
          dead = true;
          // As after kill -9: this process never reads or writes anything again.
          world.abandon(own);
          await world
            .database('migrations')
            .update({ claim: 'a-dead-process', heartbeat: 0 });
          restart = spawn();
          await new Promise(() => undefined);
        },
      });
      service = own;
      own.startWorker();
    };
    restart = spawn();
    await restart;
    const { id } = await start(service!);
    const end = await settled(
      await world.service(),
      id,
      'soaking',
      'failed',
      'needsHuman',
      'rolledBack',
    );
    await restart;
    expect(end.statusReason).toBeUndefined();
    expect(end.status).toBe('soaking');
    expect(seen.size).toBeGreaterThan(15);
    expect(died.size).toBeGreaterThan(IS_WHOLE ? 15 : 3);
    expect(
      end.steps.find(({ id: step }) => step === 'ensure-role')?.outcome,
    ).toBe('created');
    await (await world.service()).rollback(id, { reason: 'a try' }, BY);
    const back = await settled(
      await world.service(),
      id,
      'rolledBack',
      'needsHuman',
    );
    expect(back.status).toBe('rolledBack');
    await assertPreImage();
  });

  it('watches the key, switches it off, on, and deletes it behind its guards', async () => {
    const service = await world.service();
    service.startWorker();
    const { id } = await start(service);
    const soaking = await settled(service, id, 'soaking');
    expect(soaking.guards).toEqual([
      expect.objectContaining({
        act: 'deactivate-key',
        availableAt: soaking.soak!.endsAt,
      }),
    ]);
    await expect(
      retire(service, id, { act: 'deactivate-key' }),
    ).rejects.toThrow(/reason/);
    await service.watchSoaks();
    expect((await service.get(id)).soak).toMatchObject({
      quiet: true,
      keyState: 'active',
    });
    world.others = [{ ...world.workload(), name: 'other' }];
    await expect(
      retire(service, id, { act: 'deactivate-key', reason: 'now' }),
    ).rejects.toThrow(/still used by/);
    // The Secret that the migration left behind is not a user of the key.
    world.others = [
      { ...world.workload(), kind: 'Secret', name: 'aws-secrets' },
    ];
    const off = await retire(service, id, {
      act: 'deactivate-key',
      reason: 'now',
    });
    expect(off.status).toBe('keyInactive');
    expect(await keyStatuses()).toEqual(['Inactive']);
    expect((await retire(service, id, { act: 'reactivate-key' })).status).toBe(
      'soaking',
    );
    await retire(service, id, { act: 'deactivate-key', reason: 'now' });
    const { last4 } = world.execution.key!;
    await expect(
      retire(service, id, { act: 'delete-key', confirm: last4 }),
    ).rejects.toThrow(/must have been off/);
    world.offset = 8 * DAY;
    await expect(
      retire(service, id, { act: 'delete-key', confirm: 'nope' }),
    ).rejects.toThrow(/last four/);
    const retired = await retire(service, id, {
      act: 'delete-key',
      confirm: last4,
    });
    expect(retired.status).toBe('retired');
    expect(await keyStatuses()).toEqual([]);
    const gone = await retire(service, id, {
      act: 'delete-secret',
      confirm: 'aws-secrets',
    });
    expect(gone.secretState).toBe('deleted');
    await expect(
      world.cluster.request({
        path: '/api/v1/namespaces/production/secrets/aws-secrets',
        secretValues: true,
      }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  async function keyStatuses(): Promise<(string | undefined)[]> {
    const { AccessKeyMetadata } = await world.root.send(
      new ListAccessKeysCommand({ UserName: 'profile-images-reader' }),
    );
    return (AccessKeyMetadata ?? []).map(({ Status }) => Status);
  }
});
