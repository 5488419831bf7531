import {
  auditedAmong,
  CUSTOM_RESOURCE_RULES,
  CUSTOM_WORKLOADS,
  CustomKinds,
  discoverKinds,
  isAuditedGroup,
  isNotThere,
  listAll,
  listPath,
  SECRET_MAKER_KINDS,
  secretsMadeBy,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { Json } from './podTemplate';

/** They use a ServiceAccount to act in the cluster, never in AWS. */
const NOT_FOR_AWS = new Set(['HelmRelease', 'Application', 'ApplicationSet']);
const WANTED: readonly CustomKinds[] = [
  ...CUSTOM_RESOURCE_RULES,
  ...CUSTOM_WORKLOADS,
  ...SECRET_MAKER_KINDS,
];

/** What custom resources name, however deep: ServiceAccounts, Secrets, ConfigMaps. Pure. */
export function namedIn(
  object: Json,
  namespace: string,
): { serviceAccounts: string[]; objects: string[] } {
  const serviceAccounts = new Set<string>();
  const objects = new Set<string>();
  const isNamespaced =
    (object.metadata as Json | undefined)?.namespace !== undefined;
  const isHere = (reference: Json) =>
    reference.namespace === undefined
      ? isNamespaced
      : reference.namespace === namespace;
  const read = (field: string, inner: unknown) => {
    const reference = (
      inner && typeof inner === 'object' ? inner : { name: inner }
    ) as Json;
    const name = reference.name ?? reference.secretName;
    if (typeof name !== 'string' || !isHere(reference)) {
      return;
    }
    if (/^(.*[a-z])?serviceAccount(Name|Ref)?$/i.test(field)) {
      serviceAccounts.add(name);
    } else if (/secret(Key)?(Ref|Name)?$/i.test(field)) {
      objects.add(`Secret/${name}`);
    } else if (/configMap(Key)?(Ref|Name)?$/i.test(field)) {
      objects.add(`ConfigMap/${name}`);
    } else if (typeof reference.key === 'string') {
      // A name and a key, as in `accessKeyId: {name, key}` of CloudNativePG and `credential` of Velero, choose a value of a Secret.
      objects.add(`Secret/${name}`);
    }
  };
  const visit = (value: unknown) => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (value && typeof value === 'object') {
      for (const [field, inner] of Object.entries(value)) {
        // Also a list of selectors: `secretTargetRef` of KEDA.
        [inner].flat().forEach(each => read(field, each));
        visit(inner);
      }
    }
  };
  visit(object.spec);
  return { serviceAccounts: [...serviceAccounts], objects: [...objects] };
}

/** Custom resources that name ServiceAccounts of a namespace, and those kinds that could not be listed. Never throws. */
export async function readCustomConsumers(
  cluster: ClusterHandle,
  namespace: string,
): Promise<{
  all: {
    id: string;
    serviceAccounts: string[];
    objects: string[];
    makes: string[];
  }[];
  unknown: string[];
}> {
  const unknown: string[] = [];
  const found = await discoverKinds(cluster, group =>
    isAuditedGroup(group, WANTED),
  ).catch(() => undefined);
  if (!found) {
    return { all: [], unknown: ['custom resources'] };
  }
  unknown.push(...found.unread.map(({ group }) => `resources of ${group}`));
  const kinds = auditedAmong(found.kinds, WANTED).filter(
    ({ kind }) => !NOT_FOR_AWS.has(kind),
  );
  const lists = await Promise.all(
    kinds.map(async kind => {
      try {
        const items = await listAll<Json>(cluster, listPath(kind, namespace));
        return items.map(item => ({
          id: `${kind.kind}/${(item.metadata as Json).name}`,
          ...namedIn(item, namespace),
          // Items of a list do not say their kind.
          makes: secretsMadeBy(
            {
              ...item,
              apiVersion: `${kind.group}/${kind.version}`,
              kind: kind.kind,
            },
            namespace,
          ),
        }));
      } catch (error) {
        if (!isNotThere(error)) {
          unknown.push(`${kind.kind} of ${kind.group}`);
        }
        return [];
      }
    }),
  );
  return { all: lists.flat(), unknown };
}
