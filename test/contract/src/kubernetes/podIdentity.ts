import { Behaviour } from '../contract';
import { Cluster } from './support/Cluster';
import { container, deployment, pod } from './support/manifests';
import { made, post, stored } from './support/objects';
import { plain } from './support/reduce';
import { until } from '@internal/sandbox/until';

type Row = Behaviour<Cluster>;

const WEBHOOK = 'https://github.com/aws/amazon-eks-pod-identity-webhook';
const EKS = 'eks.amazonaws.com';
const ROLE = 'arn:aws:iam::111122223333:role/contract';
const FOLDER = '/var/run/secrets/eks.amazonaws.com/serviceaccount';

const ROLE_VARIABLES = [
  { name: 'AWS_ROLE_ARN', value: ROLE },
  { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: `${FOLDER}/token` },
];
const MOUNT = { name: 'aws-iam-token', readOnly: true, mountPath: FOLDER };
const VOLUME = {
  name: 'aws-iam-token',
  projected: {
    defaultMode: 420,
    sources: [
      {
        serviceAccountToken: {
          audience: 'sts.amazonaws.com',
          expirationSeconds: 86_400,
          path: 'token',
        },
      },
    ],
  },
};
/** The webhook's cache of ServiceAccounts is behind for a second or two. With a fault, many rows wait for it in vain. */
const CACHE_MS = process.env.FAULT ? 3_000 : 90_000;
const REGION = /^AWS_(DEFAULT_)?REGION$/;

/** Annotations without prefix. */
const prefixed = (annotations: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [
      `${EKS}/${name}`,
      value,
    ]),
  );

/**
 * A Pod of the ServiceAccount `mine` after the webhook. The webhook learns of the annotation with a delay, so plain
 * Pods are tried until it has. A region that a world adds is left out; see `identity.region`.
 */
async function admitted(
  cluster: Cluster,
  annotations: Record<string, string>,
  body: any,
) {
  await made(cluster, 'serviceaccounts', {
    metadata: { name: 'mine', annotations: prefixed(annotations) },
  });
  const dry = (manifest: any) =>
    cluster.must({
      method: 'POST',
      path: `${cluster.core}/pods`,
      query: { dryRun: 'All' },
      body: {
        ...manifest,
        spec: { serviceAccountName: 'mine', ...manifest.spec },
      },
    });
  if (annotations['role-arn']) {
    await until(
      () => dry(pod('asks')),
      ({ spec }) => Boolean(spec.containers[0].env),
      CACHE_MS,
    );
  }
  return dry(body);
}

const own = (list: any[] | undefined) =>
  (list ?? []).filter(
    ({ name }: { name: string }) => !name.startsWith('kube-api-access'),
  );

function shown({ name, env, volumeMounts }: any) {
  return plain({
    name,
    env: (env ?? []).filter((each: any) => !REGION.test(each.name)),
    mounts: own(volumeMounts),
  });
}

const reduced = ({ spec }: any) =>
  plain({
    init: spec.initContainers?.map(shown),
    containers: spec.containers.map(shown),
    volumes: own(spec.volumes),
  });

const identity = (
  id: string,
  what: string,
  annotations: Record<string, string>,
  body: unknown,
  answer: unknown,
): Row => ({
  id: `identity.${id}`,
  what,
  source: WEBHOOK,
  call: async cluster => reduced(await admitted(cluster, annotations, body)),
  answer,
});

const APP = { name: 'app', env: ROLE_VARIABLES, mounts: [MOUNT] };
const UNTOUCHED = { name: 'app', env: [], mounts: [] };
const PLAIN = { containers: [APP], volumes: [VOLUME] };

const lasting = (
  id: string,
  what: string,
  ofAccount: string | undefined,
  ofPod: string | undefined,
  expected: number,
): Row => ({
  id: `identity.${id}`,
  what,
  source: WEBHOOK,
  call: async cluster => {
    const annotated = (value?: string): Record<string, string> =>
      value === undefined ? {} : { 'token-expiration': value };
    const { spec } = await admitted(
      cluster,
      { 'role-arn': ROLE, ...annotated(ofAccount) },
      pod('p', {}, { annotations: prefixed(annotated(ofPod)) }),
    );
    const volume = spec.volumes.find(
      ({ name }: { name: string }) => name === 'aws-iam-token',
    );
    return volume.projected.sources[0].serviceAccountToken.expirationSeconds;
  },
  answer: expected,
});

