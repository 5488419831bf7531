import { identityHash } from 'backstage-plugin-irsa-node';

/** A role name of at most 64 characters: `<prefix><namespace>-<account>-<hash>`. */
export function roleNameOf(options: {
  prefix: string;
  issuer: string;
  namespace: string;
  serviceAccount: string;
}): string {
  const { prefix, issuer, namespace, serviceAccount } = options;
  const hash = identityHash(issuer, namespace, serviceAccount);
  const room = 64 - prefix.length - hash.length - 2;
  const ns = namespace.slice(0, Math.min(20, Math.floor(room / 2)));
  const account = serviceAccount
    .replace(/[^\w+=,.@-]/g, '-')
    .slice(0, Math.min(24, room - ns.length));
  return `${prefix}${ns}-${account}-${hash}`;
}

/** A ServiceAccount name for one workload, at most 63 characters. */
export function ownServiceAccountName(workload: string): string {
  return `${workload.slice(0, 58).replace(/[-.]+$/, '')}-irsa`;
}

/** Service and audience of EKS Pod Identity. */
export const POD_IDENTITY_AUDIENCE = 'pods.eks.amazonaws.com';

/** The account of a cluster, and of its associations and the roles that they may name first. */
export function accountOfCluster(clusterArn: string): string {
  return clusterArn.split(':')[4];
}

/** Where EKS is asked for the associations of a cluster: `eu-west-1`. */
export function regionOf({ clusterArn }: { clusterArn: string }): string {
  return clusterArn.split(':')[3];
}

/**
 * Trust in EKS Pod Identity for exactly one ServiceAccount of one cluster, by the tags that EKS puts on each session.
 * Source: Amazon EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity".
 */
export function podIdentityTrustOf(options: {
  accountId: string;
  clusterArn: string;
  issuer: string;
  namespace: string;
  serviceAccount: string;
}): string {
  const { accountId, clusterArn, issuer, namespace, serviceAccount } = options;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: `PodIdentity${identityHash(issuer, namespace, serviceAccount)}`,
        Effect: 'Allow',
        Principal: { Service: POD_IDENTITY_AUDIENCE },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:SourceAccount': accountId,
            'aws:RequestTag/eks-cluster-arn': clusterArn,
            'aws:RequestTag/kubernetes-namespace': namespace,
            'aws:RequestTag/kubernetes-service-account': serviceAccount,
          },
          ArnEquals: { 'aws:SourceArn': clusterArn },
        },
      },
    ],
  });
}

/**
 * Trust in a first role of another account, which EKS Pod Identity assumes before this one, for exactly one ServiceAccount of one cluster:
 * by the tags that EKS puts on both sessions. The account is named and the role is a condition, so that nothing depends on which is made
 * first, and on the internal id of a role that was made anew. EKS sends an external id too; it is for associations without session
 * tags, which are not made here.
 * Source: Amazon EKS User Guide, "Access AWS Resources using EKS Pod Identity Target IAM Roles".
 */
export function targetTrustOf(options: {
  firstRoleArn: string;
  clusterArn: string;
  issuer: string;
  namespace: string;
  serviceAccount: string;
}): string {
  const { firstRoleArn, clusterArn, issuer, namespace, serviceAccount } =
    options;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: `PodIdentity${identityHash(issuer, namespace, serviceAccount)}`,
        Effect: 'Allow',
        Principal: { AWS: firstRoleArn.replace(/:role\/.*$/, ':root') },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:RequestTag/eks-cluster-arn': clusterArn,
            'aws:RequestTag/kubernetes-namespace': namespace,
            'aws:RequestTag/kubernetes-service-account': serviceAccount,
          },
          ArnEquals: { 'aws:PrincipalArn': firstRoleArn },
        },
      },
    ],
  });
}

/** All that a first role may do: assume the target role, with the tags of the session. Source: as of {@link targetTrustOf}. */
export function firstPolicyOf(targetRoleArn: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Resource: targetRoleArn,
      },
    ],
  });
}
