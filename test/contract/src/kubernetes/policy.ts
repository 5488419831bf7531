import { Behaviour } from '../contract';
import { ADMISSION, EVICTION } from './api';
import { Cluster } from './support/Cluster';
import { configMap, container, deployment, pod } from './support/manifests';
import { made, pathOf, post, remove, stored } from './support/objects';
import { told } from './support/people';
import { outcome, plain } from './support/reduce';
import { until } from '@internal/sandbox/until';

type Row = Behaviour<Cluster>;

const LIMITS = 'https://kubernetes.io/docs/concepts/policy/limit-range/';
const QUOTAS = 'https://kubernetes.io/docs/concepts/policy/resource-quotas/';
const POD_SECURITY =
  'https://kubernetes.io/docs/concepts/security/pod-security-admission/';
const POLICY = '/apis/policy/v1/namespaces';

const dry = (cluster: Cluster, body: unknown) =>
  post(cluster, 'pods', body, { dryRun: 'All' });

async function enforce(cluster: Cluster, level: string, mode = 'enforce') {
  await cluster.must({
    method: 'PATCH',
    path: `/api/v1/namespaces/${cluster.namespace}`,
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body: {
      metadata: { labels: { [`pod-security.kubernetes.io/${mode}`]: level } },
    },
  });
  // The API server sees the label with a delay.
  await until(
    () => dry(cluster, pod('asks', { hostNetwork: true })),
    ({ status, headers }) =>
      mode === 'enforce' ? status === 403 : Boolean(headers.warning),
  );
}

const SAFE = {
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

const podSecurity: Row[] = [
  {
    id: 'policy.restricted-refuses',
    what: 'a restricted namespace refuses a plain Pod and says all that is wrong',
    source: POD_SECURITY,
    call: async cluster => {
      await enforce(cluster, 'restricted');
      return told(cluster, await dry(cluster, pod('p')));
    },
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'pods',
      message:
        'pods "p" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    },
  },
  {
    id: 'policy.restricted-lets',
    what: 'a restricted namespace lets a careful Pod pass, token volume of the webhook included',
    source: POD_SECURITY,
    call: async cluster => {
      await enforce(cluster, 'restricted');
      const volumes = [
        {
          name: 'aws-iam-token',
          projected: {
            sources: [
              {
                serviceAccountToken: {
                  audience: 'sts.amazonaws.com',
                  path: 'token',
                },
              },
            ],
          },
        },
      ];
      return outcome(
        await dry(
          cluster,
          pod('p', { containers: [container(SAFE)], volumes }),
        ),
      );
    },
    answer: 201,
  },
  {
    id: 'policy.baseline',
    what: 'baseline refuses the network of the host, not a plain Pod',
    source: POD_SECURITY,
    call: async cluster => {
      await enforce(cluster, 'baseline');
      const refused = await dry(cluster, pod('p', { hostNetwork: true }));
      return [
        outcome(await dry(cluster, pod('p'))),
        refused.body.message.replace(/^.*violates/, 'violates'),
      ];
    },
    answer: [
      201,
      'violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true)',
    ],
  },
  {
    id: 'policy.warn',
    what: 'a namespace that only warns lets a Pod pass with a warning',
    source: POD_SECURITY,
    call: async cluster => {
      await enforce(cluster, 'restricted', 'warn');
      const { status, headers } = await dry(cluster, pod('p'));
      return [status, /would violate PodSecurity/.test(`${headers.warning}`)];
    },
    answer: [201, true],
  },
  {
    id: 'policy.template-passes',
    what: 'a Deployment is taken with a warning; it is its Pods that are refused',
    source: POD_SECURITY,
    call: async cluster => {
      await enforce(cluster, 'restricted');
      const { status } = await post(cluster, 'deployments', deployment('d'));
      const { status: state } = await until(
        () => stored(cluster, 'deployments', 'd'),
        found =>
          found.status.conditions?.some(
            ({ type }: any) => type === 'ReplicaFailure',
          ),
      );
      const failure = state.conditions.find(
        ({ type }: any) => type === 'ReplicaFailure',
      );
      return [
        status,
        failure.reason,
        /violates PodSecurity "restricted:latest"/.test(failure.message),
      ];
    },
    answer: [201, 'FailedCreate', true],
  },
];

const limitRange = (limits: object[]) => ({
  metadata: { name: 'limits' },
  spec: { limits },
});

async function limited(cluster: Cluster, limit: object) {
  await made(cluster, 'limitranges', limitRange([limit]));
  // The API server sees it with a delay.
  await until(
    () => dry(cluster, pod('asks')),
    ({ body, status }) =>
      status === 403 || Boolean(body.spec.containers[0].resources.limits),
  );
}

const limits: Row[] = [
  {
    id: 'policy.limit-defaults',
    what: 'a LimitRange gives a container what it did not say',
    source: LIMITS,
    call: async cluster => {
      await limited(cluster, {
        type: 'Container',
        default: { memory: '256Mi' },
        defaultRequest: { memory: '128Mi' },
      });
      const { body } = await dry(cluster, pod('p'));
      return [
        body.spec.containers[0].resources,
        Object.keys(body.metadata.annotations),
      ];
    },
    answer: [
      { limits: { memory: '256Mi' }, requests: { memory: '128Mi' } },
      ['kubernetes.io/limit-ranger'],
    ],
  },
  {
    id: 'policy.limit-maximum',
    what: 'and refuses what is beyond its bounds',
    source: LIMITS,
    call: async cluster => {
      await limited(cluster, {
        type: 'Container',
        max: { memory: '256Mi' },
      });
      const resources = {
        limits: { memory: '1Gi' },
        requests: { memory: '1Gi' },
      };
      return told(
        cluster,
        await dry(
          cluster,
          pod('p', { containers: [container({ resources })] }),
        ),
      );
    },
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'pods',
      message:
        'pods "p" is forbidden: maximum memory usage per Container is 256Mi, but limit is 1Gi',
    },
  },
];

