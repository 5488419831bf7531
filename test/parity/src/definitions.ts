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
  'ExternalDNS',
  'HiveConfig',
  'MachineConfig',
]);

/** Whether objects of its kind have no namespace. */
export function isOfCluster({ kind = '' }: KubernetesObject): boolean {
  return OF_CLUSTER.has(kind) || /^Cluster[A-Z]/.test(kind);
}

/**
 * Definitions for the custom resources among the objects, with just the fields that they have: what a door knows of a kind
 * without a rule, it knows by its schema. A kind that is served in several versions has each of them.
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
    { objects: KubernetesObject[]; versions: Set<string> }
  >();
  for (const object of objects) {
    const { apiVersion = '', kind = '' } = object;
    const [group, version] = apiVersion.split('/');
    const name = `${pluralOf(kind)}.${group}`;
    if (!version || BUILT_IN.test(apiVersion) || own.has(name)) {
      continue;
    }
    const known = found.get(name) ?? {
      objects: [],
      versions: new Set<string>(),
    };
    known.objects.push(object);
    known.versions.add(version);
    found.set(name, known);
  }
  return [...found].map(([name, { objects: all, versions }]) =>
    definition(name, all, [...versions].sort()),
  );
}

function definition(
  name: string,
  objects: readonly KubernetesObject[],
  versions: readonly string[],
): KubernetesObject {
  const [object] = objects;
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
          openAPIV3Schema: schemaOf(
            objects.map(({ metadata, apiVersion, kind: _, ...own }) => own),
          ),
        },
      })),
    },
  };
}

const OPEN = { 'x-kubernetes-preserve-unknown-fields': true };

/** A schema with the fields that the values have. */
function schemaOf(values: readonly unknown[]): object {
  if (values.length > 0 && values.every(Array.isArray)) {
    const items = values.flat();
    return { type: 'array', items: items.length > 0 ? schemaOf(items) : OPEN };
  }
  if (!values.every(isRecord) || values.length === 0) {
    const type = typeof values[0];
    return ['string', 'boolean', 'number'].includes(type) &&
      values.every(each => typeof each === type)
      ? { type }
      : OPEN;
  }
  const names = [...new Set(values.flatMap(each => Object.keys(each)))];
  return {
    type: 'object',
    properties: Object.fromEntries(
      names.map(name => [
        name,
        schemaOf(
          values.flatMap(each =>
            each[name] === undefined ? [] : [each[name]],
          ),
        ),
      ]),
    ),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
