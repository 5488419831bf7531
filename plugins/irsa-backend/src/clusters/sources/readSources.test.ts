import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { Entity } from '@backstage/catalog-model';
import { ClusterSupplier } from 'backstage-plugin-irsa-node';
import { FoundClusters } from '../../config/IrsaConfig';
import { mockAuth } from '../../__testUtils__/mockAuth';
import { inMemoryCatalog } from '../../__testUtils__/inMemoryCatalog';
import { gkeSource } from './gkeSource';
import { readSources } from './readSources';

const ACCOUNT = '111122223333';
const EKS = 'https://ABC.gr7.eu-west-1.eks.amazonaws.com';

const entity = (name: string, annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'kubernetes.io/api-server': EKS, ...annotations },
  },
  spec: { type: 'kubernetes-cluster' },
});

async function read(options: {
  config: object;
  entities?: Entity[];
  suppliers?: ClusterSupplier[];
}) {
  const sources = readSources({
    rootConfig: new ConfigReader(options.config as never),
    catalog: inMemoryCatalog(options.entities ?? []),
    auth: mockAuth(),
    suppliers: options.suppliers ?? [],
    accountIds: () => [ACCOUNT],
  });
  return Promise.all(
    sources.map(async source => ({
      ...source,
      found: await source.read().catch(error => (error as Error).message),
    })),
  );
}

const methods = (...clusterLocatorMethods: object[]) => ({
  kubernetes: { clusterLocatorMethods },
});