async function quota(cluster: Cluster, hard: Record<string, string>) {
  await made(cluster, 'resourcequotas', {
    metadata: { name: 'quota' },
    spec: { hard },
  });
  await until(
    () => stored(cluster, 'resourcequotas', 'quota'),
    ({ status }) => Boolean(status.used),
  );
}

const quotas: Row[] = [
  {
    id: 'policy.quota-objects',
    what: 'a quota of objects refuses one too many, and says what is used',
    source: QUOTAS,
    call: async cluster => {
      await quota(cluster, { 'count/secrets': '0' });
      return told(
        cluster,
        await post(cluster, 'secrets', { metadata: { name: 's' } }),
      );
    },
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'secrets',
      message:
        'secrets "s" is forbidden: exceeded quota: quota, requested: count/secrets=1, used: count/secrets=0, limited: count/secrets=0',
    },
  },
  {
    id: 'policy.quota-pods',
    what: 'a quota of Pods refuses one too many',
    source: QUOTAS,
    call: async cluster => {
      await quota(cluster, { pods: '1' });
      await made(cluster, 'pods', pod('one'));
      const { message } = told(
        cluster,
        await post(cluster, 'pods', pod('two')),
      );
      return message;
    },
    answer:
      'pods "two" is forbidden: exceeded quota: quota, requested: pods=1, used: pods=1, limited: pods=1',
  },
  {
    id: 'policy.quota-must-specify',
    what: 'a quota of memory wants every container to say how much it needs',
    source: QUOTAS,
    call: async cluster => {
      await quota(cluster, { 'requests.memory': '1Gi' });
      return told(cluster, await post(cluster, 'pods', pod('p')));
    },
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'pods',
      message:
        'pods "p" is forbidden: failed quota: quota: must specify requests.memory for: app',
    },
  },
  {
    id: 'policy.quota-dry-run',
    what: 'a dry run is refused as well, and uses nothing up',
    source: QUOTAS,
    call: async cluster => {
      await quota(cluster, { pods: '1' });
      const seen = [
        (await dry(cluster, pod('one'))).status,
        (await post(cluster, 'pods', pod('one'))).status,
        (await dry(cluster, pod('two'))).status,
      ];
      return seen;
    },
    answer: [201, 201, 403],
  },
];

const tokenVolume = ({ spec }: any) =>
  spec.volumes?.find(({ name }: any) => name.startsWith('kube-api-access'));

