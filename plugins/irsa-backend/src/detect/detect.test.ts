import { Json } from '../plan/podTemplate';
import { detectManager } from './detectManager';
import { DetectContext, detectReferences } from './detectReferences';
import { isAwsHost, meaningOf } from './nameCatalogue';
import { workloadHealth } from './workloadHealth';

const objects: Record<string, string[]> = {
  'Secret/aws-secrets': [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'DATABASE_URL',
  ],
  'Secret/file': ['credentials'],
  'Secret/database': ['username', 'password'],
  'ConfigMap/settings': ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
};
const context: DetectContext = {
  keysOf: (kind, name) => objects[`${kind}/${name}`],
  hasRole: false,
  readLevel: 1,
};
const detect = (
  container: Json,
  more: Json = {},
  over: Partial<DetectContext> = {},
) =>
  detectReferences(
    { containers: [{ name: 'app', ...container }], ...more },
    { ...context, ...over },
  );

describe('detectReferences', () => {
  it.each([
    [
      'whole Secret',
      { envFrom: [{ secretRef: { name: 'aws-secrets' } }] },
      {},
      'envFrom-secret',
      'static-aws',
      ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    ],
    [
      'whole ConfigMap',
      { envFrom: [{ configMapRef: { name: 'settings' } }] },
      {},
      'envFrom-configMap',
      'static-aws',
      ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    ],
    [
      'prefixed Secret',
      { envFrom: [{ prefix: 'BACKUP_', secretRef: { name: 'aws-secrets' } }] },
      {},
      'envFrom-secret',
      'uncertain',
      ['BACKUP_AWS_ACCESS_KEY_ID', 'BACKUP_AWS_SECRET_ACCESS_KEY'],
    ],
    [
      'one key',
      {
        env: [
          {
            name: 'AWS_ACCESS_KEY_ID',
            valueFrom: { secretKeyRef: { name: 's', key: 'id' } },
          },
        ],
      },
      {},
      'env-secretKeyRef',
      'static-aws',
      ['AWS_ACCESS_KEY_ID'],
    ],
    [
      'one key of a ConfigMap',
      {
        env: [
          {
            name: 'AWS_SECRET_ACCESS_KEY',
            valueFrom: { configMapKeyRef: { name: 's', key: 'k' } },
          },
        ],
      },
      {},
      'env-configMapKeyRef',
      'static-aws',
      ['AWS_SECRET_ACCESS_KEY'],
    ],
    [
      'literal',
      { env: [{ name: 'AWS_ACCESS_KEY_ID', value: 'x' }] },
      {},
      'env-literal',
      'static-aws',
      ['AWS_ACCESS_KEY_ID'],
    ],
    [
      'look-alike',
      {
        env: [
          { name: 'S3_ENDPOINT', value: 'http://minio:9000' },
          { name: 'AWS_ACCESS_KEY_ID', value: 'minio' },
        ],
      },
      {},
      'env-literal',
      's3-compatible',
      ['AWS_ACCESS_KEY_ID'],
    ],
    [
      'Java option',
      { args: ['-Daws.accessKeyId=x'] },
      {},
      'args',
      'static-aws',
      [],
    ],
    [
      'credentials file',
      { volumeMounts: [{ name: 'c', mountPath: '/root/.aws' }] },
      { volumes: [{ name: 'c', secret: { secretName: 'file' } }] },
      'volume-secret',
      'static-aws',
      [],
    ],
    [
      'file named by a variable',
      {
        env: [{ name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/etc/aws/keys' }],
        volumeMounts: [
          { name: 'c', mountPath: '/etc/aws/keys', subPath: 'keys' },
        ],
      },
      {
        volumes: [
          {
            name: 'c',
            secret: { secretName: 'x', items: [{ key: 'any', path: 'keys' }] },
          },
        ],
      },
      'volume-secret',
      'static-aws',
      [],
    ],
    [
      'projected volume',
      { volumeMounts: [{ name: 'c', mountPath: '/root/.aws/' }] },
      {
        volumes: [
          { name: 'c', projected: { sources: [{ secret: { name: 'file' } }] } },
        ],
      },
      'volume-projected',
      'static-aws',
      [],
    ],
  ])('%s', (_, container, more, location, verdict, envNames) => {
    const found = detect(container, more);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      location,
      verdict,
      envNames,
      container: 'app',
    });
  });

  it.each([
    [
      'a Secret of something else',
      { envFrom: [{ secretRef: { name: 'database' } }] },
    ],
    [
      'an empty literal, which switches the key off',
      { env: [{ name: 'AWS_ACCESS_KEY_ID', value: '' }] },
    ],
    [
      'a path to a file',
      { env: [{ name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/x' }] },
    ],
    [
      'a role',
      {
        env: [
          { name: 'AWS_ROLE_ARN', value: 'arn:aws:iam::111122223333:role/x' },
        ],
      },
    ],
  ])('does not find %s', (_, container) => {
    expect(detect(container)).toEqual([]);
  });

  it('says unknown, not none, when the names of keys could not be read', () => {
    const [found] = detect({
      envFrom: [{ secretRef: { name: 'aws-unread' } }],
    });
    expect(found).toMatchObject({
      verdict: 'uncertain',
      keyNames: [],
      readLevel: 0,
    });
  });

  it('tells that a key hides a role', () => {
    const [found] = detect(
      { envFrom: [{ secretRef: { name: 'aws-secrets' } }] },
      {},
      { hasRole: true },
    );
    expect(found.verdict).toBe('irsa-shadowed');
  });

  it('looks into init containers', () => {
    const found = detectReferences(
      {
        initContainers: [
          { name: 'fetch', envFrom: [{ secretRef: { name: 'aws-secrets' } }] },
        ],
        containers: [],
      },
      context,
    );
    expect(found).toMatchObject([
      { container: 'fetch', containerType: 'init' },
    ]);
  });

  it('keeps no literal value', () => {
    const text = JSON.stringify(
      detect({
        env: [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'CANARY-VALUE' }],
        args: ['--k=AKIAQQQQQQQQQQQQQQQQ'],
      }),
    );
    expect(text).not.toContain('CANARY-VALUE');
    expect(text).not.toContain('AKIAQQ');
  });
});

describe('names', () => {
  it.each([
    ['AWS_ACCESS_KEY_ID', 'id', 'sure'],
    ['aws-secret-access-key', 'secret', 'sure'],
    ['awsSessionToken', 'session', 'sure'],
    ['cloud.aws.credentials.secretKey', 'secret', 'sure'],
    ['secretKey', 'secret', 'maybe'],
    ['BACKUP_AWS_SECRET_ACCESS_KEY', 'secret', 'maybe'],
  ])('%s', (name, part, certainty) => {
    expect(meaningOf(name)).toEqual({ part, certainty });
  });

  it.each(['AWS_REGION', 'PASSWORD', 'AWS_ROLE_ARN', 'TLS_KEY'])(
    '%s is none',
    name => {
      expect(meaningOf(name)).toBeUndefined();
    },
  );

  it.each([
    ['https://s3.eu-west-1.amazonaws.com', true],
    ['s3.cn-north-1.amazonaws.com.cn', true],
    ['http://minio.storage:9000', false],
    ['https://x.r2.cloudflarestorage.com', false],
    ['https://amazonaws.com.evil.example', false],
  ])('host %s', (url, aws) => {
    expect(isAwsHost(url)).toBe(aws);
  });
});

describe('detectManager', () => {
  it.each([
    [
      'argocd',
      false,
      {
        annotations: {
          'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:a/b',
        },
      },
    ],
    ['flux', false, { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }],
    ['helm', false, { annotations: { 'meta.helm.sh/release-name': 'shop' } }],
    ['helm', false, { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }],
    ['terraform', false, { managedFields: [{ manager: 'Terraform' }] }],
    [
      'operator',
      false,
      {
        ownerReferences: [{ kind: 'Postgresql', name: 'db', controller: true }],
      },
    ],
    [
      'kubectl',
      true,
      {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
        },
      },
    ],
    ['none', true, {}],
    ['none', true, { labels: { 'app.kubernetes.io/instance': 'shop' } }],
  ])('%s', (kind, livePatchAllowed, metadata) => {
    expect(detectManager(metadata)).toMatchObject({ kind, livePatchAllowed });
  });
});

describe('workloadHealth', () => {
  it.each([
    [
      'healthy',
      {
        kind: 'Deployment',
        spec: { replicas: 2 },
        status: { readyReplicas: 2 },
      },
    ],
    [
      'unhealthy',
      {
        kind: 'Deployment',
        spec: { replicas: 2 },
        status: { readyReplicas: 1 },
      },
    ],
    [
      'progressing',
      {
        kind: 'Deployment',
        spec: {},
        status: {
          conditions: [
            {
              type: 'Progressing',
              status: 'True',
              reason: 'ReplicaSetUpdated',
            },
          ],
        },
      },
    ],
    [
      'scaledToZero',
      { kind: 'StatefulSet', spec: { replicas: 0 }, status: {} },
    ],
    [
      'healthy',
      {
        kind: 'DaemonSet',
        spec: {},
        status: { desiredNumberScheduled: 3, numberReady: 3 },
      },
    ],
    ['notApplicable', { kind: 'CronJob', spec: {}, status: {} }],
  ])('%s', (state, object) => {
    expect(workloadHealth(object)).toMatchObject({ state });
  });
});
