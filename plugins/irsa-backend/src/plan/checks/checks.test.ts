import { Check, SdkAnswer } from 'backstage-plugin-irsa-common';
import { assessReadiness } from 'backstage-plugin-irsa-node';
import { IamAccessKey, IamRole, IamUser } from '../../accounts/types';
import { DerivedPolicy } from '../policy/derivePolicy';
import { Json } from '../world/podTemplate';
import { unreadSnapshot } from '../world/completeSnapshot';
import { ProfileFacts, TextFacts } from '../world/textFacts';
import { ObjectFacts, World } from '../world/World';
import {
  checkContext,
  REFERENCE,
  Situation,
} from './__testUtils__/checkContext';
import { runChecks } from './index';

const key = {
  fingerprint: 'f',
  last4: 'ABCD',
  accountId: '111122223333',
  userName: 'reader',
  status: 'Active',
} as IamAccessKey;
const user = {
  name: 'reader',
  arn: 'arn:aws:iam::111122223333:user/reader',
  tags: {},
  keys: [key],
  policies: [],
  groups: [],
} as unknown as IamUser;
const policy = (parts: Partial<DerivedPolicy> = {}): DerivedPolicy => ({
  document: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
  },
  size: 100,
  sources: ['p'],
  unreadable: [],
  administrator: [],
  unresolved: [],
  assumesRoles: false,
  ...parts,
});
const allows = (...actions: string[]) =>
  policy({
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
    },
  });
const BY_CODE = { madeBy: 'code' as const, evidence: 'Setting.' };
const owned = { user, key, policy: policy() };
const base = checkContext().world;
const env = (...variables: object[]): Situation => ({
  container: { env: variables },
});
const workload = (parts: object): Partial<World> => ({
  workload: { ...base.workload, ...parts } as World['workload'],
});
const reference = (parts: object) =>
  workload({ references: [{ ...REFERENCE, ...parts }] });
const cluster = (parts: object): Partial<World> => ({
  cluster: { ...base.cluster, ...parts },
});
const profiles = (parts: Partial<ProfileFacts>): TextFacts => ({
  profiles: [
    {
      name: 'default',
      hasKey: false,
      hasProcess: false,
      hasTokenFile: false,
      hasSso: false,
      roleArn: 'arn:aws:iam::444455556666:role/partner',
      others: [],
      ...parts,
    },
  ],
});
/** The key is of an account that the portal does not know; which one is not known when `id` is empty. */
const notConnected = (id: string, keyLast4?: string): Partial<World> => ({
  account: {
    id,
    notConnected: { keyLast4, setting: 'irsa.clusters[0].accountId' },
    partition: 'aws',
    snapshot: unreadSnapshot(id, '2026-01-01T00:00:00Z'),
  },
});
/** A volume with a token of the ServiceAccount. */
const token = (audience: string, path: string) => ({
  projected: { sources: [{ serviceAccountToken: { audience, path } }] },
});
const account = (parts: object): Partial<World> => ({
  serviceAccount: { ...base.serviceAccount, ...parts },
});
/** The workload gets a ServiceAccount of its own, and policies tell it from the present one. */
const identity = (parts: {
  effect?: 'cutOff' | 'changes';
  notRead?: string[];
}): Situation => ({
  world: {
    ...account({ name: 'default' }),
    identityPolicies: {
      found: parts.effect
        ? [{ name: 'AuthorizationPolicy shop/door', effect: parts.effect }]
        : [],
      notRead: parts.notRead ?? [],
    },
  },
});
const object = (parts: Partial<ObjectFacts>): Partial<World> => ({
  objects: [{ ...base.objects[0], ...parts }],
});
const newAccount = { ...checkContext().target, ownAccount: true };
const withVault: Situation = {
  podMetadata: {
    labels: {},
    annotations: { 'vault.hashicorp.com/agent-inject': 'true' },
  },
};
const withStore: Situation = {
  podSpec: {
    volumes: [
      {
        name: 'store',
        csi: {
          driver: 'secrets-store.csi.k8s.io',
          volumeAttributes: { secretProviderClass: 'db' },
        },
      },
    ],
  },
};
/** The key is in a file that is mounted at /keys. @param profile - of that file, when it is one of an SDK */
const mounted = (
  file: string,
  container: Json,
  profile?: string,
): Situation => ({
  container,
  world: {
    ...reference({
      location: 'volume-secret',
      keyNames: [file],
      envNames: [],
      mountPath: '/keys',
    }),
    ...object({
      ...(profile ? { texts: { [file]: profiles({ name: profile }) } } : {}),
    }),
  },
});
const around = (kind: string, ...items: Json[]): Partial<World> => ({
  surroundings: { items: { [kind]: items }, notRead: {} },
});
const unread = (kind: string): Partial<World> => ({
  surroundings: { items: {}, notRead: { [kind]: 'refused' } },
});
/** What the source says; its files are as they are written here. */
const source = (files: Record<string, string>): Partial<World> => ({
  code: {
    ...assessReadiness(
      Object.entries(files).map(([path, content]) => ({ path, content })),
    ),
    asOf: '2026-01-01T00:00:00Z',
  },
});
const answered = (sdk: SdkAnswer['sdk']): Partial<World> => ({
  code: {
    ...source({}).code!,
    answer: {
      sdk,
      answeredBy: 'user:default/ann',
      answeredAt: '2026-01-01T00:00:00Z',
    },
  },
});
const CARGO = '[dependencies]\naws-config = "1.5.0"\n';
const asFile = reference({ location: 'volume-secret' });
const csproj = (version: string) => ({
  'app.csproj': `<PackageReference Include="AWSSDK.S3" Version="${version}" />\n<PackageReference Include="AWSSDK.SecurityToken" Version="${version}" />`,
});
/** Roles made here get a boundary with this statement, or one that cannot be read. */
const boundedBy = (statement?: object): Partial<World> => ({
  settings: {
    ...base.settings,
    boundaryArn: 'arn:aws:iam::111122223333:policy/Limit',
  },
  account: {
    ...base.account,
    boundary: statement && {
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', ...statement }],
      },
    },
  },
});
const managed = (kind: string): Situation => ({
  world: workload({
    manager: { kind, name: 'x', livePatchAllowed: false, evidence: 'label' },
  }),
});
const role = (tags: Record<string, string>) =>
  ({ name: 'irsa-x', arn: 'arn:aws:iam::1:role/irsa-x', tags } as IamRole);
const plannedRole = (tags: Record<string, string>) => ({
  ...role(tags),
  arn: checkContext().target.roleArn,
});
const roles = (...all: IamRole[]): Partial<World> => ({
  account: {
    ...base.account,
    snapshot: { ...base.account.snapshot, roles: all },
  },
});
const buckets = (parts: {
  read?: string[];
  naming?: string[];
  notRead?: string[];
}): Partial<World> => ({
  account: {
    ...base.account,
    resources: {
      services: ['s3'],
      read: [],
      notRead: [],
      ...parts,
      naming: (parts.naming ?? []).map(name => ({ name })),
    },
  },
});
const quota = (used: string): Json => ({
  metadata: { name: 'q' },
  status: { hard: { pods: '4' }, used: { pods: used } },
});
const claim = (mode: string): Json => ({
  metadata: { name: 'data' },
  spec: { accessModes: [mode] },
});
const withClaim = {
  volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }],
};

