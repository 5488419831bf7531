/** The main job on the lab during temporary faults: it succeeds. */
import { Migration } from 'backstage-plugin-irsa-common';
import {
  clearAwsFaults,
  failAws,
  killApiServer,
  slowWay,
  startApiServer,
} from '../faults';
import { GateFault } from '../gate/GateFaults';
import { LabPortal } from './__testUtils__/LabPortal';
import { makeTeam } from './__testUtils__/makeTeam';
import { Team } from './__testUtils__/Team';
import { until } from './__testUtils__/until';
import { useLab } from './__testUtils__/useLab';

jest.setTimeout(900_000);

describe('the main job on the lab, with faults that pass', () => {
  const use = useLab();

  async function arrives({ id }: Migration, team: Team, by = use.portal) {
    const end = await by.settled(id);
    expect([end.status, end.statusReason]).toEqual(['soaking', undefined]);
    const { spec, status } = await use.outside.deployment(team);
    const [{ envFrom = [] }] = spec.template.spec.containers;
    expect(envFrom).toEqual([]);
    expect(status).toMatchObject({ updatedReplicas: 2, availableReplicas: 2 });
  }

  it('arrives though the API server is killed in the middle of the rollout', async () => {
    const { lab, outside, portal } = use;
    const team = await makeTeam(outside, { minReadySeconds: 4 });
    const migration = await portal.start(await portal.plan(team));
    await portal.reached(migration.id, 'roll-out');
    await until(
      () => outside.deployment(team),
      ({ status }) =>
        status.updatedReplicas > 0 && status.replicas > status.updatedReplicas,
    );
    const killed = await killApiServer(lab);
    await expect(outside.deployment(team)).rejects.toThrow(/refused/);
    const { status, steps } = await portal.migration(migration.id);
    expect(status).toBe('running');
    expect(steps.find(({ id }) => id === 'roll-out')?.state).toBe('running');
    expect(await startApiServer(lab)).not.toEqual(killed);
    await arrives(migration, team);
  });

  it.each<[string, GateFault]>([
    [
      'STS is away for a while',
      {
        service: 'sts',
        action: 'AssumeRoleWithWebIdentity',
        status: 503,
        code: 'ServiceUnavailable',
        count: 4,
      },
    ],
    [
      'IAM throttles',
      { service: 'iam', status: 400, code: 'Throttling', count: 6 },
    ],
    ['IAM is slow', { service: 'iam', delayMs: 700, count: 6 }],
  ])('arrives though %s', async (_, fault) => {
    const { lab, outside, portal } = use;
    const team = await makeTeam(outside);
    const plan = await portal.plan(team);
    const migration = await portal.start(plan);
    await failAws(lab, fault);
    await arrives(migration, team);
    // Each fault affected a call.
    expect(await clearAwsFaults(lab)).toBe(0);
  });

  it('arrives over a slow network', async () => {
    const { lab, outside } = use;
    const team = await makeTeam(outside);
    const way = await slowWay(lab, 40);
    const far = await LabPortal.start(lab, outside, { server: way.url });
    try {
      await arrives(await far.start(await far.plan(team)), team, far);
      // The scan alone transfers more than this, so nothing bypassed the slow way.
      expect(way.passed()).toBeGreaterThan(100_000);
    } finally {
      await far.stop();
      await way.close();
    }
  });
});
