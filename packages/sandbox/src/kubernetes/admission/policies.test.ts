import {
  Answer,
  TestCluster,
  clusterForTests,
  deploymentManifest,
} from '../clusterForTests';
import { until } from '../../until';
import { JsonObject, Pod } from '../types';

const CORE = '/api/v1/namespaces/default';
const PODS = `${CORE}/pods`;
const RBAC = '/apis/rbac.authorization.k8s.io/v1/namespaces/default';
const BUDGETS = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';

function pod(
  name: string,
  container: JsonObject = {},
  spec: JsonObject = {},
): JsonObject {
  return {
    metadata: { name, labels: { app: 'w' } },
    spec: {
      containers: [{ name: 'a', image: 'b:1', ...container }],
      ...spec,
    },
  };
}

function sized(requests: JsonObject, limits: JsonObject): JsonObject {
  return { resources: { requests, limits } };
}

// The messages were taken from the real server.
describe('what a cluster refuses by policy', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await clusterForTests();
  });
  afterEach(() => cluster.close());

  const create = (path: string, body: object, headers = {}): Promise<Answer> =>
    cluster.call('POST', path, body, headers);

  async function status(path: string): Promise<JsonObject> {
    const { body } = await cluster.call('GET', path);
    return (body.status ?? {}) as JsonObject;
  }

  it('quotas', async () => {
    await create(`${CORE}/resourcequotas`, {
      metadata: { name: 'rq' },
      spec: {
        hard: {
          pods: '1',
          'requests.cpu': '500m',
          'limits.memory': '1Gi',
          configmaps: '2',
          'count/deployments.apps': '0',
        },
      },
    });
    const none = await create(PODS, pod('a'));
    expect([none.status, none.body.message]).toEqual([
      403,
      'pods "a" is forbidden: failed quota: rq: must specify limits.memory for: a; requests.cpu for: a',
    ]);
    const first = sized({ cpu: '100m' }, { memory: '100Mi' });
    expect((await create(PODS, pod('a', first))).status).toBe(201);
    const second = await create(
      PODS,
      pod('b', sized({ cpu: '500m' }, { memory: '100Mi' })),
    );
    expect(second.body.message).toBe(
      'pods "b" is forbidden: exceeded quota: rq, requested: pods=1,requests.cpu=500m, used: pods=1,requests.cpu=100m, limited: pods=1,requests.cpu=500m',
    );
    await create(`${CORE}/configmaps`, { metadata: { name: 'x' } });
    const third = await create(`${CORE}/configmaps`, {
      metadata: { name: 'y' },
    });
    expect(third.body.message).toBe(
      'configmaps "y" is forbidden: exceeded quota: rq, requested: configmaps=1, used: configmaps=2, limited: configmaps=2',
    );
    const deployment = await create(
      '/apis/apps/v1/namespaces/default/deployments',
      deploymentManifest('web'),
    );
    expect(deployment.body.message).toContain('count/deployments.apps=1');
    await until(async () => {
      const { used } = await status(`${CORE}/resourcequotas/rq`);
      return (used as JsonObject | undefined)?.configmaps === '2';
    });
    expect(await status(`${CORE}/resourcequotas/rq`)).toMatchObject({
      used: {
        pods: '1',
        'requests.cpu': '100m',
        'limits.memory': '100Mi',
        'count/deployments.apps': '0',
      },
    });
  });

  it('limit ranges', async () => {
    await create(`${CORE}/limitranges`, {
      metadata: { name: 'lr' },
      spec: {
        limits: [
          {
            type: 'Container',
            default: { cpu: '200m' },
            defaultRequest: { cpu: '100m' },
            max: { cpu: '1', memory: '1Gi' },
            min: { cpu: '50m' },
            maxLimitRequestRatio: { cpu: '4' },
          },
        ],
      },
    });
    const { body } = await create(PODS, pod('a'));
    expect((body as unknown as Pod).spec.containers[0].resources).toEqual({
      limits: { cpu: '200m', memory: '1Gi' },
      requests: { cpu: '100m', memory: '1Gi' },
    });
    expect(body.metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container a; cpu, memory limit for container a',
    });
    const cases: [JsonObject, string][] = [
      [
        { resources: { limits: { cpu: '2', memory: '2Gi' } } },
        '[maximum cpu usage per Container is 1, but limit is 2, maximum memory usage per Container is 1Gi, but limit is 2Gi]',
      ],
      [
        sized({ cpu: '10m' }, { cpu: '100m', memory: '1Gi' }),
        '[minimum cpu usage per Container is 50m, but request is 10m, cpu max limit to request ratio per Container is 4, but provided ratio is 10.000000]',
      ],
      [
        sized({ cpu: '100m' }, { cpu: '500m', memory: '1Gi' }),
        'cpu max limit to request ratio per Container is 4, but provided ratio is 5.000000',
      ],
    ];
    for (const [container, message] of cases) {
      const answer = await create(PODS, pod('c', container));
      expect(answer.body.message).toBe(`pods "c" is forbidden: ${message}`);
    }
  });

  it('disruption budgets', async () => {
    await cluster.apply([deploymentManifest('web', {}, { replicas: 2 })]);
    await create(BUDGETS, {
      metadata: { name: 'pdb' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    });
    await until(
      'both Pods to be healthy',
      async () => (await status(`${BUDGETS}/pdb`)).disruptionsAllowed === 1,
    );
    const { body } = await cluster.call('GET', PODS);
    const [first, second] = body.items.map(({ metadata }) => metadata.name);
    const evict = (name: string, query = '') =>
      create(`${PODS}/${name}/eviction${query}`, {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name },
      });
    expect((await evict(first, '?dryRun=All')).status).toBe(201);
    // At once: on a busy machine the Pod that replaces one may be healthy before the other is asked for.
    const both = await Promise.all([evict(first), evict(second)]);
    const refused = both.findIndex(answer => answer.status === 429);
    expect(both[1 - refused].status).toBe(201);
    expect(both[refused].body).toMatchObject({
      message:
        "Cannot evict pod as it would violate the pod's disruption budget.",
      reason: 'TooManyRequests',
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: expect.stringMatching(
              /^The disruption budget pdb needs 1 healthy pods and has [12] currently$/,
            ),
          },
        ],
      },
    });
    await create(BUDGETS, {
      metadata: { name: 'other' },
      spec: {
        maxUnavailable: '50%',
        selector: { matchLabels: { app: 'web' } },
      },
    });
    await until('the share of a controller', async () => {
      const { expectedPods, desiredHealthy } = await status(`${BUDGETS}/other`);
      return expectedPods === 2 && desiredHealthy === 1;
    });
    const twice = await evict([first, second][refused]);
    expect([twice.status, twice.body.message]).toEqual([
      500,
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    ]);
  });

  it('roles that grant more than one has', async () => {
    await cluster.apply([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'keeper', namespace: 'default' },
        rules: [
          {
            apiGroups: ['rbac.authorization.k8s.io'],
            resources: ['roles', 'rolebindings'],
            verbs: ['create', 'update', 'get'],
          },
          { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
        ],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'keeper', namespace: 'default' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'keeper',
        },
        subjects: [{ kind: 'User', name: 'jane' }],
      },
    ]);
    const jane = { 'impersonate-user': 'jane' };
    const role = (name: string, resources: string[], verbs: string[]) =>
      create(
        `${RBAC}/roles`,
        { metadata: { name }, rules: [{ apiGroups: [''], resources, verbs }] },
        jane,
      );
    const big = await role('big', ['secrets', 'pods'], ['get', 'list']);
    expect([big.status, big.body.message]).toEqual([
      403,
      [
        'roles.rbac.authorization.k8s.io "big" is forbidden: user "jane" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:',
        '{APIGroups:[""], Resources:["pods"], Verbs:["list"]}',
        '{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}',
      ].join('\n'),
    ]);
    expect((await role('small', ['pods'], ['get'])).status).toBe(201);
    const bind = (name: string, kind: string, to: string) =>
      create(
        `${RBAC}/rolebindings`,
        {
          metadata: { name },
          roleRef: {
            apiGroup: 'rbac.authorization.k8s.io',
            kind,
            name: to,
          },
          subjects: [{ kind: 'User', name: 'bob' }],
        },
        jane,
      );
    const view = await bind('view', 'ClusterRole', 'view');
    expect(view.status).toBe(403);
    expect(view.body.message).toContain(
      '{APIGroups:[""], Resources:["configmaps"], Verbs:["get" "list" "watch"]}',
    );
    expect((await bind('small', 'Role', 'small')).status).toBe(201);
    expect((await bind('none', 'Role', 'none')).body.message).toBe(
      'rolebindings.rbac.authorization.k8s.io "none" not found',
    );
    await cluster.apply([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'keeper', namespace: 'default' },
        rules: [
          {
            apiGroups: ['rbac.authorization.k8s.io'],
            resources: ['roles', 'rolebindings', 'clusterroles'],
            verbs: ['create', 'escalate', 'bind'],
          },
        ],
      },
    ]);
    expect((await role('big', ['secrets'], ['get'])).status).toBe(201);
    expect((await bind('view', 'ClusterRole', 'view')).status).toBe(201);
  });
});

