import {
  isNotThere,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { Json } from './podTemplate';

/**
 * Whether `kube-system/aws-auth` lets this user into the cluster. `notKnown` when the ConfigMap could not be read; EKS may keep access
 * entries besides, which are not looked at. Never throws.
 * https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
export async function readClusterAccess(
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
