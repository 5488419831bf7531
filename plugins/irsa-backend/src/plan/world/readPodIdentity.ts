import { ServiceUnavailableError } from '@backstage/errors';
import { ClusterHandle } from '../../clusters/types';
import { WorkloadObject } from './podTemplate';
import { readAgent } from './readAgent';
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
 * The association of a ServiceAccount, and the agent on the nodes. Throws ServiceUnavailableError, since a plan with EKS Pod Identity
 * rests on both.
 */
export async function readPodIdentity(
  cluster: ClusterHandle,
  namespace: string,
  serviceAccount: string,
  object: WorkloadObject,
): Promise<World['podIdentity']> {
  try {
    const eks = cluster.eks?.();
    const [association, agent] = await Promise.all([
      eks?.find(namespace, serviceAccount),
      readAgent(cluster, namespace, object),
    ]);
    const isBuiltIn = agent.nodes?.ready ? undefined : await eks?.hasAutoMode();
    return { association, agent: { ...agent, isBuiltIn } };
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
