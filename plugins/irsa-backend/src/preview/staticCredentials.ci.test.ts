import { ConfigReader } from '@backstage/config';
import { Workload } from 'backstage-plugin-irsa-common';
import { mockLogger } from '../__testUtils__/mockLogger';
import { PortalWorld } from '../__testUtils__/PortalWorld';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { ClusterHandle } from '../clusters/types';
import { readIrsaConfig } from '../config/readIrsaConfig';
import { withOldKey } from './staticCredentials';

describe('the static key of a workload', () => {
  let world: PortalWorld;
  let cluster: ClusterHandle;

  beforeAll(async () => {
    world = await PortalWorld.start({ sandbox: { scenario: 'portal' } });
    await world.post('/scans', {}, 200);
    const { name, server, portalToken, caPem } = world.sandbox.clusters.find(
      each => each.name === 'eks-prod-eu',
    )!;
    const rootConfig = new ConfigReader({
      irsa: {
        clusters: [
          {
            name,
            server,
            token: portalToken,
            caData: Buffer.from(caPem).toString('base64'),
          },
        ],
      },
    });
    cluster = DefaultClusterRegistry.create({
      config: readIrsaConfig(rootConfig),
      rootConfig,
      logger: mockLogger(),
    }).get(name);
  });

  afterAll(() => world?.close());

  it.each([
    'production/Deployment/test',
    'media/Deployment/thumbnailer',
    'shop/Deployment/catalog-search',
    'payments/Deployment/payments-api',
  ])('is handed to the probe alone: %s', async path => {
    const workload = await world.get<Workload>(
      `/workloads/eks-prod-eu/${path}`,
    );
    const last4 = await withOldKey(
      { cluster, workload, readLevel: 2 },
      async ({ accessKeyId, secretAccessKey }) =>
        secretAccessKey.length === 40 ? accessKeyId.slice(-4) : 'broken',
    );
    expect(last4).toBe(workload.keys[0].last4);
  });
});