/** A policy that lets Pods look up names and reach the Pods of one namespace. */
const onlyTo = (namespace: string) =>
  around('NetworkPolicy.networking.k8s.io', {
    metadata: { name: 'out' },
    spec: {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        { ports: [{ protocol: 'UDP', port: 53 }] },
        {
          to: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': namespace },
              },
            },
          ],
        },
      ],
    },
  });
const sidecar = (spec: Json = {}): Json => ({
  metadata: { name: 'default', namespace: 'team' },
  spec: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, ...spec },
});
const entry = (host: string, spec: Json = {}): Json => ({
  metadata: { name: 'aws', namespace: 'team' },
  spec: { hosts: [host], ports: [{ number: 443, protocol: 'TLS' }], ...spec },
});
const ofMesh = (each: Json): Json => ({
  ...each,
  metadata: { ...(each.metadata as Json), namespace: 'istio-system' },
});

const scaledBy = (trigger: Json): Json => ({
  metadata: { name: 's' },
  spec: {
    scaleTargetRef: { name: 'worker' },
    triggers: [{ type: 'aws-sqs-queue', ...trigger }],
  },
});

interface Meshed {
  sidecars?: Json[];
  entries?: Json[];
  outbound?: string;
  notRead?: string;
  annotations?: Record<string, string>;
}

const meshed = (parts: Meshed): Situation => ({
  podMetadata: { labels: { app: 'worker' }, annotations: parts.annotations },
  world: {
    namespaceLabels: { 'istio-injection': 'enabled' },
    mesh: parts.notRead
      ? { notRead: parts.notRead, holds: true }
      : { outbound: parts.outbound ?? 'ALLOW_ANY', holds: true },
    surroundings: {
      items: {
        'Sidecar.networking.istio.io': parts.sidecars ?? [],
        'ServiceEntry.networking.istio.io': parts.entries ?? [],
      },
      notRead: {},
    },
  },
});

type Row = [string, string, Check['state'] | undefined, Situation];

