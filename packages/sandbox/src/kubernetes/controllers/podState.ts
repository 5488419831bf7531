import { Pod, PodTemplate, KubeObject, ObjectMeta } from '../types';
import { deepClone } from '../json';
import { ownerReference } from './ControllerContext';

export function isReady(pod: Pod): boolean {
  return Boolean(
    pod.status?.conditions?.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    ),
  );
}

/** Whether a Pod has been ready for at least this many seconds. */
export function isAvailable(
  pod: Pod,
  minReadySeconds: number,
  now: number,
): boolean {
  const ready = pod.status?.conditions?.find(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  if (!ready || pod.metadata.deletionTimestamp) {
    return false;
  }
  const since = Date.parse(ready.lastTransitionTime ?? '');
  return !minReadySeconds || since + minReadySeconds * 1000 <= now;
}

export function isFinished(pod: Pod): boolean {
  return ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
}

export function isActive(pod: Pod): boolean {
  return !isFinished(pod) && !pod.metadata.deletionTimestamp;
}

/** Makes a Pod from a template, controlled by its owner. */
export function podOf(
  owner: KubeObject,
  template: PodTemplate,
  metadata: Partial<ObjectMeta>,
): KubeObject {
  const { metadata: templateMetadata, spec } = deepClone(template);
  return {
    metadata: {
      ...metadata,
      namespace: owner.metadata.namespace,
      labels: { ...templateMetadata?.labels, ...metadata.labels },
      ...(templateMetadata?.annotations
        ? { annotations: templateMetadata.annotations }
        : {}),
      ...(templateMetadata?.finalizers
        ? { finalizers: templateMetadata.finalizers }
        : {}),
      ownerReferences: [ownerReference(owner)],
    } as ObjectMeta,
    spec,
  };
}
