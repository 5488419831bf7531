import { TestCluster, clusterForTests } from '../clusterForTests';
import { Container, JsonObject, Pod } from '../types';

const ROLE = 'arn:aws:iam::111122223333:role/demo';
const PREFIX = 'eks.amazonaws.com';
const TOKEN_FILE = '/var/run/secrets/eks.amazonaws.com/serviceaccount/token';
const ROLE_ENV = [
  { name: 'AWS_ROLE_ARN', value: ROLE },
  { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: TOKEN_FILE },
];
const REGION_ENV = [
  { name: 'AWS_DEFAULT_REGION', value: 'eu-west-1' },
  { name: 'AWS_REGION', value: 'eu-west-1' },
];

interface Case {
  account?: Record<string, string>;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  env?: JsonObject[];
  spec?: JsonObject;
  /** Environment of the first container. Default: the region and the role. */
  expected?: JsonObject[];
  mounted?: boolean;
  expiration?: number;
  audience?: string;
}

const cases: Record<string, Case> = {
  'a role': {},
  'no annotation': {
    account: { [`${PREFIX}/role-arn`]: '' },
    expected: [],
    mounted: false,
  },
  'an invalid ARN is injected as it is': {
    account: { [`${PREFIX}/role-arn`]: ' not-an-arn ' },
    expected: [
      ...REGION_ENV,
      { name: 'AWS_ROLE_ARN', value: ' not-an-arn ' },
      ROLE_ENV[1],
    ],
  },
  'regional endpoints': {
    account: { [`${PREFIX}/sts-regional-endpoints`]: 'true' },
    expected: [
      { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
      ...REGION_ENV,
      ...ROLE_ENV,
    ],
  },
  '"yes" is not true': {
    account: { [`${PREFIX}/sts-regional-endpoints`]: 'yes' },
  },
  'a preset role wins': {
    env: [{ name: 'AWS_ROLE_ARN', value: 'mine' }],
    expected: [{ name: 'AWS_ROLE_ARN', value: 'mine' }, ...REGION_ENV],
  },
  'a preset token file wins': {
    env: [{ name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/t' }],
    expected: [
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/t' },
      ...REGION_ENV,
    ],
  },
  'one preset region keeps both out': {
    env: [{ name: 'AWS_REGION', value: 'us-east-1' }],
    expected: [{ name: 'AWS_REGION', value: 'us-east-1' }, ...ROLE_ENV],
  },
  'static keys stay beside the role': {
    env: [{ name: 'AWS_ACCESS_KEY_ID', value: 'example' }],
    expected: [
      { name: 'AWS_ACCESS_KEY_ID', value: 'example' },
      ...REGION_ENV,
      ...ROLE_ENV,
    ],
  },
  'everything preset: no mount': {
    env: [
      { name: 'AWS_ROLE_ARN', value: 'mine' },
      { name: 'AWS_REGION', value: 'us-east-1' },
      { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
    ],
    expected: [
      { name: 'AWS_ROLE_ARN', value: 'mine' },
      { name: 'AWS_REGION', value: 'us-east-1' },
      { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
    ],
    mounted: false,
  },
  'skip-containers': {
    annotations: { [`${PREFIX}/skip-containers`]: 'other,app' },
    expected: [],
    mounted: false,
  },
  'skip-containers is not trimmed': {
    annotations: { [`${PREFIX}/skip-containers`]: 'other, app' },
  },
  'the opt-out label': {
    labels: { [`${PREFIX}/skip-pod-identity-webhook`]: '' },
    expected: [],
    mounted: false,
  },
  'token expiration of the account': {
    account: { [`${PREFIX}/token-expiration`]: '7200' },
    expiration: 7200,
  },
  'the Pod says more than the account': {
    account: { [`${PREFIX}/token-expiration`]: '7200' },
    annotations: { [`${PREFIX}/token-expiration`]: '900' },
    expiration: 900,
  },
  'no less than ten minutes': {
    annotations: { [`${PREFIX}/token-expiration`]: '60' },
    expiration: 600,
  },
  audience: {
    account: { [`${PREFIX}/audience`]: 'sts.amazonaws.com.cn' },
    audience: 'sts.amazonaws.com.cn',
  },
  windows: {
    spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } },
    expected: [
      ...REGION_ENV,
      ROLE_ENV[0],
      {
        name: 'AWS_WEB_IDENTITY_TOKEN_FILE',
        value:
          'C:\\var\\run\\secrets\\eks.amazonaws.com\\serviceaccount\\token',
      },
    ],
  },
};

describe('the pod identity webhook', () => {
  let cluster: TestCluster;
  let number = 0;
  /** The ServiceAccount with an association. */
  let associated = '';

  beforeAll(async () => {
    cluster = await clusterForTests({
      region: 'eu-west-1',
      podIdentity: { has: (_, name) => name === associated },
    });
  });
  afterAll(() => cluster.close());

  async function admitted(one: Case): Promise<Pod> {
    number += 1;
    const account = `account-${number}`;
    await cluster.apply([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {
          name: account,
          namespace: 'default',
          annotations: { [`${PREFIX}/role-arn`]: ROLE, ...one.account },
        },
      },
    ]);
    const { status, body } = await cluster.call(
      'POST',
      '/api/v1/namespaces/default/pods?dryRun=All',
      {
        metadata: {
          name: 'probe',
          annotations: one.annotations,
          labels: one.labels,
        },
        spec: {
          serviceAccountName: account,
          containers: [{ name: 'app', image: 'app:1', env: one.env }],
          ...one.spec,
        },
      },
    );
    expect(status).toBe(201);
    return body as unknown as Pod;
  }

  const mountOf = (container: Container) =>
    container.volumeMounts?.find(mount => mount.name === 'aws-iam-token');

  it.each(Object.entries(cases))('%s', async (_name, one) => {
    const pod = await admitted(one);
    const [container] = pod.spec.containers;
    expect(container.env ?? []).toEqual(
      one.expected ?? [...REGION_ENV, ...ROLE_ENV],
    );
    expect(Boolean(mountOf(container))).toBe(one.mounted ?? true);
    if (one.mounted === false) {
      return;
    }
    const volume = pod.spec.volumes?.find(
      candidate => candidate.name === 'aws-iam-token',
    );
    expect(volume?.projected).toEqual({
      defaultMode: 420,
      sources: [
        {
          serviceAccountToken: {
            audience: one.audience ?? 'sts.amazonaws.com',
            expirationSeconds: one.expiration ?? 86400,
            path: 'token',
          },
        },
      ],
    });
  });

  it('keeps a volume of that name and mounts it as if it were the token', async () => {
    const pod = await admitted({
      spec: { volumes: [{ name: 'aws-iam-token', emptyDir: {} }] },
    });
    expect(
      pod.spec.volumes?.filter(volume => volume.name === 'aws-iam-token'),
    ).toEqual([{ name: 'aws-iam-token', emptyDir: {} }]);
    expect(mountOf(pod.spec.containers[0])).toBeDefined();
  });

  it('mutates init containers too', async () => {
    const pod = await admitted({
      spec: { initContainers: [{ name: 'init', image: 'init:1' }] },
    });
    expect(pod.spec.initContainers?.[0].env).toEqual([
      ...REGION_ENV,
      ...ROLE_ENV,
    ]);
  });

  it('gives the agent in place of the role of an annotation where there is an association', async () => {
    associated = `account-${number + 1}`;
    const { spec } = await admitted({});
    expect(spec.containers[0].env).toEqual([
      ...REGION_ENV,
      {
        name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
        value: 'http://169.254.170.23/v1/credentials',
      },
      {
        name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
        value:
          '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
      },
    ]);
    expect(
      spec.volumes?.find(({ name }) => name === 'eks-pod-identity-token')
        ?.projected,
    ).toMatchObject({
      sources: [
        { serviceAccountToken: { audience: 'pods.eks.amazonaws.com' } },
      ],
    });
  });

  it('is off while its configuration is gone', async () => {
    const path =
      '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations';
    const { body } = await cluster.call('GET', `${path}/pod-identity-webhook`);
    await cluster.call('DELETE', `${path}/pod-identity-webhook`);
    expect((await admitted({})).spec.containers[0].env).toBeUndefined();
    await cluster.call('POST', path, {
      ...body,
      metadata: { name: body.metadata.name },
    });
    expect((await admitted({})).spec.containers[0].env).toHaveLength(4);
  });

  it('refuses a Pod whose ServiceAccount is missing', async () => {
    const { status, body } = await cluster.call(
      'POST',
      '/api/v1/namespaces/default/pods',
      {
        metadata: { name: 'lost' },
        spec: {
          serviceAccountName: 'nobody',
          containers: [{ name: 'app', image: 'app:1' }],
        },
      },
    );
    expect(status).toBe(403);
    expect(body.message).toBe(
      'pods "lost" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found',
    );
  });
});
