import { Manager, Workload, WorkloadRef } from 'backstage-plugin-irsa-common';
import {
  apiVersionOf,
  detectManager,
  KubernetesObject,
  PodTemplate,
  podTemplatesOf,
  workloadHealth,
} from 'backstage-plugin-irsa-node';
import { ResourceKind, WorkloadObject } from '../kinds';

/**
 * An object as read from its cluster, before its keys are known. It is kept only in memory, because it may contain
 * literals.
 */
export interface ScannedWorkload {
  ref: WorkloadRef;
  object: KubernetesObject;
  /** Of its Pods; absent when they were not looked for. */
  templates?: readonly PodTemplate[];
  /** Empty for an object without Pods. */
  serviceAccount: string;
  labels: Record<string, string>;
  templateLabels: Record<string, string>;
  health: Workload['health'];
  manager: Manager;
  image?: string;
  /** Whether it makes no Pods. It is then kept only if it has a reference or could get one. */
  isResource: boolean;
}

export function toScannedWorkload(
  cluster: string,
  kind: ResourceKind,
  object: WorkloadObject,
): ScannedWorkload {
  const { metadata } = object;
  const [name] = kind.kind.split('.');
  // Items of a typed list have neither.
  const whole = { ...object, apiVersion: apiVersionOf(kind), kind: name };
  const templates = kind.isResource ? undefined : podTemplatesOf(whole);
  const [template] = templates ?? [];
  const makesPods = !kind.isResource;
  return {
    ref: {
      cluster,
      namespace: metadata.namespace ?? '',
      kind: kind.kind,
      name: metadata.name,
    },
    object: whole,
    templates,
    serviceAccount: makesPods
      ? template?.spec.serviceAccountName || 'default'
      : '',
    labels: metadata.labels ?? {},
    templateLabels: template?.labels ?? {},
    health: workloadHealth(whole),
    manager: detectManager(metadata),
    image: template?.spec.containers[0]?.image || undefined,
    isResource: Boolean(kind.isResource),
  };
}

/** Its ServiceAccount, as `namespace/name`. */
export function accountOf({ ref, serviceAccount }: ScannedWorkload): string {
  return `${ref.namespace}/${serviceAccount}`;
}
