import {
  CodeDifference,
  CodeRequest,
  Plan,
  SetUp,
} from 'backstage-plugin-irsa-common';
import { ConfigReader } from '@backstage/config';
import { PortalWorld } from '../../__testUtils__/PortalWorld';
import { ChangeHosts } from './ChangeHosts';
import { integrationHosts } from './integrationHosts';

describe('workloads that Argo CD takes from a repository', () => {
  let world: PortalWorld;

  beforeAll(async () => {
    world = await PortalWorld.start({ sandbox: { scenario: 'gitops' } });
    await world.post('/scans', {}, 200);
  });

  afterAll(async () => {
    await world?.close();
  });

  it('their host is on the set-up page', async () => {
    const { changeHosts } = await world.get<SetUp>('/set-up');
    expect(changeHosts).toContain(new URL(world.sandbox.git!.url).host);
  });

  it('the code of receipts has a request of its own, which comes first', async () => {
    const workload = {
      cluster: 'eks-prod-eu',
      namespace: 'billing',
      kind: 'Deployment',
      name: 'receipts',
    };
    const path = `/workloads/${Object.values(workload).join('/')}/code-request`;
    const { checks } = await world.post<Plan>('/plans', { workload }, 201);
    expect(checks.find(({ id }) => id === 'source-code')).toMatchObject({
      state: 'warning',
      // A line that reads a variable and hands it over is one place.
      params: { places: ['app.py:11', 'app.py:12'] },
      fix: expect.stringContaining('open the code request on this page'),
    });
    const { repository, files, left, digest } = await world.get<CodeDifference>(
      `${path}/difference`,
    );
    expect(repository).toBe(`${world.sandbox.git!.url}/acme/receipts`);
    expect(files.map(each => each.path)).toEqual(['app.py']);
    expect(files[0].diff).toContain(
      '-    aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],',
    );
    expect(left).toEqual([]);
    expect(await world.post<CodeRequest>(path, { digest }, 200)).toMatchObject({
      state: 'open',
    });
  });

  it.each([
    ['invoices', 'invoices', 'invoices/deployment.yaml'],
    [
      'receipts',
      'receipts/overlays/prod',
      'receipts/overlays/prod/kustomization.yaml',
    ],
  ])(
    'the plan of %s names a place that the host can read as it is live',
    async (name, folder, file) => {
      const { source } = await world.post<Plan>(
        '/plans',
        {
          workload: {
            cluster: 'eks-prod-eu',
            namespace: 'billing',
            kind: 'Deployment',
            name,
          },
        },
        201,
      );
      const [repository] = world.sandbox.git!.host.repositories;
      expect(source).toMatchObject({ state: 'found', confidence: 'certain' });
      const [place] = source!.places;
      expect(place).toMatchObject({
        host: 'git',
        path: folder,
        revision: 'main',
        live: await repository.git.head('main'),
      });
      const hosts = new ChangeHosts(
        [],
        integrationHosts(new ConfigReader(world.settings), {
          limits: { files: 100, bytesPerFile: 10_000, bytes: 100_000 },
        }),
      );
      const { files } = await hosts
        .repository(place.url!)!
        .read(place.live!, place.path!);
      expect([...files.keys()]).toContain(file);
    },
  );
});
