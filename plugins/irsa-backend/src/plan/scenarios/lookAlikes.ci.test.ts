import { Check } from 'backstage-plugin-irsa-common';
import { customDefinition } from '../../__testUtils__/customDefinition';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import {
  deployment,
  keyedDeployment,
  PlanBench,
} from '../__testUtils__/PlanBench';

type Key = { id: string; secret: string };
/** What is put into a namespace of this name; the workload has the same name. */
type Make = (name: string, key: Key) => object[];

const object = (kind: string, at: string, name: string, data: object) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: at },
  ...(kind === 'Secret' ? { stringData: data } : { data }),
});
const whole = (name: string) => ({ secretRef: { name: `${name}-aws` } });

/** The key in variables, and a ConfigMap whose values are variables too. */
const withSettings =
  (data: object, podSpec = {}): Make =>
  (name, key) =>
    [
      ...keyedDeployment(
        {
          namespace: name,
          container: {
            envFrom: [whole(name), { configMapRef: { name: 'settings' } }],
          },
          podSpec,
        },
        key,
      ),
      object('ConfigMap', name, 'settings', data),
    ];
/** The key in a file at /root/.aws, and a ConfigMap at /app. */
const withFiles =
  (credentials: (key: Key) => object, data: object = { note: 'x' }): Make =>
  (name, key) =>
    [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace: name },
      },
      object('Secret', name, `${name}-aws`, credentials(key)),
      object('ConfigMap', name, 'settings', data),
      deployment({
        namespace: name,
        container: {
          volumeMounts: [
            { name: 'keys', mountPath: '/root/.aws' },
            { name: 'settings', mountPath: '/app' },
          ],
        },
        podSpec: {
          volumes: [
            { name: 'keys', secret: { secretName: `${name}-aws` } },
            { name: 'settings', configMap: { name: 'settings' } },
          ],
        },
      }),
    ];
const profile = (name: string) => (key: Key) => ({
  credentials: `[${name}]\naws_access_key_id = ${key.id}\naws_secret_access_key = ${key.secret}\n`,
});
/** The key in variables, and other parts of the Pod. */
const withPod =
  (podSpec: object): Make =>
  (name, key) =>
    keyedDeployment({ namespace: name, podSpec }, key);
const s3Credentials: Make = (name, key) => [
  ...keyedDeployment({ namespace: name }, key),
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name, namespace: name },
    spec: {
      backup: {
        barmanObjectStore: {
          s3Credentials: { accessKeyId: { name: `${name}-aws`, key: 'id' } },
        },
      },
    },
  },
];
const withRole: Make = (name, key) => [
  ...keyedDeployment({ namespace: name }, key),
  object('Secret', name, `${name}-aws`, {
    AWS_ACCESS_KEY_ID: key.id,
    AWS_SECRET_ACCESS_KEY: key.secret,
    AWS_ROLE_ARN: 'arn:aws:iam::444455556666:role/partner',
  }),
];
/** A namespace whose Pods get the proxy of Linkerd. */
const linkerd: Make = (name, key) => [
  ...keyedDeployment({ namespace: name }, key),
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, annotations: { 'linkerd.io/inject': 'enabled' } },
  },
];

