import {
  CreateOpenIDConnectProviderCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { makeFromCode } from '../__testUtils__/makeFromCode';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { readRole } from '../accounts/iam';
import { templateDigest, WorkloadObject } from '../plan/patch/workloadPatch';
import { PlanExecution } from '../plan/types';
import { awsCodeOf } from '../plan/words/awsCode';
import { GitOwned } from './__testUtils__/GitOwned';
import { reaches, seenOf } from './__testUtils__/seen';
import { BY } from './__testUtils__/starting';
import {
  DEPLOYMENT_PATH,
  until,
  WalkthroughWorld,
} from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const START = {
  planId: 'plan-1',
  planHash: 'hash',
  idempotencyKey: 'click-0001',
  acknowledgements: ['links-shorter'],
};

onOneDatabase('a migration whose AWS half code makes', open => {
  let world: WalkthroughWorld;
  let before: string;

  const deployment = (): Promise<WorkloadObject> =>
    world.cluster.request({ path: DEPLOYMENT_PATH });

  beforeEach(async () => {
    world = await WalkthroughWorld.start(await open());
    await until(
      'a healthy workload',
      async () => (await deployment()).status?.availableReplicas === 2,
    );
    before = templateDigest(await deployment());
  });

  afterEach(() => world.close());

  /** Somebody applies the planned files, with another part where one is given. */
  async function apply(role: Partial<PlanExecution['role']> = {}) {
    const { execution, root } = world;
    await root.send(
      new CreateOpenIDConnectProviderCommand({
        Url: execution.provider.url,
        ClientIDList: [execution.provider.audience],
      }),
    );
    const planned = { ...execution, role: { ...execution.role, ...role } };
    // Its rights are within the role.
    await makeFromCode(root, awsCodeOf(planned, 'cdk'));
  }

  /** The planned trust, for all ServiceAccounts of the namespace. */
  function wide(): string {
    return world.execution.role.trustDocument
      .replace('"StringEquals"', '"StringLike"')
      .replace('production:test', 'production:*');
  }

  const waitsFor = (of: DefaultMigrationService, id: string, kinds: string[]) =>
    seenOf(
      of,
      id,
      `waiting for ${kinds}`,
      ({ waitingFor }) =>
        waitingFor?.awsHalf
          ?.map(({ about, kind }) => `${about} ${kind}`)
          .join() === kinds.join(),
    );

  async function writesToIam(): Promise<string[]> {
    const rows = await world
      .database('migration_journal')
      .where('target', 'like', 'arn:aws:iam:%');
    return rows
      .map(({ intent }) => String(intent))
      .filter(intent => !intent.startsWith('assume by'));
  }

  it('waits for it across a restart, names what is wrong, goes on when it is right, and leaves it', async () => {
    await world.makePlan({ awsHalf: 'code' });
    const first = await world.service();
    first.startWorker();
    const { id } = await first.start(START, BY);
    const waiting = await waitsFor(first, id, [
      'provider missing',
      'role missing',
    ]);
    expect(waiting.waitingFor).toMatchObject({
      whom: 'whoever applies AWS as code in account 111122223333',
      words: expect.stringContaining(
        `There is no role ${world.execution.role.arn}.`,
      ),
    });
    expect(waiting.status).toBe('running');
    const [row] = await world.database('migrations').select('claim');
    expect(row.claim).toBeNull();
    world.abandon(first);

    const service = await world.service();
    service.startWorker();
    await apply({ trustDocument: wide() });
    const wrong = await waitsFor(service, id, ['trust wider']);
    expect(wrong.waitingFor?.since).toBe(waiting.waitingFor?.since);
    expect(templateDigest(await deployment())).toBe(before);
    const { role } = world.execution;
    await world.root.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: role.name,
        PolicyDocument: role.trustDocument,
      }),
    );
    const soaking = await reaches(
      service,
      id,
      'soaking',
      'needsHuman',
      'failed',
    );
    expect([soaking.status, soaking.statusReason]).toEqual([
      'soaking',
      undefined,
    ]);
    expect(soaking.waitingFor).toBeUndefined();
    expect(soaking.proofs).toContainEqual(
      expect.objectContaining({ level: 'L0', state: 'proven' }),
    );
    expect(await writesToIam()).toEqual([]);
    const made = await readRole(world.root, role.name);

    await service.rollback(id, { reason: 'a try' }, BY);
    const end = await reaches(service, id, 'rolledBack', 'needsHuman');
    expect(end.status).toBe('rolledBack');
    expect(templateDigest(await deployment())).toBe(before);
    expect(end.statusReason).toContain(
      `Not as before: IAM role ${role.name}. Code has made it, and keeps it`,
    );
    expect(await readRole(world.root, role.name)).toEqual({
      ...made,
      lastUsedAt: expect.anything(),
    });
    expect(await writesToIam()).toEqual([]);
  });

  it('waits for it before a change request is opened, and can be taken back meanwhile (in CI)', async () => {
    const git = await GitOwned.start(world);
    try {
      await world.makePlan({
        awsHalf: 'code',
        request: world.execution.request,
      });
      const service = await world.service({ requests: git.host });
      service.startWorker();
      const { id } = await service.start(START, BY);
      await waitsFor(service, id, ['provider missing', 'role missing']);
      expect(git.host.requests).toEqual([]);

      await apply();
      await seenOf(service, id, 'a change request', ({ requests }) =>
        requests?.some(({ state }) => state === 'open'),
      );
      expect(await writesToIam()).toEqual([]);

      await service.rollback(id, { reason: 'a try' }, BY);
      const end = await reaches(service, id, 'rolledBack', 'needsHuman');
      expect(end.status).toBe('rolledBack');
      expect(git.host.requests[0].state).toBe('closed');
      expect(
        await readRole(world.root, world.execution.role.name),
      ).toBeDefined();
    } finally {
      await git.stop();
    }
  });

  it('ends without a trace when it is taken back before code has made anything (in CI)', async () => {
    await world.makePlan({ awsHalf: 'code' });
    const service = await world.service();
    service.startWorker();
    const { id } = await service.start(START, BY);
    await waitsFor(service, id, ['provider missing', 'role missing']);

    await service.rollback(id, { reason: 'a try' }, BY);
    const end = await reaches(service, id, 'rolledBack', 'needsHuman');
    expect([end.status, end.statusReason]).toEqual([
      'rolledBack',
      expect.stringMatching(/nothing that was made for it is left/),
    ]);
  });
});
