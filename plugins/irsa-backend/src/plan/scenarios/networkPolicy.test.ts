import { customDefinition } from '../../__testUtils__/customDefinition';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';

onOneDatabase('Network policies in a plan', open => {
  let bench: PlanBench;
  let key: { id: string; secret: string };

  beforeAll(async () => {
    bench = await PlanBench.start(await open());
    key = await bench.user('limited');
  });

  afterAll(async () => {
    await bench?.close();
  });

  it('passes where nothing limits (in CI)', async () => {
    await bench.apply(...keyedDeployment({ namespace: 'free' }, key));
    expect(await bench.check('network-policy', 'free')).toMatchObject({
      state: 'passed',
    });
  });

  it('warns when an allow list names addresses and not STS', async () => {
    await bench.apply(
      ...keyedDeployment({ namespace: 'listed' }, key),
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: out, namespace: listed }
spec:
  podSelector: { matchLabels: { app: listed } }
  policyTypes: [Egress]
  egress:
    - to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }]
      ports: [{ protocol: UDP, port: 53 }]
    - to: [{ ipBlock: { cidr: 52.218.0.0/17 } }, { ipBlock: { cidr: 3.5.64.0/21 } }]
      ports: [{ protocol: TCP, port: 443 }]
`,
    );
    expect(await bench.check('network-policy', 'listed')).toMatchObject({
      state: 'warning',
      failureMode: 'F19',
      message: expect.stringContaining('sts.eu-west-1.amazonaws.com'),
      params: { policies: ['NetworkPolicy out'] },
    });
  });

  it('stops a plan whose Pods reach nothing', async () => {
    await bench.apply(
      ...keyedDeployment({ namespace: 'shut' }, key),
      `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: none, namespace: shut }
spec: { podSelector: {}, policyTypes: [Egress] }
`,
    );
    const plan = await bench.plan('shut');
    expect(plan.status).toBe('blocked');
    expect(plan.checks).toContainEqual(
      expect.objectContaining({ id: 'network-policy', state: 'blocked' }),
    );
  });

  it('reads the policies of Cilium, and says when it may not (in CI)', async () => {
    await bench.apply(
      customDefinition(
        'cilium.io',
        'CiliumNetworkPolicy',
        'Namespaced',
        'ciliumnetworkpolicies',
      ),
      ...keyedDeployment({ namespace: 'cilium' }, key),
      {
        apiVersion: 'cilium.io/v1',
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'buckets', namespace: 'cilium' },
        spec: {
          endpointSelector: {},
          egress: [{ toFQDNs: [{ matchPattern: '*.s3.*.amazonaws.com' }] }],
        },
      },
    );
    expect(await bench.check('network-policy', 'cilium')).toMatchObject({
      state: 'blocked',
      params: { policies: ['CiliumNetworkPolicy buckets'] },
    });
    await bench.apply(
      customDefinition(
        'networking.k8s.aws',
        'ClusterNetworkPolicy',
        'Cluster',
        'notdocumented',
      ),
      ...keyedDeployment({ namespace: 'unread' }, key),
    );
    expect(await bench.check('network-policy', 'unread')).toMatchObject({
      state: 'notChecked',
      params: {
        notRead: [
          expect.stringContaining('ClusterNetworkPolicy.networking.k8s.aws'),
        ],
      },
    });
  });
});
