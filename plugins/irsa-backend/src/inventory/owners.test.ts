import {
  CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { Workload, WorkloadPage } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const PATH = '/workloads/eks-prod-eu/production/Deployment/test';

describe('the owner that a namespace names', () => {
  let world: PortalWorld;

  beforeAll(async () => {
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough' },
      irsa: {
        ownership: { namespace: { labels: ['team'] } },
      },
    });
  });

  afterAll(() => world?.close());

  const label = (team: string | null) =>
    world
      .admin()
      .makeApiClient(CoreV1Api)
      .patchNamespace(
        { name: 'production', body: { metadata: { labels: { team } } } },
        setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
      );

  it('comes before the catalog, and is told with its evidence', async () => {
    await world.post('/scans', {}, 200);
    const before = await until(
      () => world.get<Workload>(PATH),
      ({ ownerRef }) => ownerRef !== undefined,
    );
    const { coverage } = await world.get<WorkloadPage>('/workloads');
    // Of what it does not name, nothing is said yet.
    expect(coverage.clusters[0].linkDoubt).toMatch(/had just started/);
    expect(before.ownerRef).toBe('group:default/team-profile');
    expect(before.ownerEvidence).toMatch(/^spec\.owner of component:/);
    await label('payments');
    await world.post('/scans', {}, 200);
    const after = await world.get<Workload>(PATH);
    expect(after).toMatchObject({
      entityRef: before.entityRef,
      ownerRef: 'group:default/payments',
      ownerEvidence: 'label team: payments of namespace production',
    });
  });
});

it('says for each cluster that its workloads are not linked, while the catalog is empty (in CI)', async () => {
  const world = await PortalWorld.start({
    sandbox: { scenario: 'walkthrough' },
    entities: [],
  });
  try {
    await world.post('/scans', {}, 200);
    const page = await world.get<WorkloadPage>(
      '/workloads?entityRef=component%3Adefault%2Fprofile-api',
    );
    expect(page.items).toEqual([]);
    expect(page.coverage.clusters).toEqual([
      expect.objectContaining({
        state: 'ok',
        linkDoubt: 'The catalog has no component and no resource yet',
      }),
    ]);
  } finally {
    await world.close();
  }
});
