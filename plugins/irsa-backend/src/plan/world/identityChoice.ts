import { accountOfCluster } from '../policy/identityNames';
import { World } from './World';

/** How Pods get the role, and what decided it. */
export interface IdentityChoice {
  /** `irsa`: a token of the cluster, and an annotation. `podIdentity`: an EKS Pod Identity association. */
  kind: 'irsa' | 'podIdentity';
  /**
   * Why there is no choice: `notEks`: the name of the cluster in EKS is not set; `notKnown`: EKS did not answer; `account`: the role is
   * in another account than the cluster, whose account is not connected; `source`: the change is made where the workload is kept. Else who chose: `asked`: the
   * request; `cluster`: the settings of the cluster; `usual`: nobody.
   */
  because:
    | 'notEks'
    | 'notKnown'
    | 'account'
    | 'source'
    | 'asked'
    | 'cluster'
    | 'usual';
}

type Sight = Pick<World, 'request' | 'cluster' | 'workload'> & {
  account: Pick<World['account'], 'id'>;
};

/** Pure. Where an association is not possible, it is IRSA, whatever was asked for; see `assertPossible` in readWorld. */
export function identityChoice({
  request,
  cluster,
  workload,
  account,
}: Sight): IdentityChoice {
  const obstacle = obstacleOf({ cluster, workload, account });
  if (obstacle) {
    return { kind: 'irsa', because: obstacle };
  }
  if (request.identity) {
    return { kind: request.identity, because: 'asked' };
  }
  return cluster.eks?.identity
    ? { kind: cluster.eks.identity, because: 'cluster' }
    : { kind: 'irsa', because: 'usual' };
}

/** Why a plan cannot be as it was wanted, for people; undefined when it can. */
export function notAsWanted(world: Sight): string | undefined {
  const { because } = identityChoice(world);
  const { request, cluster } = world;
  const wanted = request.identity ?? cluster.eks?.identity;
  if (wanted !== 'podIdentity') {
    return undefined;
  }
  switch (because) {
    case 'notEks':
      return `EKS Pod Identity needs the name of cluster ${cluster.name} in EKS. Set eksCluster of the cluster, or plan with IRSA.`;
    case 'notKnown':
      return `EKS does not answer for cluster ${cluster.name}, so a role cannot be given by Pod Identity now. Give the portal eks:DescribeCluster and eks:ListPodIdentityAssociations, try again, or plan with IRSA.`;
    case 'account':
      return request.identity
        ? `The role is made in account ${world.account.id} and cluster ${
            cluster.name
          } is in another one, ${accountOfCluster(
            cluster.eks?.arn ?? '',
          )}, which the portal does not know. An association names a role of the cluster's own account first: connect that account, or plan with IRSA.`
        : undefined;
    case 'source':
      return request.identity
        ? `${world.request.workload.name} is kept in Git. The portal makes associations only for what it patches itself: plan with IRSA.`
        : undefined;
    default:
      return undefined;
  }
}

/** Whether the cluster is in another account than the role. An association then needs a role of each. Pure. */
export function isElsewhere({
  cluster,
  account,
}: Pick<Sight, 'cluster' | 'account'>): boolean {
  const arn = cluster.eks?.arn;
  return !!arn && accountOfCluster(arn) !== account.id;
}

function obstacleOf({
  cluster,
  workload,
  account,
}: Omit<Sight, 'request'>): IdentityChoice['because'] | undefined {
  if (!cluster.eks) {
    return 'notEks';
  }
  if (!workload.manager.livePatchAllowed) {
    return 'source';
  }
  if (!cluster.eks.arn) {
    return 'notKnown';
  }
  return isElsewhere({ cluster, account }) && !cluster.eks.isAccountKnown
    ? 'account'
    : undefined;
}