/** Number of the failure mode, id of the check, the right answer, and the situation. */
const ROWS: Row[] = [
  ['F1', 'left-behind', undefined, {}],
  [
    'F1',
    'left-behind',
    'warning',
    {
      world: workload({
        references: [REFERENCE, { ...REFERENCE, container: '', path: 'x' }],
      }),
    },
  ],
  ['F2', 'explicit-keys', undefined, {}],
  [
    'F2',
    'explicit-keys',
    'warning',
    {
      world: reference({ location: 'env-secretKeyRef', envNames: ['MY_KEY'] }),
    },
  ],
  ['F3', 'static-references', 'passed', {}],
  [
    'F1',
    'static-references',
    'blocked',
    {
      context: {
        problems: [
          { code: 'literal', subject: 'x', message: 'It is written.' },
        ],
      },
    },
  ],
  ['F4', 'empty-variables', undefined, {}],
  [
    'F4',
    'empty-variables',
    'warning',
    env({ name: 'AWS_SESSION_TOKEN', value: '' }),
  ],
  ['F2', 'source-code', undefined, {}],
  [
    'F2',
    'source-code',
    'warning',
    {
      world: source({
        'app.py': 'boto3.client("s3", aws_access_key_id=key)\n',
      }),
    },
  ],
  [
    'F2',
    'source-code',
    'passed',
    { world: source({ 'requirements.txt': 'boto3==1.34.0\n' }) },
  ],
  [
    'F2',
    'source-code',
    'notChecked',
    {
      world: {
        code: {
          ...source({ 'requirements.txt': 'boto3==1.34.0\n' }).code!,
          filesLeft: 7,
        },
      },
    },
  ],
  ['F5', 'sdk', 'notChecked', {}],
  [
    'F5',
    'sdk',
    'passed',
    { world: source({ 'requirements.txt': 'boto3==1.34.0\n' }) },
  ],
  [
    'F5',
    'sdk',
    'blocked',
    { world: source({ 'requirements.txt': 'boto3==1.9.0\n' }) },
  ],
  [
    'F5',
    'sdk',
    'blocked',
    {
      world: source({
        'build.gradle': "implementation 'software.amazon.awssdk:s3:2.20.0'\n",
      }),
    },
  ],
  [
    'F5',
    'sdk',
    'warning',
    {
      world: source({ 'requirements.txt': 'boto3==1.34.0\nboto==2.49.0\n' }),
    },
  ],
  [
    'F5',
    'sdk',
    'warning',
    { world: source({ 'requirements.txt': 'boto3\n' }) },
  ],
  ['F5', 'sdk', 'notChecked', { world: answered('boto3') }],
  ...(
    [
      ['registry.k8s.io/external-dns/external-dns:v0.14.0', 'passed'],
      ['k8s.gcr.io/external-dns/external-dns:v0.5.15', 'blocked'],
      ['registry.example.com/mirror/fluent/fluent-bit:4.0', 'notChecked'],
      ['registry.example.com/teapot/external-dns:v0.5.15', 'warning'],
      ['registry:2', 'blocked'],
      ['fluent/fluent-bit:1.4.6', 'notChecked'],
    ] as const
  ).map(
    ([image, state]): Row => ['F5', 'sdk', state, { container: { image } }],
  ),
  ['F5', 'sdk', 'blocked', { world: answered('boto2') }],
  ['F6', 'precedence', 'passed', { world: answered('boto3') }],
  // In one step.
  ['F6', 'precedence', 'passed', { world: answered('dotnet3') }],
  [
    'F6',
    'precedence',
    'warning',
    { world: { ...answered('dotnet3'), ...account({ bindings: ['reader'] }) } },
  ],
  ['F6', 'precedence', 'notChecked', { world: answered('other') }],
  [
    'F6',
    'precedence',
    'passed',
    { world: source({ 'requirements.txt': 'boto3==1.34.0\n' }) },
  ],
  [
    'F6',
    'precedence',
    'passed',
    { world: { ...asFile, ...source({ 'Cargo.toml': CARGO }) } },
  ],
  [
    'F6',
    'precedence',
    'warning',
    {
      world: {
        ...source(csproj('3.7.0')),
        ...account({ bindings: ['reader'] }),
      },
    },
  ],
  ['F6', 'precedence', 'passed', { world: source(csproj('4.0.1')) }],
  ['F6', 'precedence', 'notChecked', {}],
  [
    'F6',
    'precedence',
    'warning',
    { world: reference({ location: 'volume-secret' }) },
  ],
  [
    'F6',
    'precedence',
    'warning',
    env({ name: 'DOTNET_RUNNING_IN_CONTAINER', value: 'true' }),
  ],
  [
    'F6',
    'precedence',
    'passed',
    { world: account({ otherUsers: ['Deployment/x'] }) },
  ],
  ['F7', 'shared-service-account', 'passed', {}],
  [
    'F7',
    'shared-service-account',
    'notChecked',
    { world: account({ unknownUsers: ['Job'] }) },
  ],
  [
    'F7',
    'shared-service-account',
    'blocked',
    { world: account({ object: undefined }) },
  ],
  [
    'F8',
    'role-bindings',
    'warning',
    { world: account({ name: 'default', bindings: ['reader'] }) },
  ],
  [
    'F8',
    'role-bindings',
    'notChecked',
    { world: account({ name: 'default', bindings: undefined }) },
  ],
  ['F8', 'identity-policies', undefined, {}],
  ['F8', 'identity-policies', 'passed', identity({})],
  ['F8', 'identity-policies', 'blocked', identity({ effect: 'cutOff' })],
  [
    'F8',
    'identity-policies',
    'blocked',
    identity({ effect: 'cutOff', notRead: ['x'] }),
  ],
  ['F8', 'identity-policies', 'warning', identity({ effect: 'changes' })],
  ['F8', 'identity-policies', 'notChecked', identity({ notRead: ['x'] })],
  [
    'F8',
    'identity-policies',
    'warning',
    {
      ...identity({}),
      podMetadata: {
        annotations: { 'consul.hashicorp.com/connect-inject': 'true' },
      },
    },
  ],
  ...(
    [
      ['/var/run/secrets/eks.amazonaws.com/serviceaccount/', 'blocked'],
      ['/var/run/secrets/vault', 'passed'],
    ] as const
  ).map(
    ([mountPath, state]): Row => [
      'F10',
      'webhook',
      state,
      { container: { volumeMounts: [{ name: 'token', mountPath }] } },
    ],
  ),
  ['F9', 'sidecars', 'passed', {}],
  ...(
    [
      ['sidecar.opentelemetry.io/inject', 'true', 'warning'],
      ['sidecar.opentelemetry.io/inject', 'my-collector', 'warning'],
      ['sidecar.opentelemetry.io/inject', 'false', 'passed'],
      ['dapr.io/enabled', 'true', 'warning'],
      ['appmesh.k8s.aws/sidecarInjectorWebhook', 'enabled', 'warning'],
    ] as const
  ).map(
    ([name, value, state]): Row => [
      'F9',
      'sidecars',
      state,
      { podMetadata: { annotations: { [name]: value } } },
    ],
  ),
  [
    'F9',
    'sidecars',
    'warning',
    {
      world: {
        namespaceLabels: {
          'appmesh.k8s.aws/sidecarInjectorWebhook': 'enabled',
        },
      },
    },
  ],
  [
    'F9',
    'sidecars',
    'passed',
    {
      podMetadata: {
        annotations: {
          'appmesh.k8s.aws/sidecarInjectorWebhook': 'enabled',
          'eks.amazonaws.com/skip-containers': 'envoy',
        },
      },
    },
  ],
  [
    'F9',
    'sidecars',
    'warning',
    {
      world: {
        namespaceAnnotations: { 'sidecar.opentelemetry.io/inject': 'true' },
      },
    },
  ],
  [
    'F9',
    'sidecars',
    'warning',
    {
      podSpec: {
        containers: [
          { name: 'main', image: 'app' },
          { name: 'logs', image: 'public.ecr.aws/aws-for-fluent-bit' },
        ],
      },
    },
  ],
  [
    'F9',
    'sidecars',
    'passed',
    {
      podMetadata: {
        annotations: { 'eks.amazonaws.com/skip-containers': 'logs' },
      },
      podSpec: {
        containers: [
          { name: 'main', image: 'app' },
          { name: 'logs', image: 'fluent-bit' },
        ],
      },
    },
  ],
  ['F31', 'file-readers', undefined, {}],
  ['F31', 'file-readers', undefined, mounted('credentials', {})],
  [
    'F31',
    'file-readers',
    'warning',
    mounted('s3cfg', { command: ['s3cmd', '-c', '/keys/s3cfg', 'sync'] }),
  ],
  [
    'F31',
    'file-readers',
    'warning',
    mounted('credentials', {
      env: [{ name: 'KEY_FILE', value: '/keys/credentials' }],
    }),
  ],
  [
    'F31',
    'file-readers',
    undefined,
    mounted('credentials', {
      env: [{ name: 'AWS_CONFIG_FILE', value: '/keys/config' }],
    }),
  ],
  [
    'F31',
    'file-readers',
    undefined,
    mounted('credentials', {
      args: ['--ca=/keys/ca/tls.crt', '--log=/keys-of-others/x'],
      volumeMounts: [
        { name: 'keys', mountPath: '/keys' },
        { name: 'ca', mountPath: '/keys/ca' },
      ],
    }),
  ],
  ['F31', 'file-readers', 'warning', mounted('application.yml', {})],
  ...(
    [
      ['/keys', 'warning'],
      ['/other', undefined],
    ] as const
  ).map(
    ([path, expected]): Row => [
      'F31',
      'file-readers',
      expected,
      {
        world: {
          ...mounted('credentials', {}).world,
          ...object({
            isDetached: false,
            texts: { 'app.conf': { mounts: [path] } },
          }),
        },
      },
    ],
  ),
  ...(['--profile prod', '-Daws.profile=prod'] as const).map(
    (text): Row => [
      'F31',
      'file-readers',
      'warning',
      mounted('credentials', { args: [text] }, 'prod'),
    ],
  ),
  [
    'F31',
    'file-readers',
    undefined,
    mounted('credentials', { args: ['--profile other'] }, 'prod'),
  ],
  ['F2', 'key-providers', undefined, {}],
  [
    'F2',
    'key-providers',
    'warning',
    env({ name: 'CONF', value: 'provider=a.SimpleAWSCredentialsProvider' }),
  ],
  [
    'F2',
    'key-providers',
    'warning',
    {
      world: object({
        texts: { conf: { keyProviders: ['StaticCredentialsProvider'] } },
      }),
    },
  ],
  ['F24', 'user-actions', undefined, { context: owned }],
  [
    'F24',
    'user-actions',
    undefined,
    { context: { policy: allows('iam:Get*', 'iam:ListUsers') } },
  ],
  ...(
    [
      'sts:GetFederationToken',
      'sts:*',
      'iam:CreateAccessKey',
      'iam:GetUser',
      'iam:ChangePassword',
    ] as const
  ).map(
    (action): Row => [
      'F24',
      'user-actions',
      'warning',
      { context: { policy: allows(action) } },
    ],
  ),
  ['F8', 'vault-role', undefined, withVault],
  [
    'F8',
    'vault-role',
    'warning',
    { ...withVault, context: { target: newAccount } },
  ],
  [
    'F7',
    'shared-service-account',
    'warning',
    {
      world: account({
        otherUsers: ['Deployment/x'],
        object: {
          metadata: {
            annotations: {
              'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/x',
            },
          },
        },
      }),
      context: { target: newAccount },
    },
  ],
  ['F23', 'cluster-access', undefined, { context: owned }],
  ...(
    [
      [false, false, undefined],
      [true, 'notKnown', 'warning'],
      ['notKnown', true, 'warning'],
      ['notKnown', false, 'notChecked'],
      [false, 'notKnown', 'notChecked'],
    ] as const
  ).map(
    ([byConfigMap, byEntry, state]): Row => [
      'F23',
      'cluster-access',
      state,
      {
        context: owned,
        world: {
          account: {
            ...base.account,
            clusterAccess: { byConfigMap, byEntry },
          },
        },
      },
    ],
  ),
  ['F31', 'file-readers', 'warning', mounted('passwd-s3fs', {})],
  [
    'F31',
    'file-readers',
    'warning',
    {
      ...mounted('accesskey', {}),
      world: { ...mounted('accesskey', {}).world, ...object({ texts: {} }) },
    },
  ],
  ['F8', 'mounted-stores', undefined, withStore],
  ['F8', 'mounted-stores', undefined, { context: { target: newAccount } }],
  [
    'F8',
    'mounted-stores',
    'warning',
    { ...withStore, context: { target: newAccount } },
  ],
  [
    'F19',
    'mesh',
    'warning',
    { world: { namespaceAnnotations: { 'linkerd.io/inject': 'enabled' } } },
  ],
  [
    'F19',
    'mesh',
    'passed',
    {
      world: {
        namespaceAnnotations: {
          'linkerd.io/inject': 'enabled',
          'config.linkerd.io/proxy-await': 'enabled',
        },
      },
    },
  ],
  [
    'F19',
    'mesh',
    undefined,
    {
      world: { namespaceAnnotations: { 'linkerd.io/inject': 'enabled' } },
      podMetadata: { annotations: { 'linkerd.io/inject': 'disabled' } },
    },
  ],
  [
    'F22',
    'proxied-role',
    undefined,
    { world: { namespaceAnnotations: { 'linkerd.io/inject': 'enabled' } } },
  ],
  [
    'F10',
    'webhook',
    'blocked',
    {
      container: {
        volumeMounts: [{ name: 'aws-iam-token', mountPath: '/token' }],
      },
    },
  ],
  ...(
    [
      [{ emptyDir: {} }, 'blocked'],
      [token('vault', 'token'), 'blocked'],
      [token('sts.amazonaws.com', 'vault'), 'blocked'],
      [token('sts.amazonaws.com', 'token'), 'passed'],
    ] as const
  ).map(
    ([volume, state]): Row => [
      'F10',
      'webhook',
      state,
      { podSpec: { volumes: [{ name: 'aws-iam-token', ...volume }] } },
    ],
  ),
  ...(
    [
      ['/var/run/secrets', { configMap: { name: 'c' } }, 'blocked'],
      ['/var/run/secrets', { emptyDir: {} }, 'passed'],
      ['/var/run/secrets/tokens', { configMap: { name: 'c' } }, 'passed'],
    ] as const
  ).map(
    ([mountPath, volume, state]): Row => [
      'F10',
      'webhook',
      state,
      {
        container: { volumeMounts: [{ name: 'above', mountPath }] },
        podSpec: { volumes: [{ name: 'above', ...volume }] },
      },
    ],
  ),
  [
    'F10',
    'webhook',
    'blocked',
    {
      context: {
        intent: {
          removed: [],
          added: [
            {
              container: 'main',
              containerType: 'container',
              variable: { name: 'AWS_ROLE_ARN' },
            },
          ],
        },
      },
    },
  ],
  [
    'F40',
    'capacity',
    'warning',
    { container: { ports: [{ containerPort: 80, hostPort: 80 }] } },
  ],
  [
    'F40',
    'capacity',
    'passed',
    {
      container: { ports: [{ containerPort: 80, hostPort: 80 }] },
      spec: {
        strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
      },
    },
  ],
  ...(
    [
      ['worker', 'warning'],
      ['another', 'passed'],
    ] as const
  ).map(
    ([app, state]): Row => [
      'F40',
      'capacity',
      state,
      {
        podSpec: {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                {
                  topologyKey: 'kubernetes.io/hostname',
                  labelSelector: { matchLabels: { app } },
                },
              ],
            },
          },
        },
      },
    ],
  ),
  ['F2', 'variable-readers', undefined, {}],
  [
    'F2',
    'variable-readers',
    'warning',
    { container: { command: ['sh', '-c', 'run --key "$AWS_ACCESS_KEY_ID"'] } },
  ],
  [
    'F2',
    'variable-readers',
    'warning',
    {
      container: {
        readinessProbe: {
          exec: { command: ['sh', '-c', 'test -n "$AWS_ACCESS_KEY_ID"'] },
        },
      },
    },
  ],
  [
    'F2',
    'variable-readers',
    'warning',
    {
      world: object({
        kind: 'ConfigMap',
        texts: { 'app.yaml': { reads: ['AWS_SECRET_ACCESS_KEY'] } },
      }),
    },
  ],
  [
    'F2',
    'variable-readers',
    undefined,
    {
      world: object({
        kind: 'ConfigMap',
        texts: { 'app.yaml': { reads: ['DB_PASSWORD'] } },
      }),
    },
  ],
  [
    'F26',
    'config-profiles',
    'blocked',
    {
      world: object({
        kind: 'ConfigMap',
        texts: { config: profiles({ credentialSource: 'Environment' }) },
      }),
    },
  ],
  [
    'F6',
    'config-profiles',
    'warning',
    {
      world: object({
        kind: 'ConfigMap',
        texts: {
          config: profiles({ credentialSource: 'Ec2InstanceMetadata' }),
        },
      }),
    },
  ],
  [
    'F26',
    'config-profiles',
    'passed',
    {
      world: object({
        kind: 'ConfigMap',
        texts: { config: profiles({ name: 'other', hasTokenFile: true }) },
      }),
    },
  ],
  ...(
    [
      ['requirements.txt', 'boto3==1.34.0\n', 'blocked'],
      ['Cargo.toml', CARGO, 'blocked'],
      ['Gemfile.lock', 'GEM\n  specs:\n    aws-sdk-core (3.190.0)\n', 'passed'],
    ] as const
  ).map(
    ([path, content, state]): Row => [
      state === 'passed' ? 'F26' : 'F6',
      'config-profiles',
      state,
      {
        world: {
          ...source({ [path]: content }),
          ...object({
            kind: 'ConfigMap',
            texts: {
              config: profiles({ credentialSource: 'Ec2InstanceMetadata' }),
            },
          }),
        },
      },
    ],
  ),
  ...(
    [
      ['default', 'F6', 'warning'],
      ['other', 'F26', 'passed'],
    ] as const
  ).map(
    ([name, failure, state]): Row => [
      failure,
      'config-profiles',
      state,
      {
        world: object({
          kind: 'ConfigMap',
          texts: {
            config: profiles({ name, hasSso: true, roleArn: undefined }),
          },
        }),
      },
    ],
  ),
  ['F6', 'chosen-profile', undefined, {}],
  [
    'F6',
    'chosen-profile',
    'warning',
    env({ name: 'AWS_PROFILE', value: 'prod' }),
  ],
  [
    'F6',
    'chosen-profile',
    undefined,
    {
      ...env({ name: 'AWS_DEFAULT_PROFILE', value: 'prod' }),
      world: object({ texts: { config: profiles({ name: 'prod' }) } }),
    },
  ],
  [
    'F6',
    'chosen-profile',
    'notChecked',
    env({
      name: 'AWS_PROFILE',
      valueFrom: { configMapKeyRef: { name: 'settings', key: 'profile' } },
    }),
  ],
  [
    'F6',
    'chosen-profile',
    'notChecked',
    { world: object({ keys: ['AWS_PROFILE'] }) },
  ],
  [
    'F6',
    'chosen-profile',
    'notChecked',
    env({ name: 'AWS_CONFIG_FILE', value: '/opt/aws/config' }),
  ],
  ...(
    [
      [{ configMap: { name: 'settings' } }, undefined],
      [{ emptyDir: {} }, 'notChecked'],
    ] as const
  ).map(
    ([volume, state]): Row => [
      'F6',
      'chosen-profile',
      state,
      {
        container: {
          env: [{ name: 'AWS_CONFIG_FILE', value: '/opt/aws/config' }],
          volumeMounts: [{ name: 'aws', mountPath: '/opt/aws/' }],
        },
        podSpec: { volumes: [{ name: 'aws', ...volume }] },
      },
    ],
  ),
  ['F10', 'webhook', 'passed', {}],
  [
    'F10',
    'webhook',
    'blocked',
    env({ name: 'AWS_ROLE_ARN', value: 'arn:aws:iam::1:role/old' }),
  ],
  [
    'F10',
    'webhook',
    'blocked',
    {
      podMetadata: {
        annotations: { 'eks.amazonaws.com/skip-containers': 'main' },
      },
    },
  ],
  [
    'F10',
    'webhook',
    'blocked',
    env({ name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/var/token' }),
  ],
  [
    'F10',
    'webhook',
    'blocked',
    { world: { webhook: { state: 'absent', detail: 'none' } } },
  ],
  [
    'F10',
    'webhook',
    'notChecked',
    { world: { webhook: { state: 'notReadable', detail: 'refused' } } },
  ],
  ['F11', 'pod-identity', 'passed', {}],
  [
    'F11',
    'pod-identity',
    'blocked',
    { world: cluster({ podIdentities: ['worker'] }) },
  ],
  [
    'F11',
    'pod-identity',
    'notChecked',
    { world: cluster({ podIdentities: undefined }) },
  ],
  ['F12', 'oidc-provider', 'passed', {}],
  [
    'F12',
    'oidc-provider',
    'blocked',
    { world: cluster({ issuer: 'https://gitlab.com' }) },
  ],
  [
    'F42',
    'oidc-provider',
    'blocked',
    {
      world: cluster({
        setIssuer: {
          key: 'irsa.clusters[2].issuer',
          discovered: 'https://oidc.eks.eu-west-1.amazonaws.com/id/XYZ',
        },
      }),
    },
  ],
  [
    'F12',
    'oidc-provider',
    'passed',
    { world: cluster({ setIssuer: { key: 'irsa.clusters[2].issuer' } }) },
  ],
  [
    'F13',
    'oidc-provider',
    'passed',
    {
      context: {
        provider: { ...checkContext().provider, action: 'addAudience' },
      },
    },
  ],
  // https://github.com/aws/amazon-eks-pod-identity-webhook#eks-walkthrough
  ...(
    [
      ['sts.amazonaws.com.cn', 'blocked'],
      ['sts.amazonaws.com', 'passed'],
    ] as const
  ).map(
    ([audience, state]): Row => [
      state === 'passed' ? 'F12' : 'F13',
      'oidc-provider',
      state,
      {
        world: account({
          object: {
            metadata: {
              name: 'worker',
              annotations: { 'eks.amazonaws.com/audience': audience },
            },
          },
        }),
      },
    ],
  ),
  ['F14', 'trust-policy', 'passed', {}],
  [
    'F14',
    'trust-policy',
    'blocked',
    { context: { trustDocument: JSON.stringify('x'.repeat(3000)) } },
  ],
  ['F15', 'propagation', 'passed', {}],
  ['F16', 'thumbprint', 'passed', {}],
  [
    'F16',
    'thumbprint',
    'notChecked',
    { world: cluster({ issuer: 'https://issuer.example.com' }) },
  ],
  ['F17', 'region', 'passed', {}],
  ['F18', 'sts-endpoint', 'notChecked', {}],
  [
    'F18',
    'sts-endpoint',
    'warning',
    env({ name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'legacy' }),
  ],
  [
    'F18',
    'sts-endpoint',
    'warning',
    env({ name: 'AWS_ENDPOINT_URL', value: 'http://proxy' }),
  ],
  [
    'F18',
    'sts-endpoint',
    'warning',
    env({ name: 'AWS_USE_FIPS_ENDPOINT', value: 'true' }),
  ],
  ['F19', 'network-policy', 'passed', {}],
  [
    'F19',
    'network-policy',
    'notChecked',
    { world: unread('NetworkPolicy.networking.k8s.io') },
  ],
  ['F19', 'network-policy', 'notChecked', { podSpec: { hostNetwork: true } }],
  ['F19', 'proxy', undefined, {}],
  ['F19', 'proxy', 'warning', env({ name: 'HTTPS_PROXY', value: 'http://p' })],
  [
    'F19',
    'proxy',
    'passed',
    env(
      { name: 'https_proxy', value: 'http://p' },
      { name: 'no_proxy', value: 'localhost,.amazonaws.com' },
    ),
  ],
  [
    'F19',
    'proxy',
    'warning',
    env(
      { name: 'HTTPS_PROXY', value: 'http://p' },
      { name: 'NO_PROXY', value: 's3.eu-west-1.amazonaws.com' },
    ),
  ],
  ['F19', 'proxy', 'warning', { world: object({ keys: ['HTTPS_PROXY'] }) }],
  ['F19', 'proxy', undefined, env({ name: 'HTTP_PROXY', value: 'http://p' })],
  ...(
    [
      ['*', 'passed'],
      ['localhost, sts.eu-west-1.amazonaws.com:443', 'passed'],
      ['*.amazonaws.com', 'warning'],
      ['10.0.0.0/8,.svc,.cluster.local', 'warning'],
      ['amazonaws.com.evil.test', 'warning'],
    ] as const
  ).map(
    ([value, state]): Row => [
      'F19',
      'proxy',
      state,
      env(
        { name: 'HTTPS_PROXY', value: 'http://p' },
        { name: 'NO_PROXY', value },
      ),
    ],
  ),
  [
    'F19',
    'proxy',
    'warning',
    {
      podSpec: {
        containers: [
          {
            name: 'main',
            env: [{ name: 'HTTPS_PROXY', value: 'http://p' }],
          },
          { name: 'other', env: [{ name: 'NO_PROXY', value: '*' }] },
        ],
      },
    },
  ],
  ['F19', 'network-policy', 'blocked', { world: onlyTo('egress') }],
  [
    'F19',
    'network-policy',
    'warning',
    {
      ...env({ name: 'HTTPS_PROXY', value: 'http://squid.egress:3128' }),
      world: onlyTo('egress'),
    },
  ],
  [
    'F19',
    'network-policy',
    'blocked',
    {
      ...env(
        { name: 'HTTPS_PROXY', value: 'http://squid.egress:3128' },
        { name: 'NO_PROXY', value: '.amazonaws.com' },
      ),
      world: onlyTo('egress'),
    },
  ],
  [
    'F19',
    'network-policy',
    'warning',
    {
      world: {
        ...onlyTo('istio-system'),
        namespaceLabels: { 'istio-injection': 'enabled' },
      },
    },
  ],
  ['F19', 'mesh', undefined, {}],
  [
    'F19',
    'mesh',
    'warning',
    { world: { namespaceLabels: { 'istio-injection': 'enabled' } } },
  ],
  [
    'F19',
    'mesh',
    'passed',
    {
      podMetadata: {
        annotations: {
          'linkerd.io/inject': 'enabled',
          'config.linkerd.io/proxy-await': 'enabled',
        },
      },
    },
  ],
  ...(
    [
      ['nothing closed', 'passed', {}],
      ['a Sidecar', 'warning', { sidecars: [sidecar()] }],
      [
        'a Sidecar for other Pods',
        'passed',
        { sidecars: [sidecar({ workloadSelector: { labels: { app: 'x' } } })] },
      ],
      ['the Sidecar of the mesh', 'warning', { sidecars: [ofMesh(sidecar())] }],
      [
        'the Sidecar of the namespace before that of the mesh',
        'passed',
        {
          sidecars: [
            ofMesh(sidecar()),
            sidecar({ outboundTrafficPolicy: { mode: 'ALLOW_ANY' } }),
          ],
        },
      ],
      ['the whole mesh', 'warning', { outbound: 'REGISTRY_ONLY' }],
      [
        'STS registered',
        'passed',
        { outbound: 'REGISTRY_ONLY', entries: [entry('*.amazonaws.com')] },
      ],
      [
        'STS registered elsewhere, for all',
        'passed',
        {
          sidecars: [sidecar()],
          entries: [ofMesh(entry('sts.eu-west-1.amazonaws.com'))],
        },
      ],
      [
        'STS registered for another namespace',
        'warning',
        {
          sidecars: [sidecar()],
          entries: [
            ofMesh(entry('sts.eu-west-1.amazonaws.com', { exportTo: ['.'] })),
          ],
        },
      ],
      [
        'STS registered, and the Sidecar does not take it',
        'warning',
        {
          sidecars: [sidecar({ egress: [{ hosts: ['istio-system/*'] }] })],
          entries: [entry('sts.eu-west-1.amazonaws.com')],
        },
      ],
      [
        'another region registered',
        'warning',
        {
          sidecars: [sidecar()],
          entries: [entry('sts.us-east-1.amazonaws.com')],
        },
      ],
      [
        'past the proxy',
        'passed',
        {
          outbound: 'REGISTRY_ONLY',
          annotations: {
            'traffic.sidecar.istio.io/excludeOutboundPorts': '443',
          },
        },
      ],
      ...(
        [
          ['no address', 'passed', ''],
          ['every address', 'warning', '0.0.0.0/0'],
          ['private addresses, as of an endpoint', 'warning', '10.0.0.0/8'],
          ['all', 'warning', '*'],
        ] as const
      ).map(([name, state, ranges]): [string, Check['state'], Meshed] => [
        `the proxy gets calls to ${name}`,
        state,
        {
          outbound: 'REGISTRY_ONLY',
          annotations: {
            'traffic.sidecar.istio.io/includeOutboundIPRanges': ranges,
          },
        },
      ]),
      ['settings that could not be read', 'warning', { notRead: 'refused' }],
    ] as [string, Check['state'], Meshed][]
  ).map(([, state, parts]): Row => ['F19', 'mesh', state, meshed(parts)]),
  [
    'F19',
    'mesh',
    'passed',
    {
      world: {
        namespaceLabels: { 'istio.io/rev': 'stable' },
        mesh: { outbound: 'ALLOW_ANY', holds: true },
      },
    },
  ],
  [
    'F19',
    'mesh',
    'notChecked',
    { world: { namespaceLabels: { 'istio.io/dataplane-mode': 'ambient' } } },
  ],
  ['F20', 'token-file', 'notChecked', {}],
  ['F20', 'token-file', 'passed', { world: cluster({ version: '1.31' }) }],
  [
    'F20',
    'token-file',
    'blocked',
    {
      podSpec: { securityContext: { runAsUser: 1000 } },
      world: cluster({ version: '1.18' }),
    },
  ],
  [
    'F20',
    'token-file',
    'passed',
    {
      podSpec: { securityContext: { runAsUser: 1000, fsGroup: 1000 } },
      world: cluster({ version: '1.18' }),
    },
  ],
  ['F21', 'start-storm', 'passed', {}],
  [
    'F21',
    'start-storm',
    'warning',
    {
      world: around('HorizontalPodAutoscaler.autoscaling', {
        spec: {
          maxReplicas: 500,
          scaleTargetRef: { kind: 'Deployment', name: 'worker' },
        },
      }),
    },
  ],
  ['F22', 'proxied-role', undefined, {}],
  [
    'F22',
    'proxied-role',
    'warning',
    { podMetadata: { annotations: { 'iam.amazonaws.com/role': 'reader' } } },
  ],
  [
    'F22',
    'proxied-role',
    'notChecked',
    {
      world: { namespaceAnnotations: { 'iam.amazonaws.com/permitted': '.*' } },
    },
  ],
  ['F22', 'instance-role', 'notChecked', {}],
  ['F22', 'instance-role', 'warning', { podSpec: { hostNetwork: true } }],
  [
    'F22',
    'instance-role',
    'passed',
    env({ name: 'AWS_EC2_METADATA_DISABLED', value: 'true' }),
  ],
  ['F23', 'resource-policies', 'notChecked', { context: owned }],
  [
    'F23',
    'resource-policies',
    'passed',
    { context: owned, world: buckets({ read: ['x'] }) },
  ],
  [
    'F23',
    'resource-policies',
    'warning',
    { context: owned, world: buckets({ read: ['x'], naming: ['x'] }) },
  ],
  [
    'F23',
    'resource-policies',
    'notChecked',
    { context: owned, world: buckets({ notRead: ['x (AccessDenied)'] }) },
  ],
  [
    'F23',
    'resource-policies',
    'notChecked',
    {
      context: { ...owned, policy: allows('kms:Decrypt') },
      world: buckets({ read: ['x'] }),
    },
  ],
  ...(
    [
      ['dynamodb:PutItem', 'notChecked'],
      ['execute-api:Invoke', 'notChecked'],
      ['kinesis:PutRecord', 'notChecked'],
      ['codeartifact:ReadFromRepository', 'notChecked'],
      ['ses:SendEmail', 'notChecked'],
      ['ec2:DescribeInstances', 'passed'],
    ] as const
  ).map(
    ([action, state]): Row => [
      'F23',
      'resource-policies',
      state,
      {
        context: { ...owned, policy: allows(action) },
        world: buckets({ read: ['x'] }),
      },
    ],
  ),
  ['F45', 'policy', 'passed', { context: owned }],
  [
    'F24',
    'policy',
    'blocked',
    { context: { ...owned, policy: policy({ administrator: ['Admin'] }) } },
  ],
  ['F25', 'long-runs', undefined, {}],
  ['F25', 'long-runs', 'notChecked', { kind: 'CronJob' }],
  [
    'F25',
    'long-runs',
    'warning',
    {
      kind: 'CronJob',
      status: {
        lastScheduleTime: '2026-01-01T00:00:00Z',
        lastSuccessfulTime: '2026-01-01T02:00:00Z',
      },
    },
  ],
  ['F26', 'role-chaining', undefined, { context: owned }],
  [
    'F26',
    'role-chaining',
    'warning',
    { context: { ...owned, policy: policy({ assumesRoles: true }) } },
  ],
  ['F27', 'presigned-links', 'warning', { context: owned }],
  ['F27', 'derived-credentials', undefined, { context: owned }],
  [
    'F27',
    'derived-credentials',
    'warning',
    { context: { ...owned, policy: allows('ses:SendRawEmail') } },
  ],
  [
    'F27',
    'derived-credentials',
    'blocked',
    { world: reference({ envNames: ['SMTP_USER'] }) },
  ],
  [
    'F27',
    'derived-credentials',
    undefined,
    { world: reference({ envNames: ['EMAIL_BUCKET_ACCESS_KEY'] }) },
  ],
  ...[
    'vpce-0a-1b.email-smtp.eu-west-1.vpce.amazonaws.com',
    'vpce-0a-1b.cassandra.eu-west-1.vpce.amazonaws.com',
    'email-smtp.cn-north-1.amazonaws.com.cn',
  ].map(
    (value): Row => [
      'F27',
      'derived-credentials',
      'warning',
      env({ name: 'SERVER', value }),
    ],
  ),
  ['F28', 'not-aws', undefined, {}],
  [
    'F28',
    'not-aws',
    'blocked',
    { world: reference({ verdict: 's3-compatible' }) },
  ],
  ['F29', 'image-pulls', undefined, {}],
  [
    'F29',
    'image-pulls',
    'passed',
    { podSpec: { imagePullSecrets: [{ name: 'pull' }] } },
  ],
  [
    'F29',
    'image-pulls',
    'warning',
    { podSpec: { imagePullSecrets: [{ name: 'worker-aws' }] } },
  ],
  ['F30', 'access-key', 'passed', { context: owned }],
  ['F30', 'access-key', 'blocked', {}],
  ...['777788889999', ''].flatMap(id =>
    ['9999', undefined].map(
      (keyLast4): Row => [
        'F30',
        'access-key',
        'blocked',
        { world: notConnected(id, keyLast4) },
      ],
    ),
  ),
  [
    'F30',
    'shared-key',
    'warning',
    {
      world: {
        ...notConnected('777788889999', 'EFGH'),
        ...workload({
          keys: [{ fingerprint: 'f', last4: 'EFGH', sharedWith: ['other'] }],
        }),
      },
    },
  ],
  [
    'F30',
    'shared-key',
    'warning',
    {
      context: owned,
      world: workload({ keys: [{ fingerprint: 'f', sharedWith: ['other'] }] }),
    },
  ],
  ['F31', 'secret', 'passed', {}],
  ['F31', 'secret', 'warning', { world: object({ keys: ['password'] }) }],
  // https://github.com/fluent/fluentd-kubernetes-daemonset/pull/110
  ...(
    [
      [['id', 'word'], 'passed'],
      [['id', 'password', 'word'], 'warning'],
    ] as const
  ).map(
    ([keys, state]): Row => [
      'F31',
      'secret',
      state,
      {
        world: {
          ...object({ keys: [...keys] }),
          workload: {
            ...base.workload,
            references: [{ ...REFERENCE, keyNames: ['id', 'word'] }],
          },
        },
      },
    ],
  ),
  ['F31', 'secret', 'notChecked', { world: object({ keys: undefined }) }],
  [
    'F32',
    'secret',
    'warning',
    { world: object({ manager: 'ExternalSecret x' }) },
  ],
  ['F33', 'immutable-secret', undefined, {}],
  [
    'F33',
    'immutable-secret',
    'warning',
    { world: object({ isImmutable: true }) },
  ],
  ['F34', 'optional-references', undefined, {}],
  [
    'F34',
    'optional-references',
    'passed',
    { world: reference({ optional: true }) },
  ],
  [
    'F34',
    'optional-references',
    'warning',
    {
      world: { ...reference({ optional: true }), ...object({ exists: false }) },
    },
  ],
  ['F35', 'managed-by', 'passed', {}],
  ['F35', 'managed-by', 'blocked', managed('argocd')],
  ['F36', 'managed-by', 'blocked', managed('helm')],
  ['F37', 'managed-by', 'blocked', managed('operator')],
  ['F38', 'rollout-strategy', undefined, {}],
  ['F38', 'rollout-strategy', 'blocked', { spec: { paused: true } }],
  [
    'F38',
    'rollout-strategy',
    'blocked',
    { kind: 'DaemonSet', spec: { updateStrategy: { type: 'OnDelete' } } },
  ],
  [
    'F38',
    'rollout-strategy',
    'blocked',
    {
      kind: 'StatefulSet',
      spec: { updateStrategy: { rollingUpdate: { partition: 1 } } },
    },
  ],
  ['F38', 'rollout-strategy', 'warning', { spec: { replicas: 0 } }],
  ['F39', 'batch', undefined, {}],
  ['F39', 'batch', 'warning', { kind: 'CronJob' }],
  ['F40', 'downtime', undefined, {}],
  ['F40', 'downtime', undefined, { kind: 'CronJob' }],
  ['F40', 'downtime', undefined, { spec: { replicas: 0 } }],
  ...(
    [
      ['Deployment', 3, { type: 'Recreate' }, 'warning'],
      ['Deployment', 1, { maxSurge: 0, maxUnavailable: 1 }, 'warning'],
      ['Deployment', 1, { maxSurge: 1, maxUnavailable: 1 }, 'warning'],
      ['Deployment', 1, { maxSurge: 0, maxUnavailable: '25%' }, 'warning'],
      ['Deployment', 1, { maxSurge: '25%', maxUnavailable: '25%' }, undefined],
      ['Deployment', 2, { maxUnavailable: '100%' }, 'warning'],
      ['Deployment', 2, { maxSurge: 0, maxUnavailable: 1 }, undefined],
      ['StatefulSet', 1, {}, 'warning'],
      ['StatefulSet', 2, {}, undefined],
      ['StatefulSet', 2, { maxUnavailable: '51%' }, 'warning'],
      ['StatefulSet', 1, { type: 'OnDelete' }, undefined],
      ['DaemonSet', undefined, {}, 'warning'],
      ['DaemonSet', undefined, { maxSurge: 0 }, 'warning'],
      ['DaemonSet', undefined, { maxSurge: '10%' }, undefined],
      ['DaemonSet', undefined, { type: 'OnDelete' }, undefined],
    ] as const
  ).map(([kind, replicas, { ...rollingUpdate }, state]): Row => {
    const { type = 'RollingUpdate', ...rest } = rollingUpdate as Json;
    const strategy = { type, rollingUpdate: rest };
    return [
      'F40',
      'downtime',
      state,
      {
        kind,
        spec: {
          replicas,
          [kind === 'Deployment' ? 'strategy' : 'updateStrategy']: strategy,
        },
      },
    ];
  }),
  ['F40', 'health', 'passed', {}],
  [
    'F40',
    'health',
    'blocked',
    {
      world: workload({ health: { desired: 2, ready: 1, state: 'unhealthy' } }),
    },
  ],
  ['F40', 'capacity', 'passed', {}],
  [
    'F40',
    'capacity',
    'blocked',
    { world: around('ResourceQuota', quota('4')) },
  ],
  ['F40', 'capacity', 'passed', { world: around('ResourceQuota', quota('2')) }],
  [
    'F40',
    'capacity',
    'warning',
    { spec: { replicas: 4 }, world: around('ResourceQuota', quota('4')) },
  ],
  [
    'F40',
    'capacity',
    'blocked',
    {
      spec: {
        replicas: 4,
        strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      },
      world: around('ResourceQuota', quota('4')),
    },
  ],
  ...(
    [
      ['requests.cpu', '2', '1500m', '600m', 'blocked'],
      ['requests.cpu', '2', '1500m', '500m', 'passed'],
      ['cpu', '2', '1.6', '500m', 'blocked'],
      ['limits.memory', '4Gi', '3584Mi', '1Gi', 'blocked'],
      ['limits.memory', '4Gi', '3Gi', '1Gi', 'passed'],
      ['services', '1', '1', '1', 'passed'],
    ] as const
  ).map(
    ([name, hard, used, need, state]): Row => [
      'F40',
      'capacity',
      state,
      {
        container: {
          resources: {
            [/^limits/.test(name) ? 'limits' : 'requests']: {
              [/memory/.test(name) ? 'memory' : 'cpu']: need,
            },
          },
        },
        world: around('ResourceQuota', {
          metadata: { name: 'q' },
          status: { hard: { [name]: hard }, used: { [name]: used } },
        }),
      },
    ],
  ),
  ['F40', 'capacity', 'notChecked', { world: unread('ResourceQuota') }],
  ['F40', 'capacity', 'passed', { world: unread('PersistentVolumeClaim') }],
  [
    'F40',
    'capacity',
    'notChecked',
    { podSpec: withClaim, world: unread('PersistentVolumeClaim') },
  ],
  [
    'F40',
    'capacity',
    'warning',
    {
      podSpec: withClaim,
      world: around('PersistentVolumeClaim', claim('ReadWriteOnce')),
    },
  ],
  [
    'F40',
    'capacity',
    'passed',
    {
      podSpec: withClaim,
      world: around('PersistentVolumeClaim', claim('ReadWriteMany')),
    },
  ],
  [
    'F41',
    'disruption-budget',
    'notChecked',
    { world: unread('PodDisruptionBudget.policy') },
  ],
  ['F41', 'disruption-budget', undefined, {}],
  [
    'F41',
    'disruption-budget',
    'passed',
    {
      world: around('PodDisruptionBudget.policy', {
        metadata: { name: 'b' },
        spec: { selector: { matchLabels: { app: 'worker' } } },
      }),
    },
  ],
  [
    'F42',
    'oidc-provider',
    'blocked',
    { world: cluster({ issuer: 'https://kubernetes.default.svc' }) },
  ],
  ['F43', 'operating-system', undefined, {}],
  [
    'F43',
    'operating-system',
    'warning',
    { podSpec: { os: { name: 'windows' } } },
  ],
  ['F44', 'cluster-issuer', 'passed', {}],
  [
    'F44',
    'cluster-issuer',
    'warning',
    {
      world: roles(
        role({ 'irsa:cluster': 'eks-prod-eu', 'irsa:issuer': 'https://old' }),
      ),
    },
  ],
  ['F45', 'boundary', 'notChecked', { context: owned }],
  [
    'F45',
    'boundary',
    'warning',
    { context: owned, world: boundedBy({ Action: 'sqs:*', Resource: '*' }) },
  ],
  [
    'F45',
    'boundary',
    'notChecked',
    { context: owned, world: boundedBy({ Action: '*', Resource: '*' }) },
  ],
  ['F45', 'boundary', 'notChecked', { context: owned, world: boundedBy() }],
  ['F46', 'role-name', 'passed', {}],
  ['F46', 'role-name', 'blocked', { context: { role: role({}) } }],
  [
    'F46',
    'role-name',
    'passed',
    { context: { role: plannedRole({}), awsHalf: BY_CODE } },
  ],
  [
    'F46',
    'role-name',
    'blocked',
    {
      context: {
        role: plannedRole({ 'irsa:workload': 'a/Deployment/other' }),
        awsHalf: BY_CODE,
      },
    },
  ],
  ['F47', 'scalers', undefined, {}],
  [
    'F47',
    'scalers',
    'blocked',
    {
      world: around('ScaledObject.keda.sh', {
        metadata: { name: 's' },
        spec: {
          scaleTargetRef: { name: 'worker' },
          triggers: [{ metadata: { keyFromEnv: 'AWS_ACCESS_KEY_ID' } }],
        },
      }),
    },
  ],
  ...(
    [
      ['as KEDA', { metadata: { identityOwner: 'operator' } }, 'passed'],
      ['as nobody', { metadata: { queueURL: 'q' } }, 'warning'],
      ['another kind', { type: 'kafka', metadata: {} }, 'passed'],
    ] as const
  ).map(
    ([, trigger, state]): Row => [
      'F47',
      'scalers',
      state,
      { world: around('ScaledObject.keda.sh', scaledBy(trigger)) },
    ],
  ),
  ...(
    [
      [{ provider: 'aws' }, 'passed'],
      [{ provider: 'aws', identityOwner: 'workload' }, 'warning'],
      [{ provider: 'aws-eks' }, 'warning'],
    ] as const
  ).map(
    ([podIdentity, state]): Row => [
      'F47',
      'scalers',
      state,
      {
        world: {
          surroundings: {
            items: {
              'ScaledObject.keda.sh': [
                scaledBy({ authenticationRef: { name: 'keda' } }),
              ],
              'TriggerAuthentication.keda.sh': [
                { metadata: { name: 'keda' }, spec: { podIdentity } },
              ],
            },
            notRead: {},
          },
        },
      },
    ],
  ),
  [
    'F21',
    'start-storm',
    'warning',
    {
      world: around('ScaledObject.keda.sh', {
        metadata: { name: 's' },
        spec: {
          scaleTargetRef: { name: 'worker' },
          maxReplicaCount: 900,
        },
      }),
    },
  ],
  ['F48', 'session-name', 'passed', {}],
];

describe('the checks of a plan', () => {
  it.each(ROWS)('%s %s: %s (%#)', (mode, id, state, situation) => {
    const found = runChecks(checkContext(situation)).find(
      check => check.id === id,
    );
    const isTrouble = state === 'blocked' || state === 'warning';
    const said = found && {
      state: found.state,
      mode: found.failureMode,
      isSentence: /\.$/.test(found.message ?? ''),
      hasEvidence: found.evidence.length > 0,
      saysWhatToDo: !isTrouble || /\.$/.test(found.fix ?? ''),
    };
    expect(said).toEqual(
      state && {
        state,
        mode,
        isSentence: true,
        hasEvidence: true,
        saysWhatToDo: true,
      },
    );
  });

  it.each([
    ['an account that was read', { context: owned }],
    ['an account that was not', { world: notConnected('777788889999', 'E') }],
  ])('give each answer under an id of its own: %s', (_of, situation) => {
    const ids = runChecks(checkContext(situation)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('say of what only the account tells that it is not known, when it was not read', () => {
    const answers = runChecks(
      checkContext({ world: notConnected('777788889999', 'EFGH') }),
    );
    const ofAccount = answers.filter(({ evidence }) =>
      /of account|of the account|of user/i.test(evidence),
    );
    expect(
      ofAccount.filter(
        ({ id, state }) => id !== 'access-key' && state !== 'notChecked',
      ),
    ).toEqual([]);
    expect(
      answers
        .filter(({ evidence }) => /Nothing was read in the acc/.test(evidence))
        .map(({ id, state }) => [id, state]),
    ).toEqual(
      [
        'other-managers',
        'oidc-provider',
        'cluster-issuer',
        'propagation',
        'policy',
        'boundary',
        'role-name',
        'trust-policy',
        'user-actions',
        'resource-policies',
        'cluster-access',
      ].map(id => [id, 'notChecked']),
    );
  });

  it('keep what stands in the way in the cluster, when the account was not read', () => {
    const answers = runChecks(
      checkContext({
        world: {
          ...notConnected('777788889999', 'EFGH'),
          ...cluster({ issuer: 'https://kubernetes.default.svc' }),
        },
      }),
    );
    expect(answers.find(({ id }) => id === 'oidc-provider')).toMatchObject({
      state: 'blocked',
      failureMode: 'F42',
    });
  });

  it.each(Array.from({ length: 48 }, (_, index) => `F${index + 1}`))(
    'are tried for %s',
    mode => {
      expect(ROWS.map(([each]) => each)).toContain(mode);
    },
  );
});