const serviceAccounts: Row[] = [
  {
    id: 'policy.token-volume',
    what: 'a Pod gets its ServiceAccount and a volume with token, CA and namespace',
    source: `${ADMISSION}#serviceaccount`,
    call: async cluster => {
      const { body } = await dry(cluster, pod('p'));
      const { projected } = tokenVolume(body);
      const [mount] = body.spec.containers[0].volumeMounts;
      return {
        account: [body.spec.serviceAccountName, body.spec.serviceAccount],
        sources: projected.sources.map((source: object) => Object.keys(source)),
        token: projected.sources[0].serviceAccountToken,
        mode: projected.defaultMode,
        mount: [mount.mountPath, mount.readOnly],
      };
    },
    answer: {
      account: ['default', 'default'],
      sources: [['serviceAccountToken'], ['configMap'], ['downwardAPI']],
      token: { expirationSeconds: 3607, path: 'token' },
      mode: 420,
      mount: ['/var/run/secrets/kubernetes.io/serviceaccount', true],
    },
  },
  {
    id: 'policy.no-token-volume',
    what: 'not when the Pod or its ServiceAccount says no, and the Pod has the last word',
    source: `${ADMISSION}#serviceaccount`,
    call: async cluster => {
      await made(cluster, 'serviceaccounts', {
        metadata: { name: 'quiet' },
        automountServiceAccountToken: false,
      });
      const has = async (spec: object) => {
        const { body } = await until(
          () => dry(cluster, pod('p', spec)),
          ({ status }) => status === 201,
        );
        return Boolean(tokenVolume(body));
      };
      return [
        await has({ automountServiceAccountToken: false }),
        await has({ serviceAccountName: 'quiet' }),
        await has({
          serviceAccountName: 'quiet',
          automountServiceAccountToken: true,
        }),
      ];
    },
    answer: [false, false, true],
  },
  {
    id: 'policy.no-service-account',
    what: 'a Pod of a ServiceAccount that is not there is refused',
    source: `${ADMISSION}#serviceaccount`,
    call: async cluster =>
      told(
        cluster,
        await dry(cluster, pod('p', { serviceAccountName: 'nobody' })),
      ),
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'pods',
      message:
        'pods "p" is forbidden: error looking up service account NS/nobody: serviceaccount "nobody" not found',
    },
  },
  {
    id: 'policy.pull-secrets',
    what: 'a Pod without pull secrets takes those of its ServiceAccount, and none besides its own',
    source: `${ADMISSION}#serviceaccount`,
    call: async cluster => {
      await made(cluster, 'serviceaccounts', {
        metadata: { name: 'pulls' },
        imagePullSecrets: [{ name: 'registry' }],
      });
      const of = async (spec: object) => {
        const { body } = await until(
          () =>
            dry(cluster, pod('p', { serviceAccountName: 'pulls', ...spec })),
          ({ status }) => status === 201,
        );
        return body.spec.imagePullSecrets;
      };
      return [await of({}), await of({ imagePullSecrets: [{ name: 'own' }] })];
    },
    answer: [[{ name: 'registry' }], [{ name: 'own' }]],
  },
  {
    id: 'policy.no-namespace',
    what: 'nothing is created in a namespace that is not there',
    source: ADMISSION,
    call: async cluster => {
      const { status, body } = await cluster.send({
        method: 'POST',
        path: '/api/v1/namespaces/no-such-one/configmaps',
        body: configMap('c'),
      });
      return [status, body.reason, body.message];
    },
    answer: [404, 'NotFound', 'namespaces "no-such-one" not found'],
  },
];

const evict = (cluster: Cluster, name: string, query = {}) =>
  cluster.send({
    method: 'POST',
    path: `${pathOf(cluster, 'pods', name)}/eviction`,
    query,
    body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } },
  });

async function budgeted(cluster: Cluster, minAvailable: number) {
  await made(cluster, 'deployments', deployment('d', { replicas: 1 }));
  await cluster.must({
    method: 'POST',
    path: `${POLICY}/${cluster.namespace}/poddisruptionbudgets`,
    body: {
      metadata: { name: 'budget' },
      spec: { minAvailable, selector: { matchLabels: { app: 'd' } } },
    },
  });
  const budget = await until(
    () =>
      cluster.must({
        path: `${POLICY}/${cluster.namespace}/poddisruptionbudgets/budget`,
      }),
    ({ status }) => status?.currentHealthy === 1,
  );
  const { items } = await cluster.must({ path: pathOf(cluster, 'pods') });
  return { budget, name: items[0].metadata.name };
}

const evictions: Row[] = [
  {
    id: 'policy.eviction-refused',
    what: 'a budget that is used up refuses an eviction, to be tried again',
    source: EVICTION,
    call: async cluster => {
      const { name, budget } = await budgeted(cluster, 1);
      const { currentHealthy, desiredHealthy, disruptionsAllowed } =
        budget.status;
      const answer = await evict(cluster, name);
      return {
        budget: [currentHealthy, desiredHealthy, disruptionsAllowed],
        status: answer.status,
        reason: answer.body.reason,
        message: answer.body.message,
        causes: plain(answer.body.details?.causes),
      };
    },
    answer: {
      budget: [1, 1, 0],
      status: 429,
      reason: 'TooManyRequests',
      message:
        "Cannot evict pod as it would violate the pod's disruption budget.",
      causes: [
        {
          reason: 'DisruptionBudget',
          message:
            'The disruption budget budget needs 1 healthy pods and has 1 currently',
        },
      ],
    },
  },
  {
    id: 'policy.eviction-allowed',
    what: 'one that is not lets it happen',
    source: EVICTION,
    call: async cluster => {
      const { name } = await budgeted(cluster, 0);
      const { status, body } = await evict(cluster, name);
      return [status, body.kind, body.status];
    },
    answer: [201, 'Status', 'Success'],
  },
  {
    id: 'policy.eviction-dry-run',
    what: 'a dry run of an eviction leaves the Pod',
    source: EVICTION,
    call: async cluster => {
      await made(cluster, 'pods', pod('p', { nodeSelector: { no: 'such' } }));
      const { status } = await evict(cluster, 'p', { dryRun: 'All' });
      return [status, (await stored(cluster, 'pods', 'p')).metadata.name];
    },
    answer: [201, 'p'],
  },
  {
    id: 'policy.delete-passes-budget',
    what: 'a plain delete asks no budget',
    source: EVICTION,
    call: async cluster => {
      const { name } = await budgeted(cluster, 1);
      return (await remove(cluster, 'pods', name)).status;
    },
    answer: 200,
  },
];

export const policy: Row[] = [
  ...podSecurity,
  ...limits,
  ...quotas,
  ...serviceAccounts,
  ...evictions,
];
