import { createHash } from 'node:crypto';
import { kindOf, KINDS } from 'backstage-plugin-irsa-node';
import { canonicalJson } from '../../shared/canonicalJson';

/** A JSON object from the Kubernetes API. */
export type Json = Record<string, unknown>;

/** A workload object (Deployment, StatefulSet, DaemonSet, CronJob) as the API serves it. */
export interface WorkloadObject {
  apiVersion?: string;
  kind?: string;
  metadata?: Json;
  spec?: Json;
  status?: Json;
}

/** A list of a PodSpec from which containers are taken. */
export type ContainerType = 'container' | 'init';

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

/** Objects of a list field, `[]` when it is absent. */
export function listOf(object: Json | undefined, field: string): Json[] {
  const list = object?.[field];
  return Array.isArray(list) ? (list as Json[]) : [];
}

/** `containers` or `initContainers`. */
export function containerField(type: ContainerType): string {
  return type === 'init' ? 'initContainers' : 'containers';
}

/** Every container of a PodSpec with its type and place. */
export function containersOf(
  spec: Json,
): { type: ContainerType; index: number; container: Json }[] {
  return (['init', 'container'] as const).flatMap(type =>
    listOf(spec, containerField(type)).map((container, index) => ({
      type,
      index,
      container,
    })),
  );
}

/** SHA-256 (hex) over the canonical JSON of the Pod template. */
export function templateDigest(workload: WorkloadObject): string {
  return createHash('sha256')
    .update(canonicalJson(podTemplate(workload)))
    .digest('hex');
}
