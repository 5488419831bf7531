import {
  CustomKinds,
  customResourcesIn,
  isAuditedGroup,
  ResourceList,
} from 'backstage-plugin-irsa-node';
import { ApiClient } from './ApiClient';
import { Resource } from './resources';

interface GroupList {
  groups?: { name: string; preferredVersion?: { groupVersion: string } }[];
}

/**
 * The kinds that the cluster has, with their paths, in the preferred versions. Throws ClusterError.
 *
 * {@link https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api}
 */
export async function customResources(
  client: ApiClient,
  wanted: readonly CustomKinds[],
): Promise<Resource[]> {
  const { groups = [] } = await client.get<GroupList>('/apis');
  const found: Resource[] = [];
  for (const { name, preferredVersion } of groups) {
    if (!preferredVersion || !isAuditedGroup(name, wanted)) {
      continue;
    }
    const apiVersion = preferredVersion.groupVersion;
    const list = await client.get<ResourceList>(`/apis/${apiVersion}`);
    found.push(
      ...customResourcesIn(name, list, wanted).map(
        ({ kind, plural, namespaced }) => ({
          apiVersion,
          kind,
          plural,
          namespaced,
        }),
      ),
    );
  }
  return found;
}
