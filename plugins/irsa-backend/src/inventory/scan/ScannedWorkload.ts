import { Manager, Workload, WorkloadRef } from 'backstage-plugin-irsa-common';
import {
  detectManager,
  KubernetesObject,
  podTemplatesOf,
  workloadHealth,
} from 'backstage-plugin-irsa-node';
import { apiVersionOf, ResourceKind, WorkloadObject } from '../kinds';

/** An object as seen on its cluster, before its keys are known. Lives in memory only: it may have literals in it. */
export interface ScannedWorkload {
  ref: WorkloadRef;
  object: KubernetesObject;
  /** Empty for what makes no Pods. */
  serviceAccount: string;
  labels: Record<string, string>;
  templateLabels: Record<string, string>;
  health: Workload['health'];
  manager: Manager;
  image?: string;
  /** Makes no Pods: kept only where it has, or could come to have, a reference. */
  isResource: boolean;
}

export function toScannedWorkload(
  cluster: string,
  kind: ResourceKind,
  object: WorkloadObject,
): ScannedWorkload {
  const { metadata } = object;
  const [name] = kind.kind.split('.');
  // Items of a typed list say neither.
  const whole = { ...object, apiVersion: apiVersionOf(kind), kind: name };
  const [template] = kind.isResource ? [] : podTemplatesOf(whole);
  const makesPods = !kind.isResource;
  return {
    ref: {
      cluster,
      namespace: metadata.namespace ?? '',
      kind: kind.kind,
      name: metadata.name,
    },
    object: whole,
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
