import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Sha256 } from '@aws-crypto/sha256-js';
import { ConfigReader } from '@backstage/config';
import { until } from '@internal/sandbox/until';
import { SignatureV4 } from '@smithy/signature-v4';
import { parse } from 'yaml';
import { Coverage, Plan, WorkloadPage } from 'backstage-plugin-irsa-common';
import { mockLogger } from './__testUtils__/mockLogger';
import { customDefinition } from './__testUtils__/customDefinition';
import { PortalWorld } from './__testUtils__/PortalWorld';
import { DefaultClusterRegistry } from './clusters/DefaultClusterRegistry';
import { readIrsaConfig } from './config/readIrsaConfig';

const SECRET = 'canary/Every/where/40/characters/long/12';
const key = (digit: number) =>
  `${'AKIA'}${`EVERYWHERE${digit}`.padStart(16, 'A')}`;
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

const secret = (
  name: string,
  stringData: Record<string, string>,
  namespace = 'production',
) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
});

const issuer = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'letsencrypt' },
  spec: {
    acme: {
      solvers: [
        {
          dns01: {
            route53: {
              accessKeyID: key(1),
              secretAccessKeySecretRef: {
                name: 'route53',
                key: 'secret-access-key',
              },
            },
          },
        },
      ],
    },
  },
};
const store = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'SecretStore',
  metadata: { name: 'parameters', namespace: 'production' },
  spec: {
    provider: {
      aws: {
        auth: {
          secretRef: {
            accessKeyIDSecretRef: { name: 'awssm', key: 'access-key' },
            secretAccessKeySecretRef: { name: 'awssm', key: 'secret' },
          },
        },
      },
    },
  },
};
const plan = {
  apiVersion: 'backup.example.com/v1',
  kind: 'BackupPlan',
  metadata: { name: 'nightly', namespace: 'production' },
  spec: {
    target: {
      endpoint: 'https://s3.eu-west-1.amazonaws.com',
      credentials: { name: 'backup' },
    },
  },
};
const podTemplate = (container: object, podSpec = {}) => ({
  metadata: { labels: { app: 'a' } },
  spec: {
    containers: [
      { name: 'main', image: 'registry.example/idle', ...container },
    ],
    ...podSpec,
  },
});
const deployment = (
  name: string,
  container: object,
  annotations = {},
  podSpec = {},
) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'production', annotations },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: 'a' } },
    template: podTemplate(container, podSpec),
  },
});
const knative = {
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name: 'resizer', namespace: 'production' },
  spec: {
    template: podTemplate({ envFrom: [{ secretRef: { name: 'resizer' } }] }),
  },
};
const release = {
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'helm.sh/release.v1',
  metadata: { name: 'sh.helm.release.v1.shop.v7', namespace: 'production' },
  data: {
    release: base64(
      base64(
        gzipSync(
          JSON.stringify({
            config: { aws: { accessKeyId: key(6), secretAccessKey: SECRET } },
          }),
        ),
      ),
    ),
  },
};

const objects = [
  secret('route53', { 'secret-access-key': SECRET }, 'irsa-system'),
  secret('awssm', { 'access-key': key(2), secret: SECRET }),
  secret('backup', { accessKey: key(3), secretKey: SECRET }),
  secret('forgotten', {
    AWS_ACCESS_KEY_ID: key(4),
    AWS_SECRET_ACCESS_KEY: SECRET,
  }),
  secret('resizer', {
    AWS_ACCESS_KEY_ID: key(5),
    AWS_SECRET_ACCESS_KEY: SECRET,
  }),
  secret('other', { password: SECRET }),
  release,
  {
    ...release,
    metadata: { ...release.metadata, name: 'sh.helm.release.v1.shop.v6' },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'loki', namespace: 'production' },
    data: {
      'config.yaml': `storage:\n  s3:\n    access_key_id: ${key(
        7,
      )}\n    secret_access_key: ${SECRET}\n`,
    },
  },
  deployment(
    'loki',
    { volumeMounts: [{ name: 'config', mountPath: '/etc/loki' }] },
    {},
    { volumes: [{ name: 'config', configMap: { name: 'loki' } }] },
  ),
  deployment(
    'annotated',
    {},
    {
      'example.com/backup': `s3://${key(8)}:${encodeURIComponent(
        SECRET,
      )}@bucket/`,
    },
  ),
  issuer,
  store,
  plan,
  knative,
];
/** As an administrator of EKS would do it. */
async function associate(
  { sandbox }: PortalWorld,
  namespace: string,
  serviceAccount: string,
): Promise<void> {
  const [cluster] = sandbox.clusters;
  const account = sandbox.accounts.find(({ id }) => id === cluster.account)!;
  const url = new URL(
    `/clusters/${cluster.name}/pod-identity-associations`,
    account.endpoint,
  );
  const body = JSON.stringify({
    namespace,
    serviceAccount,
    roleArn: `arn:aws:iam::${account.id}:role/batch`,
  });
  const { headers } = await new SignatureV4({
    service: 'eks',
    region: cluster.region,
    credentials: {
      accessKeyId: account.rootAccessKeyId,
      secretAccessKey: account.rootSecretAccessKey,
    },
    sha256: Sha256,
  }).sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/json' },
    body,
  });
  const answer = await fetch(url, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
}

