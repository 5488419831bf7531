import { TagRoleCommand } from '@aws-sdk/client-iam';
import { BY, inStatus, startPlan } from './__testUtils__/starting';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

jest.setTimeout(120_000);

describe('a migration that needs a human', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    await world.healthy();
  });
  afterEach(() => world.close());

  const start = (click: string) => startPlan(service, `000${click}`);

  const ended = (id: string, ...statuses: string[]) =>
    inStatus(service, id, ...statuses);

  it('holds the lock of its workload only, and is closed as it is, with what is left of it', async () => {
    // Somebody else takes the role when it has just been made.
    service = await world.service({
      observeCalls: async (phase, { intent }) => {
        if (phase === 'after' && intent === 'create role') {
          await world.root.send(
            new TagRoleCommand({
              RoleName: world.execution.role.name,
              Tags: [{ Key: 'workload', Value: 'of others' }],
            }),
          );
        }
      },
    });
    service.startWorker();
    const { id } = await start('1');
    const stuck = await ended(id, 'needsHuman', 'soaking', 'failed');
    expect(stuck.status).toBe('needsHuman');
    expect(stuck.possible).toContain('close');
    const names = () => world.database('migration_locks').pluck('name');
    expect(await names()).toEqual([
      'workload eks-prod-eu/production/Deployment/test',
    ]);

    const closed = await service.close(id, 'their role', BY);
    expect(closed.status).toBe('closed');
    expect(closed.statusReason).toMatch(
      /^Closed as it is by user:default\/guest: their role\n.*Left: IAM policy/s,
    );
    expect(closed.afterRollback?.objects.length).toBeGreaterThan(0);
    expect(closed.possible).toEqual([]);
    expect(await names()).toEqual([]);
    await expect(service.close(id, 'again', BY)).rejects.toThrow(
      /that is closed.*cannot be closed/,
    );
    // The workload can be migrated again.
    expect((await start('2')).status).toBe('queued');
  });

  it('is not closed while it runs (in CI)', async () => {
    service = await world.service();
    const { id } = await start('1');
    await expect(service.close(id, 'no', BY)).rejects.toThrow(/Stop it first/);
  });
});
