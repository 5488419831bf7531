import {
  kindChangedInPlace,
  KINDS,
  listAll,
  listPath,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import {
  containersOf,
  Json,
  listOf,
  podSpec,
  WorkloadObject,
} from './podTemplate';

/** Who runs as which ServiceAccount and refers to which Secrets and ConfigMaps. */
export interface Consumer {
  /** `Kind/name`. */
  id: string;
  serviceAccount: string;
  /** `Secret/name`, `ConfigMap/name`. */
  objects: string[];
}

const CONSUMERS = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.CronJob,
  KINDS.Job,
  KINDS.Pod,
];

/** All workloads of a namespace, and Pods and Jobs that no such workload owns. */
export async function readConsumers(
  cluster: ClusterHandle,
  namespace: string,
): Promise<Consumer[]> {
  const lists = await Promise.all(
    CONSUMERS.map(async kind => {
      const items = await listAll<WorkloadObject>(
        cluster,
        listPath(kind, namespace),
      );
      return items.map(item => ({ ...item, kind: kind.kind }));
    }),
  );
  return lists
    .flat()
    .filter(
      item =>
        !listOf(item.metadata, 'ownerReferences').some(
          owner => owner.controller === true,
        ) || kindChangedInPlace(item.kind) !== undefined,
    )
    .map(item => {
      const spec = podSpec(item);
      return {
        id: `${item.kind}/${item.metadata?.name}`,
        serviceAccount:
          (spec.serviceAccountName as string | undefined) ?? 'default',
        objects: objectsOf(spec),
      };
    });
}

/** `Secret/name` and `ConfigMap/name` of everything that a PodSpec takes variables or files from. */
export function objectsOf(spec: Json): string[] {
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
