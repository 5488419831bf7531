import { AwsForm } from 'backstage-plugin-irsa-common';
import { makeFromCode } from '../__testUtils__/makeFromCode';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { readRole } from '../accounts/iam';
import { awsCodeOf } from '../plan/words/awsCode';
import { WorkloadObject } from '../plan/world/podTemplate';
import { BY, DEPLOYMENT_PATH } from './__testUtils__/soaking';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';

onOneDatabase('a migration whose role was made by code', open => {
  let world: WalkthroughWorld;

  beforeEach(async () => {
    world = await WalkthroughWorld.start(await open());
    await world.makePlan();
    await until('a healthy workload', async () => {
      const { status } = await world.cluster.request<WorkloadObject>({
        path: DEPLOYMENT_PATH,
      });
      return status?.availableReplicas === 2;
    });
  });

  afterEach(() => world.close());

  it.each<[AwsForm, string]>([
    ['ack', 'adopted'],
    // Its rights are in the role. The migration gives them to it as a policy too.
    ['cdk', 'changed'],
  ])(
    'takes that of %s for its own, and a way back leaves it as it was',
    async (form, outcome) => {
      const { role } = world.execution;
      await makeFromCode(world.root, awsCodeOf(world.execution, form));
      const before = await readRole(world.root, role.name);
      const service = await world.service();
      service.startWorker();
      const { id } = await service.start(
        {
          planId: 'plan-1',
          planHash: 'hash',
          idempotencyKey: 'click-0001',
          acknowledgements: ['links-shorter'],
        },
        BY,
      );
      const ended = (...statuses: string[]) =>
        until(`status ${statuses}`, async () => {
          const found = await service.get(id);
          return statuses.includes(found.status) ? found : undefined;
        });
      const soaking = await ended('soaking', 'needsHuman', 'failed');
      expect([soaking.status, soaking.statusReason]).toEqual([
        'soaking',
        undefined,
      ]);
      expect(
        soaking.steps.find(step => step.id === 'ensure-role')?.outcome,
      ).toBe(outcome);

      await service.rollback(id, { reason: 'a try' }, BY);
      await ended('rolledBack', 'needsHuman');

      const after = await readRole(world.root, role.name);
      const changing = { tags: undefined, lastUsedAt: undefined };
      expect({ ...after, ...changing }).toEqual({ ...before, ...changing });
      expect(after?.tags).toMatchObject(before!.tags);
    },
  );
});
