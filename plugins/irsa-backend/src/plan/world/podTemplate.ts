import { createHash } from 'node:crypto';
import {
  containerField,
  containersOf,
  ContainerType,
  Json,
  kindOf,
  KINDS,
  listOf,
} from 'backstage-plugin-irsa-node';
import { canonicalJson } from '../../shared/canonicalJson';

export { containerField, containersOf, listOf };
export type { ContainerType, Json };

/** A workload object (Deployment, StatefulSet, DaemonSet, CronJob) as the API serves it. */
export interface WorkloadObject {
  apiVersion?: string;
  kind?: string;
  metadata?: Json;
  spec?: Json;
  status?: Json;
}

const [TEMPLATE, TEMPLATE_OF_JOBS] = [
  KINDS.Deployment.template,
  KINDS.CronJob.template,
];

/** JSON pointer of the Pod template. A CronJob has it inside its Job template, and a Pod is its own. */
export function templatePath(workload: WorkloadObject): string {
  // What was stored with a plan may not say its kind.
  const path: readonly string[] =
    kindOf(workload.kind)?.template ??
    (workload.spec?.jobTemplate ? TEMPLATE_OF_JOBS : TEMPLATE);
  return path.map(step => `/${step}`).join('');
}

/** The Pod template, `{}` when there is none. */
export function podTemplate(workload: WorkloadObject): Json {
  return templatePath(workload)
    .split('/')
    .slice(1)
    .reduce<Json>(
      (node, step) => (node[step] ?? {}) as Json,
      workload as unknown as Json,
    );
}

/** The PodSpec inside the template, `{}` when there is none. */
export function podSpec(workload: WorkloadObject): Json {
  return (podTemplate(workload).spec ?? {}) as Json;
}

/** Annotation of a Pod with the names of containers that the pod identity webhook leaves alone, separated by commas. */
export const SKIP_CONTAINERS = 'eks.amazonaws.com/skip-containers';

/** Names in that annotation of the template. The webhook does not trim them, so `a, b` names ` b`. */
export function skippedContainers(workload: WorkloadObject): Set<string> {
  const metadata = podTemplate(workload).metadata as
    | { annotations?: Record<string, string> }
    | undefined;
  return new Set((metadata?.annotations?.[SKIP_CONTAINERS] ?? '').split(','));
}

/** SHA-256 (hex) over the canonical JSON of the Pod template. */
export function templateDigest(workload: WorkloadObject): string {
  return createHash('sha256')
    .update(canonicalJson(podTemplate(workload)))
    .digest('hex');
}