describe('readSources', () => {
  it('takes irsa.clusters alone when it is there', async () => {
    const sources = await read({
      config: {
        irsa: { clusters: [{ name: 'a', inCluster: true }] },
        ...methods({ type: 'localKubectlProxy' }),
      },
    });
    expect(sources).toMatchObject([
      { key: 'irsa.clusters', found: { clusters: [{ name: 'a' }] } },
    ]);
  });

  it('has a source for each locator of the Kubernetes plugin, and names those it does not know', async () => {
    const sources = await read({
      config: methods(
        { type: 'config', clusters: [] },
        { type: 'catalog' },
        { type: 'localKubectlProxy' },
        { type: 'gke', projectId: 'p' },
        { type: 'home-made' },
      ),
    });
    expect(sources.map(({ type }) => type)).toEqual([
      'config',
      'catalog',
      'localKubectlProxy',
      'gke',
      'other',
    ]);
    expect(sources[2].found).toMatchObject({
      clusters: [{ name: 'local', server: 'http://127.0.0.1:8001' }],
    });
    // Without authProvider: googleServiceAccount, a user's token would be needed.
    expect(sources[3].found).toMatchObject({
      clusters: [],
      leftOut: [{ reason: expect.stringContaining('googleServiceAccount') }],
    });
    expect(sources[4].found).toMatchObject({
      leftOut: [{ reason: expect.stringContaining("'home-made'") }],
    });
  });

  it.each([
    ['google', 'person'],
    ['oidc', 'person'],
    ['aks', 'person'],
    ['home-made', 'not known'],
  ])('names why authProvider %s is not taken', async (authProvider, why) => {
    const [{ found }] = await read({
      config: methods({
        type: 'config',
        clusters: [{ name: 'a', url: 'https://127.0.0.1', authProvider }],
      }),
    });
    expect(found).toMatchObject({
      clusters: [],
      leftOut: [
        {
          key: 'kubernetes.clusterLocatorMethods[0].clusters[0]',
          name: 'a',
          reason: expect.stringContaining(why),
        },
      ],
    });
  });

  it('reads every sign-in that needs no person, with the role to assume first', async () => {
    const [{ found }] = await read({
      config: methods({
        type: 'config',
        clusters: [
          { name: 'a', url: EKS, authProvider: 'serviceAccount' },
          {
            name: 'b',
            url: EKS,
            authProvider: 'aws',
            assumeRole: `arn:aws:iam::${ACCOUNT}:role/reader`,
            externalId: 'x',
          },
          { name: 'c', url: EKS, authProvider: 'googleServiceAccount' },
          { name: 'd', url: EKS, authProvider: 'azure' },
          {
            name: 'e',
            url: EKS,
            authMetadata: {
              'kubernetes.io/auth-provider': 'localKubectlProxy',
            },
          },
        ],
      }),
    });
    expect(found).toMatchObject({
      clusters: [
        { name: 'a', auth: { kind: 'inCluster' } },
        {
          name: 'b',
          accountId: ACCOUNT,
          region: 'eu-west-1',
          auth: {
            kind: 'eks',
            clusterName: 'b',
            assumeRole: `arn:aws:iam::${ACCOUNT}:role/reader`,
            externalId: 'x',
          },
        },
        { name: 'c', auth: { kind: 'supplied' } },
        { name: 'd', auth: { kind: 'supplied' } },
        { name: 'e', auth: { kind: 'anonymous' } },
      ],
      leftOut: [],
    });
  });

  it('takes clusters of EKS from the catalog, and never an address that an entity names', async () => {
    const [{ found }] = await read({
      config: methods({ type: 'catalog' }),
      entities: [
        entity('good', {
          'kubernetes.io/auth-provider': 'aws',
          'kubernetes.io/x-k8s-aws-id': 'prod',
          'kubernetes.io/aws-account-id': ACCOUNT,
        }),
        entity('stranger', {
          'kubernetes.io/auth-provider': 'aws',
          'kubernetes.io/aws-assume-role': 'arn:aws:iam::999999999999:role/r',
        }),
        entity('azure', { 'kubernetes.io/auth-provider': 'azure' }),
        entity('person', { 'kubernetes.io/auth-provider': 'oidc' }),
        entity('bare', {}),
      ],
    });
    expect(found).toEqual({
      clusters: [
        {
          name: 'good',
          key: 'resource:default/good',
          auth: { kind: 'eks', clusterName: 'prod' },
          eksCluster: 'prod',
          accountId: ACCOUNT,
          region: 'eu-west-1',
          audience: 'sts.amazonaws.com',
        },
      ],
      leftOut: [
        { name: 'stranger', reason: expect.stringContaining('999999999999') },
        { name: 'azure', reason: expect.stringContaining('an entity names') },
        { name: 'person', reason: expect.stringContaining('person') },
        { name: 'bare', reason: expect.stringContaining('auth-provider') },
      ].map(each => ({ key: `resource:default/${each.name}`, ...each })),
    });
  });

  it('learns from each kind of source how roles are given', async () => {
    const eks = { 'kubernetes.io/auth-provider': 'aws' };
    const byAgent = { 'irsa.portal/identity': 'podIdentity' };
    const sources = await read({
      config: methods(
        {
          type: 'config',
          clusters: [
            {
              name: 'listed',
              url: EKS,
              authProvider: 'aws',
              authMetadata: byAgent,
            },
            {
              name: 'elsewhere',
              url: 'https://elsewhere.example.com',
              authProvider: 'serviceAccount',
              serviceAccountToken: 'made-up',
              authMetadata: byAgent,
            },
          ],
        },
        { type: 'catalog' },
      ),
      entities: [
        entity('in-catalog', { ...eks, ...byAgent }),
        entity('wrong', { ...eks, 'irsa.portal/identity': 'pods' }),
      ],
      suppliers: [
        {
          name: 'fleet',
          clusters: async () => [
            {
              name: 'supplied',
              signIn: { eks: { clusterName: 'prod' } },
              region: 'eu-west-1',
              identity: 'podIdentity',
            },
          ],
        },
      ],
    });
    const found = sources.map(source => source.found as FoundClusters);
    expect(
      Object.fromEntries(
        found
          .flatMap(({ clusters }) => clusters)
          .map(({ name, identity }) => [name, identity]),
      ),
    ).toEqual({
      listed: 'podIdentity',
      'in-catalog': 'podIdentity',
      supplied: 'podIdentity',
    });
    expect(found.flatMap(({ leftOut }) => leftOut)).toEqual([
      expect.objectContaining({
        name: 'elsewhere',
        reason: expect.stringContaining('set kubernetes.io/x-k8s-aws-id'),
      }),
      expect.objectContaining({
        name: 'wrong',
        reason: expect.stringContaining('neither irsa nor podIdentity'),
      }),
    ]);
  });

  it('says of a malformed list what is wrong, and stays', async () => {
    const sources = await read({
      config: { kubernetes: { clusterLocatorMethods: 'all' } },
    });
    expect(sources).toMatchObject([
      {
        found: {
          leftOut: [
            { reason: expect.stringContaining('clusterLocatorMethods') },
          ],
        },
      },
    ]);
  });

  it('checks what a module supplies as settings are checked', async () => {
    const token = async () => 't';
    const [, { found, key, everyMs }] = await read({
      config: { irsa: { clusters: [] } },
      suppliers: [
        {
          name: 'fleet-api',
          clusters: async () => [
            { name: 'a', signIn: { token }, server: 'https://127.0.0.1/' },
            { name: 'b', signIn: { token } },
            { name: 'c', signIn: { eks: { clusterName: 'c' } } },
            { name: 'd e', signIn: { token }, server: 'https://127.0.0.1' },
            { name: 'f', signIn: { eks: { clusterName: 'c' } }, region: 'x' },
          ],
        },
      ],
    });
    expect({ key, everyMs }).toEqual({ key: 'fleet-api', everyMs: 60_000 });
    expect(found).toMatchObject({
      clusters: [
        { name: 'a', server: 'https://127.0.0.1', auth: { kind: 'supplied' } },
        { name: 'f', auth: { kind: 'eks', clusterName: 'c' } },
      ],
      leftOut: [
        { name: 'b', reason: expect.stringContaining('URL') },
        { name: 'c', reason: expect.stringContaining('region') },
        { name: 'd e', reason: expect.stringContaining('cluster name') },
      ],
    });
  });
});