onOneDatabase('Situations and their look-alikes', open => {
  let bench: PlanBench;
  let key: Key;
  /** Those of a workload with nothing about it, and what a test need not wait for. */
  let usual: Set<string>;
  const states = (checks: Check[]) =>
    checks
      .filter(({ state }) => state === 'blocked' || state === 'warning')
      .map(({ id, state }) => `${id} ${state}`);

  beforeAll(async () => {
    bench = await PlanBench.start(await open(), {}, [], undefined, undefined, {
      eksCluster: 'eks-prod-eu',
    });
    key = await bench.user('twins');
    await bench.apply(
      customDefinition('postgresql.cnpg.io', 'Cluster'),
      ...keyedDeployment({ namespace: 'plain' }, key),
    );
    usual = new Set([
      ...states((await bench.plan('plain')).checks),
      'health blocked',
      'shared-key warning',
    ]);
  });

  afterAll(async () => {
    await bench?.close();
  });

  it.each<[string, string, Make]>([
    [
      'sts-legacy',
      'sts-endpoint warning',
      withSettings({ AWS_STS_REGIONAL_ENDPOINTS: 'legacy' }),
    ],
    [
      'sts-elsewhere',
      'sts-endpoint warning',
      withSettings({ AWS_ENDPOINT_URL_STS: 'https://sts.example.com' }),
    ],
    [
      'msk-profile',
      'file-readers warning',
      withFiles(profile('kafka'), { jaas: 'x awsProfileName="kafka";' }),
    ],
    [
      'boto-profile',
      'file-readers warning',
      withFiles(profile('backup'), { 'run.py': "S(profile_name='backup')" }),
    ],
    [
      'bare-files',
      'file-readers warning',
      withFiles(({ id, secret }) => ({ accesskey: id, secretkey: secret })),
    ],
    [
      'key-class',
      'key-providers warning',
      withSettings({ CONF: 'provider=x.SimpleAWSCredentialsProvider' }),
    ],
    [
      'mail-by-smtp',
      'derived-credentials blocked',
      (name, { id }) => [
        ...keyedDeployment({ namespace: name }, key),
        object('Secret', name, `${name}-mail`, {
          MAILER_DSN: `ses+smtp://${id}:word@default?region=eu-west-1`,
        }),
        deployment({
          namespace: name,
          container: { envFrom: [{ secretRef: { name: `${name}-mail` } }] },
        }),
      ],
    ],
    ['cnpg', 'secret warning', s3Credentials],
    ['role-in-secret', 'webhook blocked', withRole],
    ['linkerd', 'mesh warning', linkerd],
  ])('%s: %s', async (name, expected, make) => {
    await bench.apply(...make(name, key));
    expect(states((await bench.plan(name)).checks)).toContain(expected);
  });

  it.each<[string, Make]>([
    ['sts-regional', withSettings({ AWS_STS_REGIONAL_ENDPOINTS: 'regional' })],
    [
      'no-node-role',
      withSettings(
        { AWS_EC2_METADATA_DISABLED: 'true' },
        { hostNetwork: true },
      ),
    ],
    [
      'class-for-roles',
      withSettings({ CONF: 'x.WebIdentityTokenCredentialsProvider' }),
    ],
    [
      'mail-by-api',
      withSettings({ MAILER_DSN: 'ses+api://default?region=eu-west-1' }),
    ],
    ['spring-profile', withSettings({ CONF: 'profile: prod' })],
    [
      'linux',
      withPod({
        nodeSelector: { 'kubernetes.io/os': 'linux' },
        tolerations: [{ key: 'os', value: 'windows' }],
      }),
    ],
    ['no-token', withPod({ automountServiceAccountToken: false })],
    ['unprivileged', withPod({ securityContext: { runAsNonRoot: true } })],
  ])('%s: nothing', async (name, make) => {
    await bench.apply(...make(name, key));
    const { checks } = await bench.plan(name);
    expect(states(checks).filter(each => !usual.has(each))).toEqual([]);
  });

  it('is a cluster that lets the user of the key in by name', async () => {
    const access = (userarn: string) =>
      object('ConfigMap', 'kube-system', 'aws-auth', {
        mapUsers: `- userarn: ${userarn}\n  groups: [system:masters]\n`,
      });
    await bench.apply(access('arn:aws:iam::111122223333:user/twins-of-others'));
    expect(await bench.check('cluster-access', 'plain')).toBeUndefined();
    await bench.apply(access('arn:aws:iam::111122223333:user/twins'));
    expect(await bench.check('cluster-access', 'plain')).toMatchObject({
      state: 'warning',
      failureMode: 'F23',
    });
  });

  it('is a cluster with an access entry for the user', async () => {
    const { name, region, account } = bench.sandbox.clusters.find(
      each => each.name === 'eks-prod-eu',
    )!;
    const issuer = await bench.clusters.get(name).issuer();
    const enter = (...accessEntries: string[]) =>
      bench.sandbox.aws
        .account(account)!
        .import({ eksClusters: [{ name, region, issuer, accessEntries }] });
    await bench.apply(...keyedDeployment({ namespace: 'entered' }, key));
    await bench.apply(
      object('ConfigMap', 'kube-system', 'aws-auth', { mapUsers: '' }),
    );
    enter('arn:aws:iam::111122223333:user/twins-of-others');
    expect(await bench.check('cluster-access', 'entered')).toBeUndefined();
    enter('arn:aws:iam::111122223333:user/twins');
    expect(await bench.check('cluster-access', 'entered')).toMatchObject({
      state: 'warning',
      params: { ways: ['an access entry of EKS'] },
    });
  });

  it('is a cluster of EKS whose access entries could not be read', async () => {
    await bench.apply(...keyedDeployment({ namespace: 'closed' }, key));
    const issuer = await bench.clusters.get('eks-prod-eu').issuer();
    // In this region EKS does not know the cluster any more.
    bench.sandbox.aws.account('111122223333')!.import({
      eksClusters: [{ name: 'eks-prod-eu', region: 'eu-north-1', issuer }],
    });
    expect(await bench.check('cluster-access', 'closed')).toMatchObject({
      state: 'notChecked',
      message: expect.stringContaining('access entries were not read'),
    });
  });
});
