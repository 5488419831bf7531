import { answer, PlanCheck } from './PlanCheck';

/** A cluster lets in IAM users by name as well. A service that signs in to Kubernetes with its key is then somebody else. */
export const clusterAccess: PlanCheck = ({ world, target, user }) => {
  const { isInCluster = false } = world.account;
  if (!user || isInCluster === false) {
    return undefined;
  }
  if (isInCluster === 'notKnown') {
    return answer('cluster-access', 'F23', {
      state: 'notChecked',
      params: { userName: user.name },
      message: `Whether cluster ${world.cluster.name} lets user ${user.name} in by name is not known: ConfigMap kube-system/aws-auth could not be read.`,
      evidence: 'Answer of the cluster.',
      fix: 'Give the portal the auditor role of the documentation.',
    });
  }
  return answer('cluster-access', 'F23', {
    state: 'warning',
    params: { userName: user.name, roleArn: target.roleArn },
    message: `Cluster ${world.cluster.name} lets user ${user.name} in by ConfigMap kube-system/aws-auth. If the service uses that, it is refused as its new role.`,
    evidence: 'mapUsers of kube-system/aws-auth.',
    fix: `Map ${target.roleArn} to the same groups first (an access entry of EKS, or mapRoles, where the ARN stands without its path), or let the service use its ServiceAccount.`,
  });
};
