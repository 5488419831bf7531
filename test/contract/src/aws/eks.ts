import {
  CreateClusterCommand,
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  DescribeClusterCommand,
  DescribePodIdentityAssociationCommand,
  ListClustersCommand,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { TestAccount } from './account';
import { policyOf } from './documents';
import { outcome } from './outcome';
import { from } from './rows';

const api = (action: string) =>
  `https://docs.aws.amazon.com/eks/latest/APIReference/API_${action}.html`;

export interface Eks {
  account: TestAccount;
  clusterName: string;
}

/** The cluster in EKS. It is created when there is none. */
export async function openEks(world: TestAccount['world']): Promise<Eks> {
  const account = new TestAccount(world);
  const { clusters } = await account.eks().send(new ListClustersCommand({}));
  if (clusters?.length) {
    return { account, clusterName: clusters[0] };
  }
  await account.eks().send(
    new CreateClusterCommand({
      name: 'contract',
      roleArn: await account.role(),
      resourcesVpcConfig: {},
    }),
  );
  return { account, clusterName: 'contract' };
}

const associate = ({ account, clusterName }: Eks, roleArn: string) =>
  account.eks().send(
    new CreatePodIdentityAssociationCommand({
      clusterName,
      namespace: account.suffix,
      serviceAccount: 'reader',
      roleArn,
    }),
  );

/** A role for EKS Pod Identity, which Pods get without a token of their own. */
async function podRole(account: TestAccount): Promise<string> {
  const { Role } = await account.iam.send(
    new CreateRoleCommand({
      RoleName: account.name('pod'),
      AssumeRolePolicyDocument: policyOf({
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      }),
    }),
  );
  return Role!.Arn!;
}

export const eks = [
  ...from<Eks>(api('DescribeCluster'), [
    [
      'eks.missing',
      'a cluster that is not there is ResourceNotFoundException',
      ({ account }) =>
        outcome(
          account
            .eks()
            .send(new DescribeClusterCommand({ name: account.name('none') })),
        ),
      'ResourceNotFoundException/404',
    ],
  ]),
  ...from<Eks>(api('CreatePodIdentityAssociation'), [
    [
      'eks.pod-identity',
      'an association is listed by its namespace, described, and deleted',
      async context => {
        const { account, clusterName } = context;
        const roleArn = await podRole(account);
        const { association } = await associate(context, roleArn);
        const { associationId } = association!;
        const list = async () =>
          (
            await account.eks().send(
              new ListPodIdentityAssociationsCommand({
                clusterName,
                namespace: account.suffix,
              }),
            )
          ).associations!.map(({ serviceAccount }) => serviceAccount);
        const listed = await list();
        const described = await account.eks().send(
          new DescribePodIdentityAssociationCommand({
            clusterName,
            associationId,
          }),
        );
        await account.eks().send(
          new DeletePodIdentityAssociationCommand({
            clusterName,
            associationId,
          }),
        );
        return [
          listed,
          described.association!.roleArn === roleArn,
          await list(),
        ];
      },
      [['reader'], true, []],
    ],
    [
      'eks.pod-identity-twice',
      'a ServiceAccount has one association',
      async context => {
        const roleArn = await podRole(context.account);
        await associate(context, roleArn);
        return outcome(associate(context, roleArn));
      },
      'ResourceInUseException/409',
    ],
  ]),
];

export const clusterIssuer = from<Eks>(api('DescribeCluster'), [
  [
    'eks.describe',
    'a cluster tells its issuer, which is that of its tokens',
    async ({ account, clusterName }) => {
      const { cluster } = await account
        .eks()
        .send(new DescribeClusterCommand({ name: clusterName }));
      return [
        cluster!.status,
        cluster!.identity!.oidc!.issuer === account.world.kubernetes.issuer,
      ];
    },
    ['ACTIVE', true],
  ],
]);
