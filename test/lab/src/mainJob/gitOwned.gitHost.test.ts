/**
 * The main job of a workload whose truth is in a repository at Gitea, from which Flux keeps it: programs that others wrote. The portal
 * opens a change request, a person merges it by Gitea's own API, Flux syncs, and the portal follows it through the soak to the deleted
 * key, with a second request for the Secret on the way. The test applies nothing.
 */
import { Migration } from 'backstage-plugin-irsa-common';
import { stringify } from 'yaml';
import { Gitea, GiteaAccount } from '../gitHost/Gitea';
import { readLab } from '../readLab';
import { FluxSync } from './__testUtils__/FluxSync';
import { LabPortal } from './__testUtils__/LabPortal';
import { makeIdleTeam, objectsOf } from './__testUtils__/makeTeam';
import { Outside } from './__testUtils__/Outside';
import { Retirement } from './__testUtils__/Retirement';
import { Team } from './__testUtils__/Team';
import { until } from './__testUtils__/until';

jest.setTimeout(1_500_000);

/** The files of a team, by path. */
type Files = Record<string, string>;
type Layout = (team: Team) => Files;

const kustomization = (...resources: string[]) =>
  stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  });

/** One folder of manifests: kustomize-controller writes a kustomization for it. */
const plain: Layout = team => {
  const { serviceAccount, secret, deployment } = objectsOf(team);
  return {
    'apps/images/deployment.yaml': `# Shows pictures.\n${stringify(
      deployment,
    )}`,
    'apps/images/service-account.yaml': stringify(serviceAccount),
    'apps/images/secret.yaml': stringify(secret),
  };
};

/** An overlay with the Secret, on a base that other environments may share. */
const overlay: Layout = team => {
  const { serviceAccount, secret, deployment } = objectsOf(team);
  return {
    'base/images/deployment.yaml': `# Shows pictures.\n${stringify(
      deployment,
    )}`,
    'base/images/service-account.yaml': stringify(serviceAccount),
    'base/images/kustomization.yaml': kustomization(
      'service-account.yaml',
      'deployment.yaml',
    ),
    'apps/images/kustomization.yaml': kustomization(
      '../../base/images',
      'secret.yaml',
    ),
    'apps/images/secret.yaml': stringify(secret),
  };
};

