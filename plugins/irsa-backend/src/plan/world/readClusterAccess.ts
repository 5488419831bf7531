import {
  isNotThere,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { Json } from './podTemplate';

/** Whether a cluster lets a user of IAM in by its name, and by what. */
export interface ClusterAccess {
  /** By `kube-system/aws-auth`. */
  byConfigMap: boolean | 'notKnown';
  /** By an access entry of EKS, which no object of the cluster shows. */
  byEntry: boolean | 'notKnown';
}

/**
 * Whether this user may sign in to the cluster. Never throws: what could not be read is not known.
 * https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html, https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export async function readClusterAccess(
  cluster: ClusterHandle,
  issuer: string,
  userArn: string,
): Promise<ClusterAccess> {
  const [byConfigMap, byEntry] = await Promise.all([
    inConfigMap(cluster, userArn),
    inEntries(cluster, issuer, userArn),
  ]);
  return { byConfigMap, byEntry };
}

async function inConfigMap(
  cluster: ClusterHandle,
  userArn: string,
): Promise<boolean | 'notKnown'> {
  try {
    const found = await readObject<Json>(
      cluster,
      objectPath(KINDS.ConfigMap, 'kube-system', 'aws-auth'),
    );
    const { mapUsers = '' } = (found?.data ?? {}) as { mapUsers?: string };
    // ARNs of users have no quotes or blanks; what follows one is not part of it.
    return mapUsers.split(/[\s"',\]}]+/).includes(userArn);
  } catch (error) {
    return isNotThere(error) ? false : 'notKnown';
  }
}

async function inEntries(
  cluster: ClusterHandle,
  issuer: string,
  userArn: string,
): Promise<boolean | 'notKnown'> {
  const entries = await cluster.accessEntries().catch(() => undefined);
  if (entries) {
    return entries.includes(userArn);
  }
  // Other clusters have no entries; one of EKS has an issuer of EKS.
  return /^https:\/\/oidc\.eks\./.test(issuer) ? 'notKnown' : false;
}
