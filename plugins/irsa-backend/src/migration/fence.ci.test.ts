import { GetRoleCommand, TagRoleCommand } from '@aws-sdk/client-iam';
import { Migration } from 'backstage-plugin-irsa-common';
import { MIGRATION_TAG, readPolicy, readRole } from '../accounts/iam';
import { BY, startPlan } from './__testUtils__/starting';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

jest.setTimeout(180_000);

/** IAM knows no condition on a write. What a process that slept too long must not do is kept from it here. */
describe('writes to IAM are fenced', () => {
  let world: WalkthroughWorld;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    await world.healthy();
  });
  afterEach(() => world.close());

  const start = (service: DefaultMigrationService, click: string) =>
    startPlan(service, `000${click}`);

  async function ended(
    service: DefaultMigrationService,
    id: string,
  ): Promise<Migration> {
    return until(`an end of ${id}`, async () => {
      const found = await service.get(id);
      return ['soaking', 'failed', 'rolledBack', 'needsHuman'].includes(
        found.status,
      )
        ? found
        : undefined;
    });
  }

  /** A process that falls asleep when it is about to make a call, and wakes when told to. */
  async function sleeper(step: string, intent: RegExp) {
    let wake = () => {};
    let isAsleep = false;
    const awake = new Promise<void>(resolve => {
      wake = resolve;
    });
    const service = await world.service({
      observeCalls: async (phase, call) => {
        if (isAsleep) {
          return;
        }
        if (
          phase === 'before' &&
          call.step === step &&
          intent.test(call.intent)
        ) {
          isAsleep = true;
          await awake;
        }
      },
    });
    return {
      service,
      asleep: () => until('sleep', async () => isAsleep),
      wake,
    };
  }

  /** As if the sleeping process had sent no heartbeat for long. */
  const loseTheClaim = () =>
    world
      .database('migrations')
      .whereNotNull('claim')
      .update({ heartbeat: 0, claim: 'that-of-a-sleeper' });

  it('keeps a process that wakes up after a later migration has begun from its old detach', async () => {
    const { service, asleep, wake } = await sleeper('ensure-role', /^detach/);
    service.startWorker();
    const first = await start(service, '1');
    expect((await ended(service, first.id)).status).toBe('soaking');
    await service.rollback(first.id, { reason: 'a try' }, BY);
    await asleep();
    await loseTheClaim();

    const second = await world.service();
    second.startWorker();
    expect((await ended(second, first.id)).status).toBe('rolledBack');
    const later = await start(second, '2');
    expect((await ended(second, later.id)).status).toBe('soaking');
    const writes = () =>
      world.sandbox.aws.calls.filter(
        ({ service: name, action }) =>
          name === 'iam' && !/^(Get|List)/.test(action),
      ).length;
    const before = writes();
    wake();
    await until('the sleeper has seen it', async () =>
      world.logger.warn.mock.calls.some(([line]) =>
        /taken over by another process/.test(String(line)),
      ),
    );
    expect(writes()).toBe(before);
    const { iam } = world.accounts.get(world.execution.accountId);
    const role = await readRole(iam, world.execution.role.name);
    expect(role?.attached).toEqual([world.execution.policy.arn]);
    expect(role?.tags[MIGRATION_TAG]).toBe(later.id);
    const policy = await readPolicy(iam, world.execution.policy.arn);
    expect(policy?.tags[MIGRATION_TAG]).toBe(later.id);
  });

  it('leaves a role alone that a later migration has taken over (in CI)', async () => {
    const service = await world.service();
    service.startWorker();
    const { id } = await start(service, '1');
    expect((await ended(service, id)).status).toBe('soaking');
    const RoleName = world.execution.role.name;
    await world.root.send(
      new TagRoleCommand({
        RoleName,
        Tags: [{ Key: MIGRATION_TAG, Value: 'a-later-one' }],
      }),
    );
    await service.rollback(id, { reason: 'a try' }, BY);
    await until('an end', async () =>
      ['rolledBack', 'needsHuman'].includes((await service.get(id)).status),
    );
    const { Role } = await world.root.send(new GetRoleCommand({ RoleName }));
    expect(Role?.RoleName).toBe(RoleName);
    const said = (await service.events(id)).map(({ message }) => message);
    expect(said.join('\n')).toMatch(/a-later-one has taken it over/);
  });
});
