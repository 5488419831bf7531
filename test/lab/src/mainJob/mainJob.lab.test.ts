/**
 * The whole main job on a real control plane and an AWS emulator that others wrote: scan, plan, migrate, verify,
 * preview, roll back, migrate again, soak, key off, key and Secret deleted. The test uses REST, and checks the results
 * with kubectl and SDK.
 */
import { Migration, Preview, WorkloadPage } from 'backstage-plugin-irsa-common';
import { LabDescription } from '../LabDescription';
import { readLab } from '../readLab';
import { LabPortal } from './__testUtils__/LabPortal';
import { Outside } from './__testUtils__/Outside';
import { makeTeam, OBJECT_KEY } from './__testUtils__/makeTeam';
import { Retirement } from './__testUtils__/Retirement';
import { Team } from './__testUtils__/Team';

jest.setTimeout(900_000);

describe('the main job on the lab', () => {
  let lab: LabDescription;
  let outside: Outside;
  let portal: LabPortal;
  let team: Team;

  beforeAll(async () => {
    lab = readLab();
    outside = new Outside(lab);
    team = await makeTeam(outside);
    portal = await LabPortal.start(lab, outside);
  });

  afterAll(() => portal?.stop());

  const template = async () =>
    (await outside.get('deployment', 'test', '-n', team.namespace)).spec
      .template;

  const runningPods = async () =>
    (
      await outside.get('pods', '-n', team.namespace, '-l', 'app=test')
    ).items.filter((pod: any) => !pod.metadata.deletionTimestamp);

  async function migrate(): Promise<Migration> {
    const plan = await portal.plan(team);
    expect(plan.checks.filter(({ state }) => state === 'blocked')).toEqual([]);
    const { id } = await portal.start(plan);
    const migration = await portal.settled(id);
    expect([migration.status, migration.statusReason]).toEqual([
      'soaking',
      undefined,
    ]);
    return migration;
  }

  it('goes from scan to a deleted key, with a rollback on the way', async () => {
    const before = await template();
    await portal.post('/scans', {});
    const { items } = await portal.get<WorkloadPage>(
      `/workloads?q=${team.namespace}`,
    );
    expect(items).toEqual([
      expect.objectContaining({
        id: `lab/${team.namespace}/Deployment/test`,
        status: 'static',
        keys: [
          expect.objectContaining({ state: 'active', userName: team.userName }),
        ],
      }),
    ]);

    const first = await migrate();
    await thePodsUseTheRole(first);
    await thePreviewIsTheSame();

    await portal.post(`/migrations/${first.id}/rollback`, {
      reason: 'to see it go back',
    });
    expect((await portal.settled(first.id)).status).toBe('rolledBack');
    expect(await template()).toEqual(before);
    const { metadata } = await outside.get('sa', 'test', '-n', team.namespace);
    expect(metadata.annotations ?? {}).not.toHaveProperty(
      'eks.amazonaws.com/role-arn',
    );
    expect(await outside.roleExists(first.target.roleArn)).toBe(false);

    const second = await migrate();
    await thePodsUseTheRole(second);
    await theKeyIsRetired(second);
    theSecretStayedSecret();
  });

  async function thePodsUseTheRole({ target }: Migration) {
    for (const pod of await runningPods()) {
      const [{ env = [], envFrom = [] }] = pod.spec.containers;
      expect(envFrom).toEqual([]);
      expect(env).toContainEqual({
        name: 'AWS_ROLE_ARN',
        value: target.roleArn,
      });
    }
    const credentials = await outside.assume(
      team.namespace,
      'test',
      target.roleArn,
    );
    expect(await outside.read(credentials, team.bucket, OBJECT_KEY)).toBe('ok');
    await expect(
      outside.assume(team.namespace, 'default', target.roleArn),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  }

  async function thePreviewIsTheSame() {
    const preview = await portal.post<Preview>('/previews', {
      workload: portal.workload(team),
      bucket: team.bucket,
      key: OBJECT_KEY,
      methods: ['HEAD', 'GET'],
      expirySeconds: 60,
    });
    expect(preview).toMatchObject({
      verdict: 'same',
      sides: [{ state: 'ok' }, { state: 'ok' }],
    });
    const probe = preview.sides
      .find(({ identity }) => identity === 'role')!
      .probes.find(({ method }) => method === 'GET')!;
    const { url } = await portal.post<{ url: string }>(
      `/previews/${preview.id}/links/${probe.linkId}/reveal`,
      {},
    );
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([
      200,
      'a picture',
    ]);
  }

  async function theKeyIsRetired({ id }: Migration) {
    const retirement = new Retirement(portal, team, id);
    const old = {
      accessKeyId: team.accessKeyId,
      secretAccessKey: team.secretAccessKey,
    };
    const off = await retirement.switchKeyOff();
    expect(off.status).toBe('keyInactive');
    expect(await outside.keyStates(team.userName)).toEqual(['Inactive']);
    expect(await outside.read(old, team.bucket, OBJECT_KEY)).toBe(
      'InvalidAccessKeyId',
    );
    await retirement.offers('delete-key');
    await expect(
      retirement.act({ act: 'delete-key', confirm: 'nope' }),
    ).rejects.toThrow(/last four/);
    const retired = await retirement.deleteKey();
    expect(retired).toMatchObject({ status: 'retired' });
    expect(await outside.keyStates(team.userName)).toEqual([]);
    const gone = await retirement.act({
      act: 'delete-secret',
      confirm: 'aws-secrets',
    });
    expect(gone.secretState).toBe('deleted');
    await expect(
      outside.get('secret', 'aws-secrets', '-n', team.namespace),
    ).rejects.toThrow(/NotFound/);
    expect(await runningPods()).toHaveLength(2);
  }

  function theSecretStayedSecret() {
    expect(portal.database()).toContain(team.bucket);
    expect(portal.leaked([team.secretAccessKey, team.accessKeyId])).toEqual([]);
  }
});