const withEnv = (...env: object[]) =>
  pod('p', { containers: [container({ env })] });

const mutation: Row[] = [
  identity(
    'mutates',
    'a Pod of a ServiceAccount with a role gets role, token file, and the volume it is in',
    { 'role-arn': ROLE },
    pod('p'),
    PLAIN,
  ),
  identity('no-role', 'without a role a Pod stays as it is', {}, pod('p'), {
    containers: [UNTOUCHED],
    volumes: [],
  }),
  identity(
    'regional',
    'regional endpoints of STS are asked for when the ServiceAccount says so',
    { 'role-arn': ROLE, 'sts-regional-endpoints': 'true' },
    pod('p'),
    {
      ...PLAIN,
      containers: [
        {
          ...APP,
          env: [
            { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
            ...ROLE_VARIABLES,
          ],
        },
      ],
    },
  ),
  identity(
    'regional-other',
    'any word but a boolean means no',
    { 'role-arn': ROLE, 'sts-regional-endpoints': 'yes' },
    pod('p'),
    PLAIN,
  ),
  identity(
    'audience',
    'the ServiceAccount may name another audience',
    { 'role-arn': ROLE, audience: 'somebody' },
    pod('p'),
    {
      ...PLAIN,
      volumes: [
        {
          ...VOLUME,
          projected: {
            defaultMode: 420,
            sources: [
              {
                serviceAccountToken: {
                  audience: 'somebody',
                  expirationSeconds: 86_400,
                  path: 'token',
                },
              },
            ],
          },
        },
      ],
    },
  ),
  identity(
    'init-containers',
    'init containers are served as well',
    { 'role-arn': ROLE },
    pod('p', { initContainers: [container({ name: 'first' })] }),
    { ...PLAIN, init: [{ ...APP, name: 'first' }] },
  ),
  identity(
    'skip-containers',
    'containers that the Pod names are skipped, blanks included',
    { 'role-arn': ROLE },
    pod(
      'p',
      {
        containers: [
          container(),
          container({ name: 'one' }),
          container({ name: 'two' }),
        ],
      },
      { annotations: { [`${EKS}/skip-containers`]: 'one, two' } },
    ),
    {
      containers: [APP, { ...UNTOUCHED, name: 'one' }, { ...APP, name: 'two' }],
      volumes: [VOLUME],
    },
  ),
  identity(
    'own-role',
    'a role that the container has of its own stays, and no token file is added',
    { 'role-arn': ROLE },
    withEnv({ name: 'AWS_ROLE_ARN', value: 'mine' }),
    {
      ...PLAIN,
      containers: [{ ...APP, env: [{ name: 'AWS_ROLE_ARN', value: 'mine' }] }],
    },
  ),
  identity(
    'own-token-file',
    'a token file of its own keeps the role out as well',
    { 'role-arn': ROLE },
    withEnv({ name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/mine' }),
    {
      ...PLAIN,
      containers: [
        {
          ...APP,
          env: [{ name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/mine' }],
        },
      ],
    },
  ),
  identity(
    'all-of-its-own',
    'a container that has role, region and endpoints of its own gets not even the volume',
    { 'role-arn': ROLE },
    withEnv(
      { name: 'AWS_ROLE_ARN', value: 'mine' },
      { name: 'AWS_REGION', value: 'mine' },
      { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'mine' },
    ),
    {
      containers: [
        {
          ...UNTOUCHED,
          env: [
            { name: 'AWS_ROLE_ARN', value: 'mine' },
            { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'mine' },
          ],
        },
      ],
      volumes: [],
    },
  ),
  identity(
    'keys-stay',
    'keys in the environment stay beside the role, and so the keys are used',
    { 'role-arn': ROLE },
    withEnv({
      name: 'AWS_ACCESS_KEY_ID',
      valueFrom: { secretKeyRef: { name: 's', key: 'k' } },
    }),
    {
      ...PLAIN,
      containers: [
        {
          ...APP,
          env: [
            {
              name: 'AWS_ACCESS_KEY_ID',
              valueFrom: { secretKeyRef: { name: 's', key: 'k' } },
            },
            ...ROLE_VARIABLES,
          ],
        },
      ],
    },
  ),
  identity(
    'own-volume',
    'a volume of that name is taken as it is',
    { 'role-arn': ROLE },
    pod('p', { volumes: [{ name: 'aws-iam-token', emptyDir: {} }] }),
    { ...PLAIN, volumes: [{ name: 'aws-iam-token', emptyDir: {} }] },
  ),
  identity(
    'not-an-arn',
    'a role that is no ARN is handed on as it is',
    { 'role-arn': ' not an arn ' },
    pod('p'),
    {
      ...PLAIN,
      containers: [
        {
          ...APP,
          env: [
            { name: 'AWS_ROLE_ARN', value: ' not an arn ' },
            ROLE_VARIABLES[1],
          ],
        },
      ],
    },
  ),
  identity(
    'label',
    'a label on the Pod keeps the webhook out',
    { 'role-arn': ROLE },
    pod('p', {}, { labels: { [`${EKS}/skip-pod-identity-webhook`]: '' } }),
    { containers: [UNTOUCHED], volumes: [] },
  ),
  lasting(
    'lasts-account',
    'the ServiceAccount says how long',
    '7200',
    undefined,
    7200,
  ),
  lasting('lasts-pod', 'the Pod says so before it', '7200', '3600', 3600),
  lasting(
    'lasts-least',
    'less than ten minutes is ten minutes',
    '1',
    undefined,
    600,
  ),
  lasting(
    'lasts-no-number',
    'what is no number is passed over',
    'long',
    undefined,
    86_400,
  ),
  {
    id: 'identity.region',
    what: 'a region is set under both names or under none, and never over one that is there',
    source: WEBHOOK,
    call: async cluster => {
      const regions = ({ spec }: any) =>
        (spec.containers[0].env ?? []).filter(({ name }: any) =>
          REGION.test(name),
        );
      const free = regions(
        await admitted(cluster, { 'role-arn': ROLE }, pod('p')),
      );
      const kept = await cluster.must({
        method: 'POST',
        path: `${cluster.core}/pods`,
        query: { dryRun: 'All' },
        body: pod('q', {
          serviceAccountName: 'mine',
          containers: [
            container({ env: [{ name: 'AWS_REGION', value: 'x' }] }),
          ],
        }),
      });
      return [[0, 2].includes(free.length), regions(kept)];
    },
    answer: [true, [{ name: 'AWS_REGION', value: 'x' }]],
  },
];

const reach: Row[] = [
  {
    id: 'identity.deployment',
    what: 'the Pods of a Deployment get a role, its template does not',
    source: WEBHOOK,
    call: async cluster => {
      await admitted(cluster, { 'role-arn': ROLE }, pod('p'));
      await made(
        cluster,
        'deployments',
        deployment('d', { template: { serviceAccountName: 'mine' } }),
      );
      const { items } = await until(
        () => cluster.must({ path: `${cluster.core}/pods` }),
        list => list.items.length > 0,
      );
      const { spec } = await stored(cluster, 'deployments', 'd');
      return { template: reduced(spec.template), pod: reduced(items[0]) };
    },
    answer: {
      template: { containers: [UNTOUCHED], volumes: [] },
      pod: PLAIN,
    },
  },
  {
    id: 'identity.existing',
    what: 'a Pod that is there already stays as it is when its ServiceAccount gets a role',
    source: WEBHOOK,
    call: async cluster => {
      await post(cluster, 'pods', pod('old', { nodeSelector: { no: 'such' } }));
      await cluster.must({
        method: 'PATCH',
        path: `${cluster.core}/serviceaccounts/default`,
        headers: { 'Content-Type': 'application/merge-patch+json' },
        body: { metadata: { annotations: prefixed({ 'role-arn': ROLE }) } },
      });
      const dry = () =>
        cluster.must({
          method: 'POST',
          path: `${cluster.core}/pods`,
          query: { dryRun: 'All' },
          body: pod('new'),
        });
      const fresh = await until(
        dry,
        ({ spec }) => spec.containers[0].env,
        CACHE_MS,
      );
      return {
        old: reduced(await stored(cluster, 'pods', 'old')),
        new: reduced(fresh),
      };
    },
    answer: { old: { containers: [UNTOUCHED], volumes: [] }, new: PLAIN },
  },
];

export const podIdentity: Row[] = [...mutation, ...reach];
