import { Manager, Workload, WorkloadRef } from '@internal/plugin-irsa-common';
import { detectManager } from '@internal/plugin-irsa-node';
import { PodSpec } from '@internal/plugin-irsa-node';
import { workloadHealth } from '@internal/plugin-irsa-node';
import { WorkloadObject } from './kinds';

/** A workload as seen on its cluster, before its keys are known. Lives in memory only: `spec` may have literals. */
export interface ScannedWorkload {
  ref: WorkloadRef;
  spec: PodSpec;
  serviceAccount: string;
  labels: Record<string, string>;
  templateLabels: Record<string, string>;
  health: Workload['health'];
  manager: Manager;
  image?: string;
}

interface Template {
  metadata?: { labels?: Record<string, string> };
  spec?: PodSpec;
}

export function toScannedWorkload(
  cluster: string,
  kind: string,
  object: WorkloadObject,
): ScannedWorkload {
  const template = templateOf(kind, object);
  const spec = template.spec ?? {};
  return {
    ref: {
      cluster,
      namespace: object.metadata.namespace,
      kind,
      name: object.metadata.name,
    },
    spec,
    serviceAccount: spec.serviceAccountName || 'default',
    labels: object.metadata.labels ?? {},
    templateLabels: template.metadata?.labels ?? {},
    health: workloadHealth({ ...object, kind }),
    manager: detectManager(object.metadata),
    image: spec.containers?.[0]?.image,
  };
}

function templateOf(kind: string, object: WorkloadObject): Template {
  if (kind === 'Pod') {
    return { metadata: object.metadata, spec: object.spec as PodSpec };
  }
  const spec =
    kind === 'CronJob'
      ? (object.spec?.jobTemplate as { spec?: Record<string, unknown> })?.spec
      : object.spec;
  return (spec?.template ?? {}) as Template;
}
