import { ServiceUnavailableError } from '@backstage/errors';
import { AccountHandle } from '../../accounts/types';
import { ClusterHandle } from '../../clusters/types';
import { WorkloadObject } from './podTemplate';
import { readAgent } from './readAgent';
import { readAssociationRights } from './readAssociationRights';
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
): Promise<World['cluster']['eks']> {
  const { eksCluster: name, identity } = cluster.config;
  const eks = cluster.eks?.();
  return name && eks
    ? { name, identity, arn: await eks.clusterArn().catch(() => undefined) }
    : undefined;
}

/**
 * The association of a ServiceAccount, the portal's rights to keep one, and the agent on the nodes. Throws ServiceUnavailableError, since a plan with EKS Pod Identity
 * rests on association and agent.
 */
export async function readPodIdentity(
  cluster: ClusterHandle,
  account: AccountHandle,
  of: {
    namespace: string;
    serviceAccount: string;
    roleArn: string;
    object: WorkloadObject;
  },
): Promise<World['podIdentity']> {
  const { namespace, serviceAccount, roleArn, object } = of;
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
      rights: await readAssociationRights(account, arn ?? '', roleArn),
    };
  } catch (error) {
    throw new ServiceUnavailableError(
      `The Pod Identity associations of cluster ${
        cluster.name
      } could not be read (${
        (error as Error).name
      }). Give the portal eks:DescribeCluster, eks:ListPodIdentityAssociations and eks:DescribePodIdentityAssociation, try again, or plan with IRSA.`,
    );
  }
}
