/** The code before the cut-over, through the REST API: plan, request, merge, plan. The source is at the sandbox's Git host. */
import {
  Check,
  CodeDifference,
  CodeRequest,
  Plan,
} from 'backstage-plugin-irsa-common';
import { RunningGitHost, SettableClock, startGitHost } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { BLOCKED, CANARY } from './__testUtils__/codeWorld';

const workload = {
  cluster: 'eks-prod-eu',
  namespace: 'production',
  kind: 'Deployment',
  name: 'test',
};
const PATH = `/workloads/${Object.values(workload).join('/')}/code-request`;

describe('the code of a service in the portal', () => {
  let git: RunningGitHost;
  let world: PortalWorld;
  const plan = () => world.post<Plan>('/plans', { workload }, 201);
  const checkOf = async (id = 'source-code'): Promise<Check | undefined> =>
    (await plan()).checks.find(check => check.id === id);

  beforeAll(async () => {
    git = await startGitHost({ clock: new SettableClock() });
    await git.host.addRepository({
      owner: 'acme',
      name: 'profile-api',
      files: BLOCKED,
    });
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough' },
      config: {
        integrations: {
          github: [
            {
              host: new URL(git.url).host,
              apiBaseUrl: git.apiUrl,
              token: git.portal.token,
            },
          ],
        },
      },
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'profile-api',
            namespace: 'default',
            annotations: {
              'backstage.io/kubernetes-id': 'profile-api',
              'backstage.io/kubernetes-namespace': 'production',
              'backstage.io/kubernetes-label-selector': 'app=test',
              'backstage.io/source-location': `url:${git.url}/acme/profile-api/tree/main/`,
            },
          },
          spec: {
            type: 'service',
            owner: 'team-profile',
            lifecycle: 'production',
          },
        },
      ],
    });
    await world.post('/scans', {}, 200);
  });

  afterAll(async () => {
    await world?.close();
    await git?.close();
  });

  it('comes first, is proposed by its owner, and is warned of until it is seen to run', async () => {
    expect(await checkOf()).toMatchObject({
      state: 'warning',
      params: { places: ['app.py:3'] },
      fix: expect.stringContaining('open the code request on this page'),
    });

    const { digest, files } = await world.get<CodeDifference>(
      `${PATH}/difference`,
    );
    expect(files.map(({ path }) => path)).toEqual(['app.py']);
    expect(JSON.stringify(files)).not.toContain(CANARY);
    expect(world.seen.join('\n')).toContain('code-difference-read');
    const opened = await world.post<CodeRequest>(PATH, { digest }, 200);
    expect(opened).toMatchObject({
      state: 'open',
      repository: `${git.url}/acme/profile-api`,
    });
    expect(await world.get(PATH)).toMatchObject({
      state: 'open',
      url: opened.url,
    });
    expect((await checkOf())?.fix).toContain(
      `Merge the code request ${opened.url} first (open since`,
    );
    expect(world.seen.join('\n')).toContain('code-request-open');

    const [people] = git.host.repositories;
    await people.merge(1, 'ingrid');
    expect((await checkOf())?.fix).toContain('after the source was read');
    expect(await world.get(PATH)).toMatchObject({
      state: 'merged',
      runs: { state: 'notKnown' },
    });
    expect(world.seen.join('\n')).not.toContain(CANARY);
  });

  it('says by a name why there is no request (in CI)', async () => {
    const gone = await world.ask('post', PATH.replace('/test/', '/gone/'));
    expect(gone.status).toBe(404);
    git.host.repositories[0].archived = true;
    // The pause after the act before is short.
    const { status, body } = await until(
      () => world.ask('post', PATH),
      answer => answer.status !== 429,
    );
    expect(status).toBe(409);
    expect(body.error).toMatchObject({
      name: 'ConflictError',
      refusal: 'archived',
      message: expect.stringContaining('Unarchive it'),
    });
  });
});
