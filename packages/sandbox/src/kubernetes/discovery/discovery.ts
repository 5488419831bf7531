import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { JsonObject } from '../types';

export const VERSION = {
  major: '1',
  minor: '34',
  emulationMajor: '1',
  emulationMinor: '34',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '33',
  gitVersion: 'v1.34.2-sandbox',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2025-11-12T00:00:00Z',
  goVersion: 'go1.24.9',
  compiler: 'gc',
  platform: 'linux/amd64',
};

interface SubresourceInfo {
  group?: string;
  version?: string;
  kind: string;
  verbs: string[];
}

const READ_WRITE = ['get', 'patch', 'update'];

function subresourceInfo(type: ResourceType, name: string): SubresourceInfo {
  switch (name) {
    case 'scale':
      return {
        group: 'autoscaling',
        version: 'v1',
        kind: 'Scale',
        verbs: READ_WRITE,
      };
    case 'eviction':
      return {
        group: 'policy',
        version: 'v1',
        kind: 'Eviction',
        verbs: ['create'],
      };
    case 'token':
      return {
        group: 'authentication.k8s.io',
        version: 'v1',
        kind: 'TokenRequest',
        verbs: ['create'],
      };
    case 'log':
      return { kind: 'Pod', verbs: ['get'] };
    case 'finalize':
      return { kind: type.kind, verbs: ['update'] };
    default:
      return { kind: type.kind, verbs: READ_WRITE };
  }
}

export function apiVersions(): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1' },
    ],
  };
}

function groupVersions(registry: ResourceRegistry): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { group, version } of registry.all()) {
    const versions = groups.get(group) ?? [];
    groups.set(group, versions);
    if (!versions.includes(version)) {
      versions.push(version);
    }
  }
  return groups;
}

function apiGroup(name: string, versions: string[]): JsonObject {
  const entries = versions.map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: entries, preferredVersion: entries[0] };
}

export function apiGroupList(registry: ResourceRegistry): JsonObject {
  const groups = [...groupVersions(registry)]
    .filter(([name]) => name)
    .map(([name, versions]) => apiGroup(name, versions));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

export function oneApiGroup(
  registry: ResourceRegistry,
  name: string,
): JsonObject | undefined {
  const versions = groupVersions(registry).get(name);
  return versions && name
    ? { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(name, versions) }
    : undefined;
}

export function apiResourceList(
  registry: ResourceRegistry,
  group: string,
  version: string,
): JsonObject | undefined {
  const types = registry
    .all()
    .filter(type => type.group === group && type.version === version);
  if (!types.length) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(types[0]),
    resources: types.flatMap(type => [
      {
        name: type.plural,
        singularName: type.singular,
        namespaced: type.namespaced,
        kind: type.kind,
        verbs: type.verbs,
        ...(type.shortNames ? { shortNames: type.shortNames } : {}),
        ...(type.categories ? { categories: type.categories } : {}),
      },
      ...type.subresources.map(name => ({
        name: `${type.plural}/${name}`,
        singularName: '',
        namespaced: type.namespaced,
        ...subresourceInfo(type, name),
      })),
    ]),
  };
}

/** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
export function aggregatedDiscovery(
  registry: ResourceRegistry,
  core: boolean,
): JsonObject {
  const items = [...groupVersions(registry)]
    .filter(([group]) => (group === '') === core)
    .map(([group, versions]) => ({
      metadata: { ...(group ? { name: group } : {}), creationTimestamp: null },
      versions: versions.map(version => ({
        version,
        freshness: 'Current',
        resources: registry
          .all()
          .filter(type => type.group === group && type.version === version)
          .map(type => ({
            resource: type.plural,
            responseKind: { group, version, kind: type.kind },
            scope: type.namespaced ? 'Namespaced' : 'Cluster',
            singularResource: type.singular,
            verbs: type.verbs,
            ...(type.shortNames ? { shortNames: type.shortNames } : {}),
            ...(type.categories ? { categories: type.categories } : {}),
            subresources: type.subresources.map(name => {
              const info = subresourceInfo(type, name);
              return {
                subresource: name,
                responseKind: {
                  group: info.group ?? group,
                  version: info.version ?? version,
                  kind: info.kind,
                },
                verbs: info.verbs,
              };
            }),
          })),
      })),
    }));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items,
  };
}
