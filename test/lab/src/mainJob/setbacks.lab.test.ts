/** The main job on the lab when it cannot continue: nothing is changed, or everything is rolled back. */
import { failAws, webhookOff, webhookOn } from '../faults';
import { makeTeam } from './__testUtils__/makeTeam';
import { Team } from './__testUtils__/Team';
import { until } from './__testUtils__/until';
import { useLab } from './__testUtils__/useLab';

jest.setTimeout(900_000);

const ANNOTATION = 'eks.amazonaws.com/role-arn';

describe('the main job on the lab, when it cannot go on', () => {
  const use = useLab();

  async function templateOf(team: Team) {
    return (await use.outside.deployment(team)).spec.template;
  }

  async function annotationsOf({ namespace }: Team) {
    const { metadata } = await use.outside.get('sa', 'test', '-n', namespace);
    return metadata.annotations ?? {};
  }

  /** Gives the test time between the plan and the first change in the cluster. */
  const holdRoles = () =>
    failAws(use.lab, {
      service: 'iam',
      action: 'CreateRole',
      delayMs: 10_000,
      count: 1,
    });

  it('touches nothing when the webhook has gone after the plan, and arrives when it is back', async () => {
    const { lab, outside, portal } = use;
    const team = await makeTeam(outside);
    const before = await templateOf(team);
    const plan = await portal.plan(team);
    await webhookOff(lab);
    await expect(portal.start(plan)).rejects.toThrow(/409/);
    expect(await templateOf(team)).toEqual(before);
    await webhookOn(lab);
    const { id } = await portal.start(await portal.plan(team));
    expect((await portal.settled(id)).status).toBe('soaking');
  });

  it('goes back when the webhook goes in the middle of the migration', async () => {
    const { lab, outside, portal } = use;
    const team = await makeTeam(outside);
    const before = await outside.deployment(team);
    const plan = await portal.plan(team);
    await holdRoles();
    const { id, target } = await portal.start(plan);
    await portal.reached(id, 'ensure-role');
    await webhookOff(lab);
    const { steps } = await portal.migration(id);
    expect(steps.find(step => step.id === 'ensure-role')?.state).toBe(
      'running',
    );
    const end = await portal.settled(id);
    expect([end.status, end.statusReason]).toEqual([
      'failed',
      expect.stringMatching(/pod identity webhook is missing/),
    ]);
    const after = await outside.deployment(team);
    expect(after.metadata.generation).toBe(before.metadata.generation);
    expect(after.spec).toEqual(before.spec);
    expect(await annotationsOf(team)).not.toHaveProperty(ANNOTATION);
    expect(await outside.roleExists(target.roleArn)).toBe(false);
    expect(await outside.keyStates(team.userName)).toEqual(['Active']);
  });

  it('goes back when a rollout stops half-way', async () => {
    const { outside, portal } = use;
    const team = await makeTeam(outside, {
      minReadySeconds: 4,
      progressDeadlineSeconds: 6,
    });
    const before = await templateOf(team);
    const { id, target } = await portal.start(await portal.plan(team));
    await portal.reached(id, 'roll-out');
    const quota = ['quota', 'full', '-n', team.namespace];
    // Enough for the wanted Pods, but not for the extra Pod of a rollout.
    await outside.kubectl('create', ...quota, '--hard=pods=2');
    await until(
      () => portal.migration(id),
      ({ status }) => status === 'rollingBack',
    );
    await outside.kubectl('delete', ...quota);
    const end = await portal.settled(id);
    expect([end.status, end.statusReason]).toEqual([
      'rolledBack',
      expect.stringMatching(/1 of 2 new Pods are ready/),
    ]);
    expect(await templateOf(team)).toEqual(before);
    expect(await annotationsOf(team)).not.toHaveProperty(ANNOTATION);
    expect(await outside.roleExists(target.roleArn)).toBe(false);
    const pods = await outside.get('pods', '-n', team.namespace);
    const left = pods.items.filter(
      (pod: any) => !pod.metadata.deletionTimestamp,
    );
    expect(
      left.map((pod: any) => pod.spec.containers[0].envFrom?.length),
    ).toEqual([1, 1]);
  });
});
