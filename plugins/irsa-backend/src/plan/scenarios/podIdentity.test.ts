import {
  DeleteUserPolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { installAgent } from '@internal/sandbox';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';

onOneDatabase('A plan whose role comes by EKS Pod Identity', open => {
  let bench: PlanBench;
  let key: { id: string; secret: string };

  beforeAll(async () => {
    bench = await PlanBench.start(await open(), {}, [], undefined, undefined, {
      eksCluster: 'eks-prod-eu',
      identity: 'podIdentity',
    });
    key = await bench.user('associated');
    await bench.apply(...keyedDeployment({ namespace: 'agent' }, key));
    await bench.healthy('agent');
  });

  afterAll(async () => {
    await bench?.close();
  });

  const states = (
    { checks }: Awaited<ReturnType<PlanBench['plan']>>,
    ...ids: string[]
  ) => ids.map(id => checks.find(check => check.id === id)?.state);

  it('needs the agent, and is made by the settings of the cluster or as it was asked for', async () => {
    const without = await bench.plan('agent');
    expect(without.status).toBe('blocked');
    expect(states(without, 'pod-identity-agent')).toEqual(['blocked']);

    const eks = bench.clusters.get('eks-prod-eu').eks!()!;
    const asked = jest.spyOn(eks, 'hasAutoMode').mockResolvedValue(true);
    const inAutoMode = await bench.plan('agent');
    expect(states(inAutoMode, 'pod-identity-agent')).toEqual(['warning']);
    asked.mockRestore();

    await installAgent(bench.sandbox);
    const plan = await bench.plan('agent');
    expect(plan.checks.filter(({ state }) => state === 'blocked')).toEqual([]);
    expect(plan.identityChoice).toEqual({
      kind: 'podIdentity',
      because: 'cluster',
    });
    expect(plan.target).toMatchObject({
      identity: 'podIdentity',
      audience: 'pods.eks.amazonaws.com',
      serviceAccountName: 'agent',
    });
    expect(
      states(
        plan,
        'pod-identity',
        'pod-identity-rights',
        'pod-identity-agent',
        'pod-identity-nodes',
        'pod-identity-reach',
        'precedence',
        'oidc-provider',
        'sts-endpoint',
      ),
    ).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
      'passed',
      'passed',
      undefined,
      undefined,
    ]);
    expect(plan.sentences.map(({ id }) => id)).toEqual([
      'policy',
      'role',
      'association',
      'workload',
      'secret-agent-aws',
      'key',
    ]);
    expect(plan.commands).toContain(
      'create-pod-identity-association --cluster-name eks-prod-eu --region eu-west-1 ',
    );
    expect(plan.commands).not.toContain('annotate');

    const { execution } = await bench.plans.get(plan.id);
    const [{ Principal, Action, Condition }] = JSON.parse(
      execution!.role.trustDocument,
    ).Statement;
    const cluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/eks-prod-eu';
    expect({ Principal, Action, Condition }).toEqual({
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:SourceAccount': '111122223333',
          'aws:RequestTag/eks-cluster-arn': cluster,
          'aws:RequestTag/kubernetes-namespace': 'agent',
          'aws:RequestTag/kubernetes-service-account': 'agent',
        },
        ArnEquals: { 'aws:SourceArn': cluster },
      },
    });
    expect(execution).toMatchObject({
      podIdentity: { clusterName: 'eks-prod-eu', clusterArn: cluster },
      serviceAccount: { action: 'none', annotations: {} },
    });

    const byIrsa = await bench.plan('agent', 'agent', 'Deployment', {
      identity: 'irsa',
    });
    expect(byIrsa.identityChoice).toEqual({ kind: 'irsa', because: 'asked' });
    expect(states(byIrsa, 'oidc-provider')).not.toEqual([undefined]);
  });

  it.each([
    ['iam:PassRole', 'blocked'],
    ['eks:DeletePodIdentityAssociation', 'blocked'],
    ['iam:SimulatePrincipalPolicy', 'notChecked'],
  ])(
    'asks for the rights of the portal before anything is changed: without %s it is %s',
    async (action, state) => {
      await installAgent(bench.sandbox);
      const at = { UserName: 'irsa-portal', PolicyName: 'made-by-the-test' };
      await bench.iam.send(
        new PutUserPolicyCommand({
          ...at,
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }],
          }),
        }),
      );
      try {
        const plan = await bench.plan('agent');
        expect(
          plan.checks.find(({ id }) => id === 'pod-identity-rights'),
        ).toMatchObject({ state, evidence: expect.stringContaining(action) });
      } finally {
        await bench.iam.send(new DeleteUserPolicyCommand(at));
      }
    },
  );

  it('is blocked by an association of others, and voided by one that comes later (in CI)', async () => {
    await installAgent(bench.sandbox);
    const stored = await bench.plans.get((await bench.plan('agent')).id);
    expect(await bench.plans.drift(stored)).toEqual([]);
    const eks = bench.clusters.get('eks-prod-eu').eks!()!;
    await eks.create({
      namespace: 'agent',
      serviceAccount: 'agent',
      roleArn: 'arn:aws:iam::111122223333:role/irsa/other',
      tags: {},
      token: 'of-others',
    });
    expect(await bench.plans.drift(stored)).toEqual([
      expect.objectContaining({
        object: 'Pod Identity association agent/agent',
        before: 'absent',
      }),
    ]);
    expect(states(await bench.plan('agent'), 'pod-identity')).toEqual([
      'blocked',
    ]);
  });
});
