import { Coverage, Workload, WorkloadPage } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../__testUtils__/PortalWorld';

const ID = `${'AKIA'}${'RTX3GSDS5KF2D5HV'}`;
const SECRET = 'mtKbmfzCjXfA3QKmWmhX9Uer1EJsKKImdp6WyiSA';
const GROUP = 'art.example.com';
const metadata = { namespace: 'hub', name: 'hub' };

function definition(kind: string, properties: object): object {
  const plural = `${kind.toLowerCase()}s`;
  const openAPIV3Schema = {
    type: 'object',
    properties: { spec: { type: 'object', properties } },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema },
        },
      ],
    },
  };
}

const right = (name: string, plural: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: {
    name,
    labels: { 'irsa.portal/aggregate': 'true' },
  },
  rules: [
    {
      apiGroups: [GROUP],
      resources: [plural],
      verbs: ['get', 'list', 'watch'],
    },
  ],
});

const text = { type: 'string' };

describe('kinds that no rule names', () => {
  let world: PortalWorld;
  const cluster = () => world.sandbox.cluster(world.sandbox.clusters[0].name);

  beforeAll(async () => {
    world = await PortalWorld.start({
      sandbox: { scenario: 'empty', portalIdentity: true },
      entities: [],
    });
    await cluster().apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'hub' } },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { namespace: 'hub', name: 'hub-s3' },
        stringData: {
          's3-access-key-id': ID,
          's3-secret-access-key': SECRET,
        },
      },
    ]);
    await world.post('/scans', {}, 200);
  });
  afterAll(() => world?.close());

  async function found(): Promise<string[]> {
    const { items } = await world.get<WorkloadPage>('/workloads?limit=100');
    return items.map(({ kind, name, status, references }: Workload) =>
      [kind, name, status, references[0]?.objectName].join(' '),
    );
  }

  it('are looked at when they can name a Secret', async () => {
    expect(await found()).toEqual(['Secret hub-s3 static hub-s3']);
    await cluster().apply([
      right('galleries', 'gallerys'),
      definition('Gallery', { storage: text, object_storage_s3_secret: text }),
      {
        apiVersion: `${GROUP}/v1`,
        kind: 'Gallery',
        metadata,
        spec: { storage: 'S3', object_storage_s3_secret: 'hub-s3' },
      },
    ]);
    await world.post('/scans', {}, 200);
    expect(await found()).toEqual([`Gallery.${GROUP} hub static hub-s3`]);
  });

  it('make Pods that are theirs', async () => {
    const containers = {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: text, image: text },
        'x-kubernetes-preserve-unknown-fields': true,
      },
    };
    await cluster().apply([
      right('runners', 'runners'),
      definition('Runner', { containers }),
    ]);
    const [runner] = await cluster().apply([
      {
        apiVersion: `${GROUP}/v1`,
        kind: 'Runner',
        metadata,
        spec: {
          containers: [
            {
              name: 'main',
              image: 'idle',
              envFrom: [{ secretRef: { name: 'hub-s3' } }],
            },
          ],
        },
      },
    ]);
    await cluster().apply([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...metadata,
          name: 'hub-0',
          ownerReferences: [
            {
              apiVersion: `${GROUP}/v1`,
              kind: 'Runner',
              name: 'hub',
              uid: runner.metadata.uid,
              controller: true,
            },
          ],
        },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'idle',
              envFrom: [{ secretRef: { name: 'hub-s3' } }],
            },
          ],
        },
      },
    ]);
    await world.post('/scans', {}, 200);
    expect(await found()).toEqual([
      `Gallery.${GROUP} hub static hub-s3`,
      `Runner.${GROUP} hub static hub-s3`,
    ]);
  });

  it('are named where the portal may not list them (in CI)', async () => {
    await cluster().apply([definition('Vault', { secretName: text })]);
    await world.post('/scans', {}, 200);
    const { clusters } = await world.get<Coverage>('/coverage');
    expect(clusters[0]).toMatchObject({
      state: 'partial',
      missingRights: ['list vaults'],
    });
  });
});
