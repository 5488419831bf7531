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
import { Team } from './__testUtils__/Team';
import { until } from './__testUtils__/until';

jest.setTimeout(300_000);

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
    const act = async (body: object) => {
      await portal.post<Migration>(`/migrations/${id}/retire`, body);
      const ended = await until(
        () => portal.migration(id),
        ({ act: latest }) => latest?.endedAt !== undefined,
      );
      expect(ended.act).toMatchObject({ state: 'done' });
      return ended;
    };
    const old = {
      accessKeyId: team.accessKeyId,
      secretAccessKey: team.secretAccessKey,
    };
    const despiteUnproven = strangersOf(
      await until(
        () => portal.migration(id),
        migration => strangersOf(migration) !== undefined,
      ),
    );
    const off = await act({
      act: 'deactivate-key',
      reason: 'a trial',
      despiteUnproven,
    });
    expect(off.status).toBe('keyInactive');
    expect(await outside.keyStates(team.userName)).toEqual(['Inactive']);
    expect(await outside.read(old, team.bucket, OBJECT_KEY)).toBe(
      'InvalidAccessKeyId',
    );
    const confirm = team.accessKeyId.slice(-4);
    await until(
      () => portal.migration(id),
      ({ possible }) => possible.includes('delete-key'),
    );
    await expect(act({ act: 'delete-key', confirm: 'nope' })).rejects.toThrow(
      /last four/,
    );
    const retired = await act({ act: 'delete-key', confirm });
    expect(retired).toMatchObject({ status: 'retired' });
    expect(await outside.keyStates(team.userName)).toEqual([]);
    const gone = await act({ act: 'delete-secret', confirm: 'aws-secrets' });
    expect(gone.secretState).toBe('deleted');
    await expect(
      outside.get('secret', 'aws-secrets', '-n', team.namespace),
    ).rejects.toThrow(/NotFound/);
    expect(await runningPods()).toHaveLength(2);
  }

  /**
   * The portal sees the whole lab, with workloads of other tests whose key it cannot tell: those have to be named. Undefined
   * while anything else stands in the way of the key.
   */
  function strangersOf({ possible, guards = [] }: Migration) {
    if (possible.includes('deactivate-key')) {
      return [];
    }
    const others = guards
      .filter(({ act }) => act === 'deactivate-key')
      .map(({ unprovenUsers = [] }) => unprovenUsers);
    const [strangers = []] = others;
    return others.length === 1 &&
      strangers.length > 0 &&
      strangers.every(other => !other.includes(team.namespace))
      ? strangers
      : undefined;
  }

  function theSecretStayedSecret() {
    const database = portal.database();
    expect(database).toContain(team.bucket);
    for (const value of [team.secretAccessKey, team.accessKeyId]) {
      for (const form of [value, Buffer.from(value).toString('base64')]) {
        expect(database.includes(form)).toBe(false);
        expect(portal.said.some(line => line?.includes(form))).toBe(false);
      }
    }
  }
});
