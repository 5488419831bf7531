import { installAgent, portalAccountDocument } from '@internal/sandbox';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';

const CLUSTER_ACCOUNT = '111122223333';
const KEY_ACCOUNT = '444455556666';

onOneDatabase(
  'A plan whose role is in another account than the cluster, by EKS Pod Identity',
  open => {
    let bench: PlanBench;

    beforeAll(async () => {
      const portal = portalAccountDocument(KEY_ACCOUNT);
      const { accessKey } = portalAccountDocument(KEY_ACCOUNT);
      bench = await PlanBench.start(
        await open(),
        {
          role: {
            permissionsBoundary: 'arn:aws:iam::{accountId}:policy/IrsaBoundary',
          },
        },
        [],
        undefined,
        undefined,
        { eksCluster: 'eks-prod-eu', identity: 'podIdentity' },
        { accountId: KEY_ACCOUNT, ...portal.accessKey },
      );
      bench.sandbox.aws.createAccount({ id: KEY_ACCOUNT }).import({
        policies: portal.document.policies,
        users: [
          ...(portal.document.users ?? []),
          {
            name: 'elsewhere',
            accessKeys: [accessKey],
            inlinePolicies: {
              read: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: 's3:GetObject',
                    Resource: 'arn:aws:s3:::bench-data/*',
                  },
                ],
              },
            },
          },
        ],
      });
      await installAgent(bench.sandbox);
      await bench.apply(
        ...keyedDeployment(
          { namespace: 'elsewhere' },
          { id: accessKey.accessKeyId, secret: accessKey.secretAccessKey },
        ),
      );
      await bench.healthy('elsewhere');
    });

    afterAll(async () => {
      await bench?.close();
    });

    it('makes a role of each account, each of which trusts as little as it can', async () => {
      const plan = await bench.plan('elsewhere');
      expect(plan.checks.filter(({ state }) => state === 'blocked')).toEqual(
        [],
      );
      expect(plan.identityChoice).toEqual({
        kind: 'podIdentity',
        because: 'cluster',
      });
      expect(
        ['pod-identity', 'pod-identity-rights', 'pod-identity-first-role'].map(
          id => plan.checks.find(check => check.id === id)?.state,
        ),
      ).toEqual(['passed', 'passed', 'passed']);
      expect(plan.sentences.map(({ id }) => id)).toEqual([
        'policy',
        'role',
        'first-policy',
        'first-role',
        'association',
        'workload',
        'secret-elsewhere-aws',
        'key',
      ]);
      const { execution } = await bench.plans.get(plan.id);
      const first = execution!.podIdentity!.first!;
      expect(execution!.accountId).toBe(KEY_ACCOUNT);
      expect(first.accountId).toBe(CLUSTER_ACCOUNT);
      expect(first.role.boundaryArn).toBe(
        `arn:aws:iam::${CLUSTER_ACCOUNT}:policy/IrsaBoundary`,
      );
      const tags = {
        'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:eu-west-1:${CLUSTER_ACCOUNT}:cluster/eks-prod-eu`,
        'aws:RequestTag/kubernetes-namespace': 'elsewhere',
        'aws:RequestTag/kubernetes-service-account': 'elsewhere',
      };
      const statementOf = (text: string) => JSON.parse(text).Statement[0];
      expect(statementOf(execution!.role.trustDocument)).toMatchObject({
        Principal: { AWS: `arn:aws:iam::${CLUSTER_ACCOUNT}:root` },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: tags,
          ArnEquals: { 'aws:PrincipalArn': first.role.arn },
        },
      });
      expect(statementOf(first.role.trustDocument)).toMatchObject({
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Condition: {
          StringEquals: { ...tags, 'aws:SourceAccount': CLUSTER_ACCOUNT },
        },
      });
      expect(statementOf(first.policy.document)).toEqual({
        Effect: 'Allow',
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Resource: execution!.role.arn,
      });
      expect(plan.commands).toContain(
        `--role-arn ${first.role.arn} --target-role-arn ${execution!.role.arn}`,
      );
      const stored = await bench.plans.get(plan.id);
      expect(await bench.plans.drift(stored)).toEqual([]);
    });

    it('is made with IRSA, and says why, where the portal does not know the account of the cluster', async () => {
      const { has } = bench.accounts;
      const known = jest
        .spyOn(bench.accounts, 'has')
        .mockImplementation(
          id => id !== CLUSTER_ACCOUNT && has.call(bench.accounts, id),
        );
      try {
        const plan = await bench.plan('elsewhere');
        expect(plan.identityChoice).toEqual({
          kind: 'irsa',
          because: 'account',
        });
        await expect(
          bench.plan('elsewhere', 'elsewhere', 'Deployment', {
            identity: 'podIdentity',
          }),
        ).rejects.toThrow(/which the portal does not know/);
      } finally {
        known.mockRestore();
      }
    });
  },
);
