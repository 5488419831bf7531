import { WorkloadRef } from 'backstage-plugin-irsa-common';
import { ClusterHandle } from '../../clusters/types';
import {
  containersOf,
  Json,
  listOf,
  podSpec,
  WorkloadObject,
} from './podTemplate';

const resources: Record<string, { group: string; plural: string }> = {
  Deployment: { group: 'apps', plural: 'deployments' },
  StatefulSet: { group: 'apps', plural: 'statefulsets' },
  DaemonSet: { group: 'apps', plural: 'daemonsets' },
  CronJob: { group: 'batch', plural: 'cronjobs' },
};

/** API group and plural of the kinds that can be patched in place. */
export function resourceOf(
  kind: string,
): { group: string; plural: string } | undefined {
  return Object.hasOwn(resources, kind) ? resources[kind] : undefined;
}

/** Path of a workload; `undefined` for kinds that cannot be patched in place. */
export function workloadPath(ref: WorkloadRef): string | undefined {
  const resource = resourceOf(ref.kind);
  return (
    resource &&
    `/apis/${resource.group}/v1/namespaces/${encodeURIComponent(
      ref.namespace,
    )}/${resource.plural}/${encodeURIComponent(ref.name)}`
  );
}

/** Path of a core object in a namespace. */
export function objectPath(
  plural: string,
  namespace: string,
  name: string,
): string {
  return `/api/v1/namespaces/${encodeURIComponent(
    namespace,
  )}/${plural}/${encodeURIComponent(name)}`;
}

/** Reads an object; `undefined` when it is not there. */
export async function readObject<T>(
  cluster: ClusterHandle,
  path: string,
): Promise<T | undefined> {
  try {
    return await cluster.request<T>({ path });
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}

/** Who runs as which ServiceAccount and refers to which Secrets and ConfigMaps. */
export interface Consumer {
  /** `Kind/name`. */
  id: string;
  serviceAccount: string;
  /** `Secret/name`, `ConfigMap/name`. */
  objects: string[];
}

/** All workloads of a namespace, and Pods and Jobs that no such workload owns. */
export async function readConsumers(
  cluster: ClusterHandle,
  namespace: string,
): Promise<Consumer[]> {
  const of = `namespaces/${encodeURIComponent(namespace)}`;
  const kinds: [string, string][] = [
    ...Object.entries(resources).map(
      ([kind, { group, plural }]): [string, string] => [
        kind,
        `/apis/${group}/v1/${of}/${plural}`,
      ],
    ),
    ['Job', `/apis/batch/v1/${of}/jobs`],
    ['Pod', `/api/v1/${of}/pods`],
  ];
  const lists = await Promise.all(
    kinds.map(async ([kind, path]) => {
      const { items } = await cluster.request<{ items: WorkloadObject[] }>({
        path,
      });
      return items.map(item => ({ ...item, kind }));
    }),
  );
  return lists
    .flat()
    .filter(
      item =>
        !listOf(item.metadata, 'ownerReferences').some(
          owner => owner.controller === true,
        ) || item.kind in resources,
    )
    .map(item => {
      const spec =
        item.kind === 'Pod' ? ((item.spec ?? {}) as Json) : podSpec(item);
      return {
        id: `${item.kind}/${item.metadata?.name}`,
        serviceAccount:
          (spec.serviceAccountName as string | undefined) ?? 'default',
        objects: objectsOf(spec),
      };
    });
}

function objectsOf(spec: Json): string[] {
  const found = new Set<string>();
  const add = (kind: string, reference: unknown, field = 'name') => {
    const name = (reference as Json | undefined)?.[field];
    if (typeof name === 'string') {
      found.add(`${kind}/${name}`);
    }
  };
  for (const volume of listOf(spec, 'volumes')) {
    add('Secret', volume.secret, 'secretName');
    add('ConfigMap', volume.configMap);
    for (const source of listOf(volume.projected as Json, 'sources')) {
      add('Secret', source.secret);
      add('ConfigMap', source.configMap);
    }
  }
  for (const { container } of containersOf(spec)) {
    for (const variable of listOf(container, 'env')) {
      const from = variable.valueFrom as Json | undefined;
      add('Secret', from?.secretKeyRef);
      add('ConfigMap', from?.configMapKeyRef);
    }
    for (const source of listOf(container, 'envFrom')) {
      add('Secret', source.secretRef);
      add('ConfigMap', source.configMapRef);
    }
  }
  return [...found];
}