describe('keys that no Deployment says it has', () => {
  let world: PortalWorld;

  beforeAll(async () => {
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough', portalIdentity: true },
      irsa: {
        scan: { helmReleases: true },
        catalogue: [
          {
            software: 'Our backups',
            group: 'backup.example.com',
            kinds: ['BackupPlan'],
            family: 's3',
            endpoints: ['spec.target.endpoint'],
            places: [
              {
                path: 'spec.target.credentials',
                as: 'secret',
                part: 'any',
                keys: ['accessKey', 'secretKey'],
              },
            ],
            keyless: 'Set `spec.target.role`.',
          },
        ],
      },
    });
    const cluster = world.sandbox.cluster(world.sandbox.clusters[0].name);
    await cluster.apply([
      customDefinition('cert-manager.io', 'ClusterIssuer', 'Cluster'),
      customDefinition('external-secrets.io', 'SecretStore'),
      customDefinition('serving.knative.dev', 'Service'),
      customDefinition('backup.example.com', 'BackupPlan'),
      customDefinition('example.com', 'Shard'),
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'backups' },
        rules: [
          {
            apiGroups: ['backup.example.com'],
            resources: ['backupplans'],
            verbs: ['get', 'list', 'watch'],
          },
          // Its schema can name a Secret, so the portal looks at it.
          {
            apiGroups: ['example.com'],
            resources: ['shards'],
            verbs: ['get', 'list', 'watch'],
          },
        ],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'backups' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'backups',
        },
        subjects: [
          {
            kind: 'ServiceAccount',
            name: 'irsa-portal',
            namespace: 'irsa-system',
          },
        ],
      },
    ]);
    const [shard] = await cluster.apply([
      {
        apiVersion: 'example.com/v1',
        kind: 'Shard',
        metadata: { name: 'a', namespace: 'production' },
      },
    ]);
    await cluster.apply([
      ...objects,
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'batch', namespace: 'production' },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: { name: 'alone', namespace: 'production' },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'a' } },
          template: podTemplate({
            envFrom: [{ secretRef: { name: 'resizer' } }],
          }),
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'of-an-operator',
          namespace: 'production',
          ownerReferences: [
            {
              apiVersion: 'example.com/v1',
              kind: 'Shard',
              name: 'a',
              uid: shard.metadata.uid,
              controller: true,
            },
          ],
        },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'registry.example/idle',
              envFrom: [{ secretRef: { name: 'resizer' } }],
            },
          ],
        },
      },
      deployment(
        'associated',
        { envFrom: [{ secretRef: { name: 'aws-secrets' } }] },
        {},
        { serviceAccountName: 'batch' },
      ),
    ]);
    await associate(world, 'production', 'batch');
    const isMade = () =>
      cluster.store
        .list({ group: '', plural: 'pods' })
        .some(({ metadata }) => metadata.name?.startsWith('alone-'));
    await until('its Pod', isMade);
    await world.post('/scans', {}, 200);
  });
  afterAll(() => world?.close());

  const path = (kind: string, name: string, namespace = 'production') =>
    `/workloads/${world.sandbox.clusters[0].name}/${namespace}/${kind}/${name}`;

  it.each<[string, string, string | undefined, object]>([
    [
      'ClusterIssuer.cert-manager.io',
      'letsencrypt',
      '-',
      {
        namespace: '',
        status: 'static',
        serviceAccount: { name: '' },
        health: { state: 'notApplicable' },
        keys: [{ last4: key(1).slice(-4) }],
        remedy: {
          software: 'cert-manager',
          text: expect.stringContaining('serviceAccountRef'),
        },
        references: [
          {
            container: '',
            location: 'other',
            keyNames: ['accessKeyID'],
            path: 'spec.acme.solvers[0].dns01.route53.accessKeyID',
          },
          {
            objectName: 'route53',
            objectNamespace: 'irsa-system',
            keyNames: ['secret-access-key'],
          },
        ],
      },
    ],
    [
      'SecretStore.external-secrets.io',
      'parameters',
      undefined,
      {
        status: 'static',
        keys: [{ last4: key(2).slice(-4) }],
        references: [{ objectName: 'awssm', readLevel: 2, confidence: 'pair' }],
      },
    ],
    [
      'BackupPlan.backup.example.com',
      'nightly',
      undefined,
      {
        status: 'static',
        keys: [{ last4: key(3).slice(-4) }],
        remedy: { software: 'Our backups', text: 'Set `spec.target.role`.' },
      },
    ],
    [
      'Secret',
      'forgotten',
      undefined,
      {
        status: 'static',
        keys: [{ last4: key(4).slice(-4) }],
        references: [
          { location: 'other', why: expect.stringContaining('Nothing here') },
        ],
      },
    ],
    [
      'Service.serving.knative.dev',
      'resizer',
      undefined,
      {
        status: 'static',
        serviceAccount: { name: 'default' },
        references: [{ container: 'main', location: 'envFrom-secret' }],
      },
    ],
    [
      'Secret',
      'sh.helm.release.v1.shop.v7',
      undefined,
      { status: 'static', keys: [{ last4: key(6).slice(-4) }] },
    ],
    [
      'ReplicaSet',
      'alone',
      undefined,
      { status: 'static', references: [{ location: 'envFrom-secret' }] },
    ],
    [
      'Pod',
      'of-an-operator',
      undefined,
      { status: 'static', manager: { kind: 'operator' } },
    ],
    [
      'Deployment',
      'loki',
      undefined,
      {
        status: 'static',
        references: [
          {
            location: 'volume-configMap',
            objectName: 'loki',
            mountPath: '/etc/loki',
          },
        ],
      },
    ],
    [
      'Deployment',
      'annotated',
      undefined,
      {
        status: 'static',
        // The last-applied annotation repeats the same.
        references: [{ location: 'other', keyNames: ['example.com/backup'] }],
      },
    ],
  ])('%s %s', async (kind, name, namespace, expected) => {
    expect(await world.get(path(kind, name, namespace))).toMatchObject(
      expected,
    );
  });

  it('knows roles that EKS Pod Identity gives, and lets them stop a migration', async () => {
    expect(await world.get(path('Deployment', 'associated'))).toMatchObject({
      status: 'shadowed',
      serviceAccount: { name: 'batch', podIdentity: true },
      references: [{ verdict: 'irsa-shadowed' }],
    });
    const made = await world.post<Plan>(
      '/plans',
      {
        workload: {
          cluster: world.sandbox.clusters[0].name,
          namespace: 'production',
          kind: 'Deployment',
          name: 'associated',
        },
      },
      201,
    );
    expect(made.status).toBe('blocked');
    expect(made.checks.find(({ id }) => id === 'pod-identity')).toMatchObject({
      state: 'blocked',
      message: expect.stringContaining('batch'),
    });
  });

  it('does not make a role for a key that no Pod gets', async () => {
    const made = await world.post<Plan>(
      '/plans',
      {
        workload: {
          cluster: world.sandbox.clusters[0].name,
          namespace: 'production',
          kind: 'Deployment',
          name: 'annotated',
        },
      },
      201,
    );
    expect(made.status).toBe('blocked');
    expect(made.checks.find(({ id }) => id === 'left-behind')).toMatchObject({
      state: 'blocked',
      message: expect.stringContaining(
        'metadata.annotations.example.com/backup',
      ),
    });
  });

  it('has read everything it looked for', async () => {
    const { clusters } = await world.get<Coverage>('/coverage');
    expect(clusters[0]).toMatchObject({ state: 'ok' });
    expect(clusters[0].message).toBeUndefined();
  });

  it('says when EKS does not tell', async () => {
    const file = join(world.folder, 'app-config.sandbox.yaml');
    const overlay = parse(readFileSync(file, 'utf8'));
    overlay.irsa.clusters[0].eksCluster = 'another';
    const rootConfig = new ConfigReader(overlay);
    const registry = DefaultClusterRegistry.create({
      config: readIrsaConfig(rootConfig),
      rootConfig,
      logger: mockLogger(),
    });
    await expect(registry.all()[0].podIdentities()).rejects.toThrow(
      /another \(404\).*eksCluster/,
    );
  });

  it('counts what is used once, and only the newest record of a release', async () => {
    const { items } = await world.get<WorkloadPage>('/workloads?limit=100');
    const names = items.map(({ kind, name }) => `${kind}/${name}`);
    // Its ReplicaSet is listed; the Pods of that and of Deployments are not.
    expect(names.filter(name => name.startsWith('Pod/'))).toEqual([
      'Pod/of-an-operator',
    ]);
    expect(names).not.toContain('Secret/awssm');
    expect(names).not.toContain('Secret/resizer');
    expect(names).not.toContain('ConfigMap/loki');
    expect(names).not.toContain('Secret/other');
    expect(names).not.toContain('Secret/sh.helm.release.v1.shop.v6');
  });

  it('says what to do instead where there is nothing to migrate', async () => {
    const ref = (kind: string, name: string, namespace: string) => ({
      workload: {
        cluster: world.sandbox.clusters[0].name,
        namespace,
        kind,
        name,
      },
    });
    const resource = await world.post<{ error: { message: string } }>(
      '/plans',
      ref('ClusterIssuer.cert-manager.io', 'letsencrypt', ''),
      400,
    );
    expect(resource.error.message).toMatch(/cert-manager.*serviceAccountRef/);
    const stored = await world.post<{ error: { message: string } }>(
      '/plans',
      ref('Secret', 'forgotten', 'production'),
      400,
    );
    expect(stored.error.message).toMatch(/Find out who uses the key/);
  });

  it('lets no value out', async () => {
    await world.download('/exports/csv');
    const text = world.seen.join('\n');
    expect(text).not.toContain(SECRET);
    for (let digit = 1; digit <= 9; digit += 1) {
      expect(text).not.toContain(key(digit));
    }
  });
});