describe('Pod Security', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await clusterForTests();
    for (const level of ['restricted', 'baseline']) {
      await cluster.apply([
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name: level,
            labels: {
              'pod-security.kubernetes.io/enforce': level,
              'pod-security.kubernetes.io/warn': level,
            },
          },
        },
      ]);
    }
  });
  afterAll(() => cluster.close());

  const PLAIN =
    'allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")';
  const OPEN = pod(
    'x',
    {
      securityContext: {
        capabilities: { add: ['NET_ADMIN', 'CHOWN'] },
        runAsUser: 0,
      },
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 81 },
      ],
    },
    {
      hostPID: true,
      hostIPC: true,
      volumes: [
        { name: 'h', hostPath: { path: '/x' } },
        { name: 'n', nfs: { server: 'a', path: '/b' } },
      ],
      securityContext: { runAsUser: 0, seccompProfile: { type: 'Unconfined' } },
      initContainers: [{ name: 'i', image: 'b:1' }],
    },
  );
  const ODD = pod(
    'x',
    {
      securityContext: {
        runAsNonRoot: false,
        procMount: 'Unmasked',
        seccompProfile: { type: 'Unconfined' },
      },
    },
    {
      hostUsers: false,
      securityContext: {
        runAsNonRoot: false,
        sysctls: [{ name: 'kernel.msgmax', value: '1' }],
      },
      initContainers: [
        { name: 'i', image: 'b:1', securityContext: { runAsNonRoot: false } },
      ],
    },
  );

  it.each<[string, JsonObject, string]>([
    ['restricted', pod('x'), PLAIN],
    [
      'restricted',
      OPEN,
      'host namespaces (hostPID=true, hostIPC=true), hostPort (container "a" uses hostPorts 80, 81), allowPrivilegeEscalation != false (containers "i", "a" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers "i", "a" must set securityContext.capabilities.drop=["ALL"]; container "a" must not include "CHOWN", "NET_ADMIN" in securityContext.capabilities.add), restricted volume types (volumes "h", "n" use restricted volume types "hostPath", "nfs"), runAsNonRoot != true (pod or containers "i", "a" must set securityContext.runAsNonRoot=true), runAsUser=0 (pod and container "a" must not set runAsUser=0), seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      'restricted',
      ODD,
      'forbidden sysctls (kernel.msgmax), allowPrivilegeEscalation != false (containers "i", "a" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers "i", "a" must set securityContext.capabilities.drop=["ALL"]), procMount (container "a" must not set securityContext.procMount to "Unmasked"), seccompProfile (container "a" must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      'baseline',
      OPEN,
      'non-default capabilities (container "a" must not include "NET_ADMIN" in securityContext.capabilities.add), host namespaces (hostPID=true, hostIPC=true), hostPath volumes (volume "h"), hostPort (container "a" uses hostPorts 80, 81), seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      'baseline',
      ODD,
      'seccompProfile (container "a" must not set securityContext.seccompProfile.type to "Unconfined"), forbidden sysctls (kernel.msgmax)',
    ],
  ])('%s', async (level, manifest, message) => {
    const { status, body } = await cluster.call(
      'POST',
      `/api/v1/namespaces/${level}/pods`,
      manifest,
    );
    expect([status, body.message]).toEqual([
      403,
      `pods "x" is forbidden: violates PodSecurity "${level}:latest": ${message}`,
    ]);
  });

  it('lets a careful Pod in, and warns about a template', async () => {
    const careful = await cluster.call(
      'POST',
      '/api/v1/namespaces/restricted/pods',
      pod('careful', {
        securityContext: {
          allowPrivilegeEscalation: false,
          runAsNonRoot: true,
          capabilities: { drop: ['ALL'] },
          seccompProfile: { type: 'RuntimeDefault' },
        },
      }),
    );
    expect(careful.status).toBe(201);
    const { spec, metadata } = deploymentManifest('web', {
      containers: [{ name: 'a', image: 'b:1' }],
    });
    const template = await cluster.call(
      'POST',
      '/apis/apps/v1/namespaces/restricted/deployments',
      { metadata: { name: metadata.name }, spec },
    );
    expect(template.status).toBe(201);
    expect(template.headers.warning).toBe(
      `299 - ${JSON.stringify(
        `would violate PodSecurity "restricted:latest": ${PLAIN}`,
      )}`,
    );
  });

  it('refuses a level that there is not', async () => {
    const { body } = await cluster.call(
      'PATCH',
      '/api/v1/namespaces/default',
      { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'foo' } } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(body.message).toBe(
      'Namespace "default" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "foo": must be one of privileged, baseline, restricted',
    );
  });
});
