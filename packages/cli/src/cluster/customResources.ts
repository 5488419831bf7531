import { ApiClient } from './ApiClient';
import { CustomKinds, Resource } from './resources';

interface GroupList {
  groups?: { name: string; preferredVersion?: { groupVersion: string } }[];
}

interface ResourceList {
  resources?: {
    name: string;
    kind: string;
    namespaced: boolean;
    verbs: string[];
  }[];
}

/**
 * Which of the kinds the cluster has, and where, in the version that it prefers. Throws ClusterError.
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
    const kinds = kindsIn(name, wanted);
    if (kinds.size === 0 || !preferredVersion) {
      continue;
    }
    const apiVersion = preferredVersion.groupVersion;
    const { resources = [] } = await client.get<ResourceList>(
      `/apis/${apiVersion}`,
    );
    found.push(
      ...resources
        .filter(
          resource =>
            kinds.has(resource.kind) &&
            !resource.name.includes('/') &&
            resource.verbs.includes('list'),
        )
        .map(({ name: plural, kind, namespaced }) => ({
          apiVersion,
          kind,
          plural,
          namespaced,
        })),
    );
  }
  return found;
}

/** A group may begin with `*.`, for all below a domain. */
function kindsIn(name: string, wanted: readonly CustomKinds[]): Set<string> {
  return new Set(
    wanted
      .filter(({ group }) =>
        group.startsWith('*.') ? name.endsWith(group.slice(1)) : name === group,
      )
      .flatMap(({ kinds }) => kinds),
  );
}
