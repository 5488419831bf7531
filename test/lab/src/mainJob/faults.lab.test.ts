/** The main job on the lab while something goes wrong: it arrives, or goes back to where it was. */
import { Migration } from '@internal/plugin-irsa-common';
import {
  clearAwsFaults,
  failAws,
  restartApiServer,
  slowWay,
  webhookOff,
  webhookOn,
} from '../faults';
import { GateFault } from '../gate/GateFaults';
import { LabDescription } from '../LabDescription';
import { readLab } from '../readLab';
import { LabPortal } from './__testUtils__/LabPortal';
import { Outside } from './__testUtils__/Outside';
import { makeTeam, Team } from './__testUtils__/Team';

jest.setTimeout(300_000);

describe('the main job on the lab, with faults', () => {
  let lab: LabDescription;
  let outside: Outside;
  let portal: LabPortal;
  let team: Team;

  const rolledOut = () =>
    outside.kubectl(
      ...['rollout', 'status', 'deployment/test', '--timeout=60s'],
      ...['-n', team.namespace],
    );

  beforeAll(async () => {
    lab = readLab();
    outside = new Outside(lab);
    portal = await LabPortal.start(lab, outside);
  });
  beforeEach(async () => {
    team = await makeTeam(outside);
    await rolledOut();
  });
  afterEach(async () => {
    await clearAwsFaults(lab);
    await webhookOn(lab);
  });
  afterAll(() => portal?.stop());

  const containers = async () =>
    (await outside.get('deployment', 'test', '-n', team.namespace)).spec
      .template.spec.containers;

  async function arrives({ id }: Migration, by = portal) {
    const end = await by.settled(id);
    expect([end.status, end.statusReason]).toEqual(['soaking', undefined]);
    const [{ envFrom = [] }] = await containers();
    expect(envFrom).toEqual([]);
    await rolledOut();
  }

  it('arrives though the API server is killed in the middle of the rollout', async () => {
    const migration = await portal.start(await portal.plan(team));
    await portal.reached(migration.id, 'cut-over');
    await restartApiServer(lab);
    await arrives(migration);
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
  ])('arrives though %s', async (_, fault) => {
    const plan = await portal.plan(team);
    const migration = await portal.start(plan);
    await failAws(lab, fault);
    await arrives(migration);
    expect(await clearAwsFaults(lab)).toBe(0);
  });

  it('touches nothing when the webhook has gone after the plan', async () => {
    const before = await containers();
    const plan = await portal.plan(team);
    await webhookOff(lab);
    await expect(portal.start(plan)).rejects.toThrow(/409/);
    expect(await containers()).toEqual(before);
    await webhookOn(lab);
    await arrives(await portal.start(await portal.plan(team)));
  });

  it('arrives over a slow network', async () => {
    const way = await slowWay(lab, 40);
    const far = await LabPortal.start(lab, outside, { server: way.url });
    try {
      await arrives(await far.start(await far.plan(team)), far);
    } finally {
      await far.stop();
      await way.close();
    }
  });
});
