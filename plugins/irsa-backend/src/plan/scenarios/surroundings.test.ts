import { customDefinition } from '../../__testUtils__/customDefinition';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import {
  deployment,
  keyedDeployment,
  PlanBench,
} from '../__testUtils__/PlanBench';

onOneDatabase('What is around a workload', open => {
  let bench: PlanBench;
  let key: { id: string; secret: string };

  beforeAll(async () => {
    bench = await PlanBench.start(await open(), {
      migration: { canary: 'where-possible' },
    });
    key = await bench.user('surrounded');
  });

  afterAll(async () => {
    await bench?.close();
  });

  it('has a ScaledObject that reads the key', async () => {
    const metadata = { name: 'queue', namespace: 'queue' };
    await bench.apply(
      customDefinition('keda.sh', 'ScaledObject'),
      customDefinition('keda.sh', 'TriggerAuthentication'),
      ...keyedDeployment({ namespace: 'queue' }, key),
      {
        apiVersion: 'keda.sh/v1',
        kind: 'TriggerAuthentication',
        metadata,
        spec: {
          env: [
            { parameter: 'awsAccessKeyID', name: 'AWS_ACCESS_KEY_ID' },
            { parameter: 'awsSecretAccessKey', name: 'AWS_SECRET_ACCESS_KEY' },
          ],
        },
      },
      {
        apiVersion: 'keda.sh/v1',
        kind: 'ScaledObject',
        metadata,
        spec: {
          scaleTargetRef: { name: 'queue' },
          triggers: [
            { type: 'aws-sqs-queue', authenticationRef: { name: 'queue' } },
          ],
        },
      },
    );
    expect(await bench.check('scalers', 'queue')).toMatchObject({
      state: 'blocked',
      params: { scalers: ['queue'] },
    });
  });

  it('lets a canary be tried, or not: a policy goes by labels that it has not (in CI)', async () => {
    await bench.apply(
      ...keyedDeployment({ namespace: 'two', spec: { replicas: 2 } }, key),
    );
    const plan = await bench.plan('two');
    const checkOf = ({ checks }: typeof plan) =>
      checks.find(({ id }) => id === 'canary');
    expect(checkOf(plan)?.state).toBe('passed');
    expect((await bench.plans.get(plan.id)).execution?.canary).toBe(true);
    expect(plan.canaryChoice).toEqual({ isOn: true, because: 'settings' });
    const asked = await bench.plan('two', 'two', 'Deployment', {
      canary: false,
    });
    expect(checkOf(asked)).toBeUndefined();
    expect(asked.canaryChoice).toEqual({ isOn: false, because: 'asked' });
    expect((await bench.plans.get(asked.id)).execution).not.toHaveProperty(
      'canary',
    );
    await bench.apply({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'out', namespace: 'two' },
      spec: {
        podSelector: { matchLabels: { app: 'two' } },
        policyTypes: ['Egress'],
        egress: [{}],
      },
    });
    const without = await bench.plan('two');
    expect(checkOf(without)?.message).toMatch(
      /Not proven by a canary: NetworkPolicy out decides by the labels/,
    );
    expect((await bench.plans.get(without.id)).execution).not.toHaveProperty(
      'canary',
    );
    expect(without.hash).not.toBe(plan.hash);
    expect(without.canaryChoice).toMatchObject({
      isOn: false,
      because: 'obstacle',
      obstacle: expect.stringContaining('NetworkPolicy out'),
    });
  });

  it('chooses Windows by a RuntimeClass (in CI)', async () => {
    await bench.apply(
      customDefinition(
        'node.k8s.io',
        'RuntimeClass',
        'Cluster',
        'runtimeclasses',
      ),
      {
        apiVersion: 'node.k8s.io/v1',
        kind: 'RuntimeClass',
        metadata: { name: 'win2022' },
        handler: 'runhcs-wcow-process',
        scheduling: { nodeSelector: { 'kubernetes.io/os': 'windows' } },
      },
      ...keyedDeployment(
        { namespace: 'panes', podSpec: { runtimeClassName: 'win2022' } },
        key,
      ),
    );
    expect(await bench.check('operating-system', 'panes')).toMatchObject({
      state: 'warning',
      failureMode: 'F43',
      params: { signs: ['RuntimeClass win2022'] },
    });
  });

  it('is down while a StatefulSet of one Pod rolls', async () => {
    await bench.apply(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'single' } },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'single', namespace: 'single' },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'single', namespace: 'single' },
        spec: {
          serviceName: 'single',
          selector: { matchLabels: { app: 'single' } },
          template: {
            metadata: { labels: { app: 'single' } },
            spec: {
              serviceAccountName: 'single',
              containers: [
                {
                  name: 'main',
                  image: 'registry.example.com/idle:1',
                  env: [
                    { name: 'AWS_ACCESS_KEY_ID', value: key.id },
                    { name: 'AWS_SECRET_ACCESS_KEY', value: key.secret },
                  ],
                },
              ],
            },
          },
        },
      },
    );
    expect(
      await bench.check('downtime', 'single', 'single', 'StatefulSet'),
    ).toMatchObject({
      state: 'warning',
      evidence: 'StatefulSet: replicas is 1.',
    });
  });

  it('is an old public image that cannot take a role', async () => {
    const image = 'registry.k8s.io/external-dns/external-dns:v0.5.15';
    await bench.apply(
      ...keyedDeployment({ namespace: 'names', container: { image } }, key),
    );
    const plan = await bench.plan('names');
    expect(plan.status).toBe('blocked');
    expect(plan.checks.find(({ id }) => id === 'sdk')).toMatchObject({
      state: 'blocked',
      params: { images: [image] },
      fix: expect.stringContaining('0.5.17'),
    });
  });

  it('gives the Pods another role by kiam (in CI)', async () => {
    const [, ...objects] = keyedDeployment({ namespace: 'proxied' }, key);
    await bench.apply(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'proxied',
          annotations: {
            'iam.amazonaws.com/permitted': 'proxied-.*',
            'example.com/note': 'not for a plan',
          },
        },
      },
      ...objects,
    );
    expect(await bench.check('proxied-role', 'proxied')).toMatchObject({
      state: 'notChecked',
      params: { annotations: ['iam.amazonaws.com/permitted: proxied-.*'] },
    });
    const envFrom = [{ secretRef: { name: 'proxied-aws' } }];
    const template = {
      metadata: {
        labels: { app: 'shipped' },
        annotations: { 'iam.amazonaws.com/role': 'proxied-reader' },
      },
      spec: {
        serviceAccountName: 'proxied',
        containers: [
          { name: 'main', image: 'registry.example.com/idle:1', envFrom },
          { name: 'shipper', image: 'registry.example.com/shipper:1' },
        ],
      },
    };
    await bench.apply(
      deployment({ namespace: 'proxied', name: 'shipped', spec: { template } }),
    );
    const check = await bench.check('proxied-role', 'proxied', 'shipped');
    expect(check).toMatchObject({
      state: 'warning',
      failureMode: 'F22',
      params: { role: 'proxied-reader', containers: ['shipper'] },
      evidence: expect.stringContaining('iam.amazonaws.com/permitted'),
    });
    expect(JSON.stringify(check)).not.toContain('not for a plan');
  });

  it('lets the Pods through because of their ServiceAccount (in CI)', async () => {
    const policy = (principals: string[]) => ({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'door', namespace: 'default' },
      spec: { rules: [{ from: [{ source: { principals } }] }] },
    });
    const binding = (namespace: string) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'reader', namespace },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'view',
      },
      subjects: [{ kind: 'ServiceAccount', name: 'guest', namespace: 'guest' }],
    });
    await bench.apply(
      customDefinition(
        'security.istio.io',
        'AuthorizationPolicy',
        'Namespaced',
        'authorizationpolicies',
      ),
      policy(['cluster.local/ns/guest/sa/guest']),
      ...keyedDeployment({ namespace: 'guest' }, key),
      deployment({
        namespace: 'guest',
        name: 'neighbour',
        podSpec: { serviceAccountName: 'guest' },
      }),
      binding('guest'),
      binding('default'),
    );
    expect(await bench.check('identity-policies', 'guest')).toMatchObject({
      state: 'blocked',
      params: {
        policies: ['AuthorizationPolicy default/door'],
        notRead: [],
        serviceAccount: 'guest-irsa',
      },
    });
    await bench.apply(
      policy([
        'cluster.local/ns/guest/sa/guest',
        'cluster.local/ns/guest/sa/guest-irsa',
      ]),
    );
    const { checks } = await bench.plan('guest');
    const state = (id: string) => checks.find(check => check.id === id);
    expect(state('identity-policies')).toMatchObject({ state: 'passed' });
    expect(state('role-bindings')).toMatchObject({
      state: 'warning',
      params: { bindings: ['default/reader', 'reader'] },
    });
  });
});