describe('gkeSource', () => {
  const asked: { url?: string; authorization?: string }[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    asked.push({
      url: request.url,
      authorization: request.headers.authorization,
    });
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify({
        clusters: [
          {
            name: 'one',
            endpoint: '203.0.113.7',
            masterAuth: { clusterCaCertificate: 'Q0E=' },
            resourceLabels: { team: 'a' },
          },
          { name: 'other', endpoint: '203.0.113.8' },
          { name: 'new', resourceLabels: { team: 'a' } },
        ],
      }),
    );
  });
  let endpoint: string;

  beforeAll(async () => {
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const source = () =>
    gkeSource(
      {
        key: 'kubernetes.clusterLocatorMethods[0]',
        type: 'gke',
        config: new ConfigReader({
          projectId: 'my project',
          authProvider: 'googleServiceAccount',
          matchingResourceLabels: [{ key: 'team', value: 'a' }],
        }),
      },
      { token: async () => 'google', endpoint },
    );

  it('lists a project with the token of the service account', async () => {
    await expect(source().read()).resolves.toMatchObject({
      clusters: [
        {
          name: 'one',
          server: 'https://203.0.113.7',
          caData: 'Q0E=',
          auth: { kind: 'supplied' },
        },
      ],
      leftOut: [{ name: 'new', reason: expect.stringContaining('endpoint') }],
    });
    expect(asked.at(-1)).toEqual({
      url: '/v1/projects/my%20project/locations/-/clusters',
      authorization: 'Bearer google',
    });
  });

  it('says what to do when Google refuses', async () => {
    status = 403;
    await expect(source().read()).rejects.toThrow(
      /403.*container\.clusters\.list/,
    );
  });
});
