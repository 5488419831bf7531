import { deepClone, deepEqual } from '../json';
import { ObjectMeta, PodTemplate, Workload } from '../types';
import { ControllerContext, ownerReference } from './ControllerContext';
import { templateHash } from './templateHash';

export const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAXIMUM = 'deployment.kubernetes.io/max-replicas';
const HASH = 'pod-template-hash';
const NOT_COPIED = new Set([
  REVISION,
  HISTORY,
  DESIRED,
  MAXIMUM,
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
]);

export function revisionOf(object: Workload): number {
  return Number(object.metadata.annotations?.[REVISION] ?? 0);
}

function withoutHash(template: PodTemplate): PodTemplate {
  const copy = deepClone(template);
  if (copy.metadata?.labels) {
    delete copy.metadata.labels[HASH];
  }
  return copy;
}

function sameTemplate(left: PodTemplate, right: PodTemplate): boolean {
  return deepEqual(withoutHash(left), withoutHash(right));
}

/** The ReplicaSet of the Deployment's present template, oldest first if there are several. */
export function findNewReplicaSet(
  deployment: Workload,
  replicaSets: Workload[],
): Workload | undefined {
  return [...replicaSets]
    .sort((a, b) => {
      const created = (set: Workload) => set.metadata.creationTimestamp ?? '';
      return created(a) < created(b) ? -1 : 1;
    })
    .find(set => sameTemplate(set.spec.template, deployment.spec.template));
}

function copiedAnnotations(deployment: Workload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(deployment.metadata.annotations ?? {}).filter(
      ([key]) => !NOT_COPIED.has(key),
    ),
  );
}

function replicaSetFor(
  context: ControllerContext,
  deployment: Workload,
  revision: number,
): Workload {
  const { name, namespace } = deployment.metadata;
  const template = deepClone(deployment.spec.template);
  let collisions = 0;
  let hash = templateHash(template);
  while (context.find('replicasets', namespace, `${name}-${hash}`)) {
    collisions += 1;
    hash = templateHash(template, collisions);
  }
  template.metadata = {
    ...template.metadata,
    labels: { ...template.metadata?.labels, [HASH]: hash },
  };
  return {
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: template.metadata.labels,
      annotations: {
        ...copiedAnnotations(deployment),
        [REVISION]: String(revision),
        [DESIRED]: String(deployment.spec.replicas ?? 1),
        [MAXIMUM]: String(deployment.spec.replicas ?? 1),
      },
      ownerReferences: [ownerReference(deployment)],
    } as ObjectMeta,
    spec: {
      replicas: 0,
      selector: {
        ...deployment.spec.selector,
        matchLabels: { ...deployment.spec.selector.matchLabels, [HASH]: hash },
      },
      template,
      ...(deployment.spec.minReadySeconds
        ? { minReadySeconds: deployment.spec.minReadySeconds }
        : {}),
    },
  };
}

/** Creates the ReplicaSet of the present template, or gives the existing one the newest revision (a rollback). */
export async function ensureNewReplicaSet(
  context: ControllerContext,
  deployment: Workload,
  replicaSets: Workload[],
): Promise<{ replicaSet: Workload; created: boolean }> {
  const existing = findNewReplicaSet(deployment, replicaSets);
  const newest = Math.max(
    0,
    ...replicaSets.filter(set => set !== existing).map(revisionOf),
  );
  if (!existing) {
    const made = await context.create(
      'replicasets',
      replicaSetFor(context, deployment, newest + 1),
    );
    return { replicaSet: made as Workload, created: true };
  }
  const old = existing.metadata.annotations ?? {};
  const annotations = { ...old, ...copiedAnnotations(deployment) };
  if (revisionOf(existing) <= newest) {
    const past = [old[HISTORY], old[REVISION]].filter(Boolean).join(',');
    if (past) {
      annotations[HISTORY] = past;
    }
    annotations[REVISION] = String(newest + 1);
  }
  if (deepEqual(annotations, old)) {
    return { replicaSet: existing, created: false };
  }
  const updated = await context.update('replicasets', {
    ...existing,
    metadata: { ...existing.metadata, annotations },
  });
  return { replicaSet: updated as Workload, created: false };
}

/** Deletes old ReplicaSets without Pods beyond the history limit, oldest revision first. */
export async function pruneHistory(
  context: ControllerContext,
  deployment: Workload,
  old: Workload[],
): Promise<void> {
  const empty = old
    .filter(
      set =>
        !set.spec.replicas &&
        !set.status?.replicas &&
        !set.metadata.deletionTimestamp,
    )
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  const surplus = empty.length - (deployment.spec.revisionHistoryLimit ?? 10);
  await context.deleteAll('replicasets', empty.slice(0, Math.max(0, surplus)));
}
