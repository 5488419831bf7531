import { Requester } from './ClusterApi';
import {
  ClusterError,
  endsReading,
  isClusterError,
  isNotThere,
} from './ClusterError';
import { KubernetesKind } from './kinds';
import { GROUPS_PATH, resourcesPath } from './paths';

interface GroupList {
  groups?: {
    name: string;
    preferredVersion?: { version: string };
    versions?: { version: string }[];
  }[];
}

interface ResourceList {
  resources?: {
    name: string;
    kind: string;
    namespaced: boolean;
    verbs?: string[];
  }[];
}

/** A kind that a cluster has. */
export interface DiscoveredKind extends KubernetesKind {
  verbs: readonly string[];
}

/** What a cluster says about its kinds. */
export interface Discovery {
  kinds: DiscoveredKind[];
  /** Groups that could not be read, so that what they have is not known; `*` stands for all of them. */
  unread: { group: string; error: ClusterError }[];
}

/**
 * The kinds that a cluster has in the groups that are wanted, in the version that it prefers if they are in it. A group whose server is away, or
 * which may not be read, hides no other one. Throws ClusterError when the cluster cannot be reached.
 *
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
 */
export async function discoverKinds(
  cluster: Requester,
  isWanted: (group: string) => boolean,
  signal?: AbortSignal,
): Promise<Discovery> {
  const unread: Discovery['unread'] = [];
  const ask = async <T extends object>(
    group: string,
    path: string,
  ): Promise<Partial<T>> => {
    try {
      return await cluster.request<T>({ path, signal });
    } catch (error) {
      if (!isClusterError(error) || endsReading(error)) {
        throw error;
      }
      // A definition that was removed since the groups were listed.
      if (!isNotThere(error) || group === '*') {
        unread.push({ group, error });
      }
      return {};
    }
  };
  const { groups = [] } = await ask<GroupList>('*', GROUPS_PATH);
  const kinds: DiscoveredKind[] = [];
  for (const { name, preferredVersion, versions = [] } of groups) {
    if (!preferredVersion || !isWanted(name)) {
      continue;
    }
    const { version: preferred } = preferredVersion;
    const all = new Set([preferred, ...versions.map(each => each.version)]);
    const seen = new Set<string>();
    for (const version of all) {
      const { resources = [] } = await ask<ResourceList>(
        name,
        resourcesPath(name, version),
      );
      for (const { name: plural, kind, namespaced, verbs = [] } of resources) {
        // Others are subresources. A kind can be in another version only than the one that its group prefers.
        if (!plural.includes('/') && !seen.has(plural)) {
          seen.add(plural);
          kinds.push({ group: name, version, kind, plural, namespaced, verbs });
        }
      }
    }
  }
  return { kinds, unread };
}
