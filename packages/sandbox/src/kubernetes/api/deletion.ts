import { deepClone } from '../json';
import { ResourceType } from '../resources/resourceTypes';
import { KubeObject, Pod } from '../types';
import { CLEANUP, Definition } from '../resources/customTypes';
import { timestamp } from './timestamp';

export interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  orphanDependents?: boolean;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: string[];
}

function gracePeriod(pod: Pod, options: DeleteOptions): number {
  const finished = ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
  if (!pod.spec.nodeName || finished) {
    return 0;
  }
  return (
    options.gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30
  );
}

function addedFinalizer(options: DeleteOptions): string | undefined {
  if (options.propagationPolicy === 'Foreground') {
    return 'foregroundDeletion';
  }
  const orphan =
    options.propagationPolicy === 'Orphan' || options.orphanDependents === true;
  return orphan ? 'orphan' : undefined;
}

/** A definition stays until its objects are deleted. */
function markTerminating(object: KubeObject, now: number): void {
  const { metadata } = object;
  if (metadata.deletionTimestamp) {
    return;
  }
  metadata.finalizers = [
    ...(metadata.finalizers ?? []).filter(name => name !== CLEANUP),
    CLEANUP,
  ];
  const definition = object as Definition;
  definition.status = {
    ...definition.status,
    conditions: [
      ...(definition.status?.conditions ?? []),
      {
        type: 'Terminating',
        status: 'True',
        lastTransitionTime: timestamp(now),
        reason: 'InstanceDeletionInProgress',
        message: 'CustomResource deletion is in progress',
      },
    ],
  };
}

/** The effect of a delete request: the object is removed, or it stays for its finalizers or its grace period. */
export function deletionOf(
  type: ResourceType,
  live: KubeObject,
  options: DeleteOptions,
  now: number,
): { object: KubeObject; gone: boolean } {
  const object = deepClone(live);
  const { metadata } = object;
  const finalizer = addedFinalizer(options);
  if (finalizer && !metadata.finalizers?.includes(finalizer)) {
    metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
  }
  if (type.plural === 'customresourcedefinitions') {
    markTerminating(object, now);
  }
  const grace =
    type.plural === 'pods' ? gracePeriod(object as Pod, options) : 0;
  const shorter =
    metadata.deletionGracePeriodSeconds === undefined ||
    grace < metadata.deletionGracePeriodSeconds;
  const stays =
    grace > 0 ||
    Boolean(metadata.finalizers?.length) ||
    type.plural === 'namespaces';
  if (!metadata.deletionTimestamp || shorter) {
    metadata.deletionTimestamp ??= timestamp(now + grace * 1000);
    metadata.deletionGracePeriodSeconds = grace;
    if (
      metadata.generation !== undefined &&
      live.metadata.deletionTimestamp === undefined
    ) {
      metadata.generation += 1;
    }
  }
  if (type.plural === 'namespaces') {
    object.status = { ...(object.status as object), phase: 'Terminating' };
  }
  return { object, gone: !stays };
}