describe.each([
  ['a folder of manifests', plain],
  ['an overlay of a shared base', overlay],
])('a workload that Flux keeps from %s at Gitea', (_, layout) => {
  let outside: Outside;
  let gitea: Gitea;
  let portal: LabPortal;
  let team: Team;
  let files: Files;
  let repository: string;
  let ours: GiteaAccount;
  let keeper: GiteaAccount;
  let reader: GiteaAccount;
  let flux: FluxSync;

  beforeAll(async () => {
    const lab = readLab();
    outside = new Outside(lab);
    gitea = new Gitea(lab.git!);
    team = await makeIdleTeam(outside);
    files = layout(team);
    const suffix = team.namespace.split('-').at(-1);
    ours = await gitea.createAccount(`irsa-portal-${suffix}`);
    keeper = await gitea.createAccount(`ingrid-${suffix}`);
    reader = await gitea.createAccount(`flux-${suffix}`);
    repository = await gitea.createRepository(
      keeper.login,
      'deployments',
      files,
      { [ours.login]: 'write', [reader.login]: 'read' },
    );
    flux = await FluxSync.start(outside, `images-${suffix}`, {
      url: `${gitea.url}/${repository}.git`,
      path: 'apps/images',
      reader,
    });
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

  const secretId = () => `${team.namespace}_aws-secrets__Secret`;

  const runningPods = async () =>
    (
      await outside.get('pods', '-n', team.namespace, '-l', 'app=test')
    ).items.filter((pod: any) => !pod.metadata.deletionTimestamp);

  /** What a person does: waits until the host lets them, and merges. @returns the commit */
  async function merge(number: number): Promise<string> {
    const pull = () =>
      gitea.send<Record<string, any>>(
        'GET',
        `/repos/${repository}/pulls/${number}`,
      );
    const open = await until(pull, ({ mergeable }) => mergeable);
    expect(open.user.login).toBe(ours.login);
    await gitea.merge(repository, number, keeper);
    return (await pull()).merge_commit_sha;
  }

  const waitingFor = (id: string, words: RegExp) =>
    until(
      () => portal.migration(id),
      each => words.test(JSON.stringify(each.waitingFor ?? '')),
    );

  it('goes from its static key to retired by merged requests', async () => {
    expect(await flux.applied()).toContain(secretId());
    const plan = await portal.plan(team);
    expect(plan.checks.filter(({ state }) => state === 'blocked')).toEqual([]);
    expect(plan.source).toMatchObject({
      keeper: flux.title,
      confidence: 'certain',
    });
    expect(plan.delivery).toMatchObject({
      way: 'changeRequest',
      state: 'ready',
      base: 'main',
    });
    const { id } = await portal.start(plan);
    await theWorkloadGoesOver(id);
    await theSecretGoesAtItsSource(id);
    await theKeyGoes(id);
    expect(
      portal.leaked([
        team.secretAccessKey,
        team.accessKeyId,
        ours.token,
        reader.token,
      ]),
    ).toEqual([]);
  });

  /** Opened, merged, synced, checked. */
  async function theWorkloadGoesOver(id: string) {
    const opened = await waitingFor(id, /merged/);
    expect(opened.requests).toEqual([
      expect.objectContaining({
        state: 'open',
        url: `${gitea.url}/${repository}/pulls/1`,
      }),
    ]);
    expect(await textOfMain()).toEqual(files);

    await flux.suspend(true);
    const commit = await merge(1);
    await waitingFor(
      id,
      new RegExp(
        `not in the cluster yet.*${flux.title} is suspended: somebody has to resume it`,
      ),
    );
    expect(await envFromOfPods()).toEqual([
      [{ secretRef: { name: 'aws-secrets' } }],
      [{ secretRef: { name: 'aws-secrets' } }],
    ]);
    await flux.suspend(false);

    const migration = await portal.settled(id);
    expect([migration.status, migration.statusReason]).toEqual([
      'soaking',
      undefined,
    ]);
    expect(migration.requests).toEqual([
      expect.objectContaining({
        state: 'merged',
        mergeCommit: commit,
        endedBy: keeper.login,
        editedByOthers: false,
      }),
    ]);
    expect(await portal.log(id)).toContainEqual(
      expect.stringContaining(
        `${flux.title} has applied the change (${commit.slice(0, 8)}`,
      ),
    );
    expect(await envFromOfPods()).toEqual([[], []]);
    await thePodsHaveTheRole(migration);
  }

  async function theSecretGoesAtItsSource(id: string) {
    const retirement = new Retirement(portal, team, id);
    const off = await retirement.switchKeyOff();
    expect(off.status).toBe('keyInactive');
    expect(await outside.keyStates(team.userName)).toEqual(['Inactive']);
    const offered = await retirement.offers('request-secret-removal');
    expect(offered.possible).not.toContain('delete-secret');
    await retirement.act({
      act: 'request-secret-removal',
      confirm: 'aws-secrets',
    });
    const commit = await merge(2);
    const gone = await until(
      () => portal.migration(id),
      ({ secretState }) => secretState === 'deleted',
    );
    expect(
      gone.requests?.map(({ purpose, state }) => [purpose, state]),
    ).toEqual([
      ['cutOver', 'merged'],
      ['secret', 'merged'],
    ]);
    // Taken away by Flux, and by nobody else.
    expect(await flux.applied(commit)).not.toContain(secretId());
    await expect(
      outside.get('secret', 'aws-secrets', '-n', team.namespace),
    ).rejects.toThrow(/NotFound/);
    expect(Object.keys(await textOfMain())).not.toContain(
      'apps/images/secret.yaml',
    );
  }

  async function theKeyGoes(id: string) {
    const retired = await new Retirement(portal, team, id).deleteKey();
    expect(retired.status).toBe('retired');
    expect(await outside.keyStates(team.userName)).toEqual([]);
    expect(await runningPods()).toHaveLength(2);
  }

  async function envFromOfPods() {
    return (await runningPods()).map(
      (pod: any) => pod.spec.containers[0].envFrom ?? [],
    );
  }

  async function thePodsHaveTheRole({ target }: Migration) {
    for (const pod of await runningPods()) {
      expect(pod.spec.containers[0].env).toContainEqual({
        name: 'AWS_ROLE_ARN',
        value: target.roleArn,
      });
    }
  }

  /** All files of the branch, by path. */
  async function textOfMain(): Promise<Files> {
    const { tree } = await gitea.send<{
      tree: { path: string; type: string }[];
    }>('GET', `/repos/${repository}/git/trees/main?recursive=true`);
    const read = tree
      .filter(({ type }) => type === 'blob')
      .map(async ({ path }) => {
        const { content } = await gitea.send<{ content: string }>(
          'GET',
          `/repos/${repository}/contents/${path}`,
        );
        return [path, Buffer.from(content, 'base64').toString('utf8')] as const;
      });
    return Object.fromEntries(await Promise.all(read));
  }
});
