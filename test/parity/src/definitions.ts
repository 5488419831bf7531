import { KubernetesObject } from 'backstage-plugin-irsa-node';

/** Groups that every API server has. */
const BUILT_IN =
  /^(v1|apps\/|batch\/|policy\/|autoscaling\/|rbac\.authorization\.k8s\.io\/|networking\.k8s\.io\/|storage\.k8s\.io\/|coordination\.k8s\.io\/|admissionregistration\.k8s\.io\/|apiextensions\.k8s\.io\/)/;
const OF_CLUSTER = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'StorageClass',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'ProviderConfig',
]);

/** Whether objects of its kind have no namespace. */
export function isOfCluster({ kind = '' }: KubernetesObject): boolean {
  return OF_CLUSTER.has(kind) || /^Cluster[A-Z]/.test(kind);
}

/**
 * Definitions, of which the fields are open, for the custom resources among the objects. A kind that is served in several
 * versions has each of them.
 */
export function definitionsFor(
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  const own = new Set(
    objects.flatMap(({ kind, metadata }) =>
      kind === 'CustomResourceDefinition' ? metadata?.name ?? [] : [],
    ),
  );
  const found = new Map<
    string,
    { object: KubernetesObject; versions: Set<string> }
  >();
  for (const object of objects) {
    const { apiVersion = '', kind = '' } = object;
    const [group, version] = apiVersion.split('/');
    const name = `${pluralOf(kind)}.${group}`;
    if (!version || BUILT_IN.test(apiVersion) || own.has(name)) {
      continue;
    }
    const known = found.get(name) ?? { object, versions: new Set<string>() };
    known.versions.add(version);
    found.set(name, known);
  }
  return [...found].map(([name, { object, versions }]) =>
    definition(name, object, [...versions].sort()),
  );
}

function definition(
  name: string,
  object: KubernetesObject,
  versions: readonly string[],
): KubernetesObject {
  const kind = object.kind!;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
    spec: {
      group: object.apiVersion!.split('/')[0],
      scope: isOfCluster(object) ? 'Cluster' : 'Namespaced',
      names: {
        kind,
        listKind: `${kind}List`,
        plural: pluralOf(kind),
        singular: kind.toLowerCase(),
      },
      versions: versions.map((version, at) => ({
        name: version,
        served: true,
        storage: at === versions.length - 1,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      })),
    },
  };
}

function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/[^aeiou]y$/.test(name)) {
    return `${name.slice(0, -1)}ies`;
  }
  return /(s|x|ch)$/.test(name) ? `${name}es` : `${name}s`;
}

/** The role that lets the portal read custom resources which its own roles do not name. */
export function rightsFor(
  definitions: readonly KubernetesObject[],
): KubernetesObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name: 'parity-resources',
      labels: { 'irsa.portal/aggregate': 'true' },
    },
    rules: definitions.map(({ spec }) => {
      const { group, names } = spec as {
        group: string;
        names: { plural: string };
      };
      return {
        apiGroups: [group],
        resources: [names.plural],
        verbs: ['get', 'list', 'watch'],
      };
    }),
  };
}
