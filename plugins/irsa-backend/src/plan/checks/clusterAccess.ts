import { answer, PlanCheck } from './PlanCheck';

const CONFIG_MAP = 'ConfigMap kube-system/aws-auth';

/** A cluster lets in IAM users by name as well. A service that signs in to Kubernetes with its key is then somebody else. */
export const clusterAccess: PlanCheck = ({ world, target, user }) => {
  const { byConfigMap = false, byEntry = false } =
    world.account.clusterAccess ?? {};
  if (!user) {
    return undefined;
  }
  const { name } = world.cluster;
  const ways = [
    ...(byConfigMap === true ? [CONFIG_MAP] : []),
    ...(byEntry === true ? ['an access entry of EKS'] : []),
  ];
  if (ways.length > 0) {
    return answer('cluster-access', 'F23', {
      state: 'warning',
      params: { userName: user.name, roleArn: target.roleArn, ways },
      message: `Cluster ${name} lets user ${user.name} in by ${ways.join(
        ' and ',
      )}. If the service uses that, it is refused as its new role.`,
      evidence: 'mapUsers of kube-system/aws-auth, and access entries of EKS.',
      fix: `Map ${target.roleArn} to the same groups first (an access entry of EKS, or mapRoles, where the ARN stands without its path), or let the service use its ServiceAccount.`,
    });
  }
  const unknown = [
    ...(byConfigMap === 'notKnown' ? [`${CONFIG_MAP} could not be read`] : []),
    ...(byEntry === 'notKnown' ? ['its access entries were not read'] : []),
  ];
  return unknown.length > 0
    ? answer('cluster-access', 'F23', {
        state: 'notChecked',
        params: { userName: user.name },
        message: `Whether cluster ${name} lets user ${
          user.name
        } in by name is not known: ${unknown.join(', and ')}.`,
        evidence: 'Answers of the cluster and of EKS.',
        fix: 'Give the portal the auditor role of the documentation on the cluster. For access entries, set the name of the cluster in EKS (eksCluster) and allow eks:ListAccessEntries.',
      })
    : undefined;
};
