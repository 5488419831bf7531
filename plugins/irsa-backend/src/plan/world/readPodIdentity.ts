import { ServiceUnavailableError } from '@backstage/errors';
import { AccountHandle, AccountRegistry } from '../../accounts/types';
import { ClusterHandle } from '../../clusters/types';
import { WorkloadObject } from './podTemplate';
import { readAgent } from './readAgent';
import { accountOfCluster } from '../policy/identityNames';
import { FirstRoleNames, TargetNames } from './planTarget';
import { readAssociationRights } from './readAssociationRights';
import { FirstRoleRead, readFirstRole } from './readFirstRole';
import { World } from './World';

/** `undefined` when EKS was not asked or does not answer. The check then says that it is not known. */
export async function podIdentitiesIn(
  cluster: ClusterHandle,
  namespace: string,
): Promise<string[] | undefined> {
  const all = await cluster.podIdentities().catch(() => undefined);
  return all
    ?.filter(each => each.namespace === namespace)
    .map(({ serviceAccount }) => serviceAccount);
}

/** Only its name where EKS does not answer. */
export async function eksOf(
  cluster: ClusterHandle,
  accounts: Pick<AccountRegistry, 'has'>,
): Promise<World['cluster']['eks']> {
  const { eksCluster: name, identity } = cluster.config;
  const eks = cluster.eks?.();
  if (!name || !eks) {
    return undefined;
  }
  const arn = await eks.clusterArn().catch(() => undefined);
  return {
    name,
    identity,
    arn,
    isAccountKnown: !!arn && accounts.has(accountOfCluster(arn)),
  };
}

/**
 * The association of a ServiceAccount, the portal's rights to keep one, the agent on the nodes, and the first role where one is needed. Throws ServiceUnavailableError, since a plan with EKS Pod Identity
 * rests on them.
 */
export async function readPodIdentity(
  cluster: ClusterHandle,
  /** The one of the cluster. */
  account: AccountHandle,
  of: {
    namespace: string;
    target: TargetNames;
    object: WorkloadObject;
  },
): Promise<World['podIdentity']> {
  const { namespace, target, object } = of;
  const { serviceAccountName: serviceAccount, first } = target;
  try {
    const eks = cluster.eks?.();
    const [association, agent, arn] = await Promise.all([
      eks?.find(namespace, serviceAccount),
      readAgent(cluster, namespace, object),
      eks?.clusterArn(),
    ]);
    const isBuiltIn = agent.nodes?.ready ? undefined : await eks?.hasAutoMode();
    return {
      association,
      agent: { ...agent, isBuiltIn },
      rights: await readAssociationRights(
        account,
        arn ?? '',
        first ?? { roleArn: target.roleArn },
      ),
      ...(first && { first: await firstRoleOf(account, first) }),
    };
  } catch (error) {
    if (error instanceof ServiceUnavailableError) {
      throw error;
    }
    throw new ServiceUnavailableError(
      `The Pod Identity associations of cluster ${
        cluster.name
      } could not be read (${
        (error as Error).name
      }). Give the portal eks:DescribeCluster, eks:ListPodIdentityAssociations and eks:DescribePodIdentityAssociation, try again, or plan with IRSA.`,
    );
  }
}

async function firstRoleOf(
  account: AccountHandle,
  first: FirstRoleNames,
): Promise<FirstRoleRead> {
  try {
    return await readFirstRole(account, first);
  } catch (error) {
    throw new ServiceUnavailableError(
      `Role and policy ${first.roleName} of account ${
        first.accountId
      }, by which Pods of the cluster come to a role of another account, could not be read (${
        (error as Error).name
      }). Give the portal iam:GetRole, iam:ListAttachedRolePolicies, iam:ListRolePolicies, iam:GetPolicy and iam:GetPolicyVersion there, try again, or plan with IRSA.`,
    );
  }
}
