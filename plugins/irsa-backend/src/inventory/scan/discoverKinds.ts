import {
  CustomKinds,
  customResourcesIn,
  isAuditedGroup,
  ResourceList,
} from 'backstage-plugin-irsa-node';
import { isClusterError } from '../../clusters/ClusterError';
import { ClusterHandle } from '../../clusters/types';
import { listPath, ResourceKind, WORKLOAD_KINDS } from '../kinds';

interface GroupList {
  groups?: { name: string; preferredVersion?: { groupVersion: string } }[];
}

/**
 * The audited custom resources that a cluster has, in the preferred versions. Throws ClusterError when the groups
 * cannot be read. A group whose server does not answer must not hide the others.
 *
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
 */
export async function discoverKinds(
  cluster: ClusterHandle,
  wanted: readonly CustomKinds[],
  signal?: AbortSignal,
): Promise<ResourceKind[]> {
  const { groups = [] } = await cluster.request<GroupList>({
    path: '/apis',
    signal,
  });
  const known = new Set(WORKLOAD_KINDS.map(listPath));
  const found: ResourceKind[] = [];
  for (const { name, preferredVersion } of groups) {
    if (!preferredVersion || !isAuditedGroup(name, wanted)) {
      continue;
    }
    const api = `/apis/${preferredVersion.groupVersion}`;
    const list = await cluster
      .request<ResourceList>({ path: api, signal })
      .catch((error: unknown): ResourceList => {
        if (isClusterError(error, 'forbidden', 'notFound', 'server')) {
          return {};
        }
        throw error;
      });
    found.push(
      ...customResourcesIn(name, list, wanted)
        .map(
          ({ kind, plural, namespaced, makesPods }): ResourceKind => ({
            kind: `${kind}.${name}`,
            api,
            plural,
            isDiscovered: true,
            clusterScoped: !namespaced,
            isResource: !makesPods,
          }),
        )
        .filter(each => !known.has(listPath(each))),
    );
  }
  return found;
}
