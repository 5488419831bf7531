import { GetRoleCommand } from '@aws-sdk/client-iam';
import { Migration } from 'backstage-plugin-irsa-common';
import { templateDigest } from '../plan/patch/workloadPatch';
import { until } from '@internal/sandbox/until';
import { ENDS, startPlan } from './__testUtils__/starting';
import { WalkthroughWorld, WORKLOAD } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const NOT_YET = 'AWS does not accept the role yet';

/**
 * A new role reaches STS only after some seconds. Here each test sets this delay, in milliseconds of the sandbox's
 * clock.
 */
describe('a migration while changes of IAM take their time', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    await world.healthy();
    service = await world.service();
    service.startWorker();
  });
  afterEach(() => world.close());

  const start = () => startPlan(service);

  const ended = (id: string, statuses = ENDS): Promise<Migration> =>
    until(`an end of ${id}`, async () => {
      const migration = await service.get(id);
      return statuses.includes(migration.status) ? migration : undefined;
    });

  const said = async (id: string) =>
    (await service.events(id)).map(({ message }) => message).join('\n');

  it('waits for STS to know the role, and then comes to the soak (in CI)', async () => {
    world.config.migration.propagationTimeoutMs = 3_600_000;
    world.sandbox.aws.iamPropagation = 60_000;
    const { id } = await start();
    await until('a refusal', async () => (await said(id)).includes(NOT_YET));
    world.sandbox.clock.advance(60_000);
    const { status, statusReason } = await ended(id);
    expect({ status, statusReason }).toEqual({ status: 'soaking' });
  });

  it('waits until the webhook sees the annotation, and no longer (in CI)', async () => {
    world.config.migration.injectionWaitMs = 3_600_000;
    world.sandbox.cluster(WORKLOAD.cluster).webhookCacheDelay = 500;
    const { id } = await start();
    const { status, statusReason } = await ended(id);
    expect({ status, statusReason }).toEqual({ status: 'soaking' });
  });

  it('gives up before it touches the workload when STS does not come to know the role, and leaves nothing', async () => {
    const before = templateDigest(await world.deployment());
    world.sandbox.aws.iamPropagation = 3_600_000;
    const { id } = await start();
    const { status, statusReason } = await ended(id);
    expect({ status, statusReason }).toEqual({
      status: 'failed',
      statusReason: expect.stringMatching(
        /could not be assumed.*Nothing was changed in the workload/s,
      ),
    });
    await expect(
      world.root.send(
        new GetRoleCommand({ RoleName: world.execution.role.name }),
      ),
    ).rejects.toMatchObject({ name: expect.stringMatching(/^NoSuchEntity/) });
    expect(templateDigest(await world.deployment())).toBe(before);
    // The old key never stopped working.
    const { fingerprint } = world.execution.key!;
    const { users } = await world.accounts
      .get(world.execution.accountId)
      .snapshot({ maxAgeMs: 0 });
    const key = users
      .flatMap(({ keys }) => keys)
      .find(each => each.fingerprint === fingerprint);
    expect(key?.status).toBe('Active');
  });
});
