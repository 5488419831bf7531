/**
 * A workload whose truth is in a repository at Gitea, a Git host that others wrote: the portal opens a change request there, a person
 * merges it by Gitea's own API, and the portal follows it into the soak. What a reconciler would apply, the test applies.
 */
import { Gitea, GiteaAccount } from '../gitHost/Gitea';
import { readLab } from '../readLab';
import { stringify } from 'yaml';
import { LabPortal } from './__testUtils__/LabPortal';
import { deployment, makeTeam } from './__testUtils__/makeTeam';
import { Outside } from './__testUtils__/Outside';
import { Team } from './__testUtils__/Team';
import { until } from './__testUtils__/until';

jest.setTimeout(300_000);

const FOLDER = 'apps/images';

describe('a workload that is kept at Gitea', () => {
  let outside: Outside;
  let gitea: Gitea;
  let portal: LabPortal;
  let team: Team;
  let repository: string;
  let ours: GiteaAccount;
  let keeper: GiteaAccount;

  beforeAll(async () => {
    const lab = readLab();
    outside = new Outside(lab);
    gitea = new Gitea(lab.git!);
    team = await makeTeam(outside);
    const { namespace } = team;
    const suffix = namespace.split('-').at(-1);
    ours = await gitea.createAccount(`irsa-portal-${suffix}`);
    keeper = await gitea.createAccount(`ingrid-${suffix}`);
    repository = await gitea.createRepository(
      keeper.login,
      'deployments',
      {
        [`${FOLDER}/deployment.yaml`]: `# Shows pictures.\n${stringify(
          deployment(namespace),
        )}`,
        [`${FOLDER}/service-account.yaml`]: stringify({
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { name: 'test', namespace },
        }),
      },
      { [ours.login]: 'write' },
    );
    const workload = ['deployment/test', '-n', namespace];
    await outside.kubectl(
      ...['label', ...workload],
      'kustomize.toolkit.fluxcd.io/name=images',
      'kustomize.toolkit.fluxcd.io/namespace=flux-system',
    );
    await outside.kubectl(
      ...['annotate', ...workload],
      `irsa.portal/source=${gitea.url}/${repository}/src/branch/main/${FOLDER}`,
    );
    portal = await LabPortal.start(lab, outside, {
      integrations: {
        gitea: [
          {
            host: new URL(gitea.url).host,
            baseUrl: gitea.url,
            password: ours.token,
          },
        ],
      },
    });
  });

  afterAll(() => portal?.stop());

  const pull = () =>
    gitea.send<Record<string, any>>('GET', `/repos/${repository}/pulls/1`);
  const textOf = async (file: string) => {
    const { content } = await gitea.send<{ content: string }>(
      'GET',
      `/repos/${repository}/contents/${FOLDER}/${file}`,
    );
    return Buffer.from(content, 'base64').toString('utf8');
  };

  it('is changed by a request that people merge', async () => {
    const plan = await portal.plan(team);
    expect(plan.checks.filter(({ state }) => state === 'blocked')).toEqual([]);
    expect(plan.delivery).toMatchObject({
      way: 'changeRequest',
      state: 'ready',
      base: 'main',
    });
    const { id } = await portal.start(plan);
    const opened = await until(
      () => portal.migration(id),
      ({ waitingFor }) => /merged/.test(waitingFor?.words ?? ''),
    );
    expect(opened.requests).toEqual([
      expect.objectContaining({
        state: 'open',
        url: `${gitea.url}/${repository}/pulls/1`,
      }),
    ]);
    // Nothing is changed yet.
    expect(await textOf('deployment.yaml')).toContain('aws-secrets');

    await until(pull, ({ mergeable }) => mergeable);
    await gitea.merge(repository, 1, keeper);
    for (const file of ['service-account.yaml', 'deployment.yaml']) {
      await outside.applyText(await textOf(file));
    }
    const migration = await until(
      () => portal.migration(id),
      ({ status }) => !['queued', 'running'].includes(status),
      150_000,
    );
    expect([migration.status, migration.statusReason]).toEqual([
      'soaking',
      undefined,
    ]);
    const merged = await pull();
    expect(merged.user.login).toBe(ours.login);
    expect(migration.requests).toEqual([
      expect.objectContaining({
        state: 'merged',
        mergeCommit: merged.merge_commit_sha,
        endedBy: keeper.login,
        editedByOthers: false,
      }),
    ]);
    expect(await textOf('deployment.yaml')).toMatch(/^# Shows pictures\.\n/);
    const { items } = await outside.get(
      ...['pods', '-n', team.namespace, '-l', 'app=test'],
    );
    for (const pod of items.filter(
      ({ metadata }: any) => !metadata.deletionTimestamp,
    )) {
      const [{ env = [], envFrom = [] }] = pod.spec.containers;
      expect(envFrom).toEqual([]);
      expect(env).toContainEqual({
        name: 'AWS_ROLE_ARN',
        value: migration.target.roleArn,
      });
    }
    expect(portal.said.some(line => line?.includes(ours.token))).toBe(false);
    expect(portal.database().includes(ours.token)).toBe(false);
  });
});
