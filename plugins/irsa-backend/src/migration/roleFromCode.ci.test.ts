import { AwsForm } from 'backstage-plugin-irsa-common';
import { makeFromCode } from '../__testUtils__/makeFromCode';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { readRole } from '../accounts/iam';
import { awsCodeOf } from '../plan/words/awsCode';
import { BY, inStatus, startPlan } from './__testUtils__/starting';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';

onOneDatabase('a migration whose role was made by code', open => {
  let world: WalkthroughWorld;

  beforeEach(async () => {
    world = await WalkthroughWorld.start(await open());
    await world.makePlan();
    await world.healthy();
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
      const { id } = await startPlan(service);
      const ended = (...statuses: string[]) =>
        inStatus(service, id, ...statuses);
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
