import { deepEqual } from '../json';
import { Pod } from '../types';
import { Causes } from './Causes';
import { validatePodSpec } from './validatePodSpec';

/** Ephemeral containers can only be added. They cannot be changed or removed. */
function validateEphemeral(pod: Pod, live: Pod, causes: Causes): void {
  const of = (each: Pod) =>
    (each.spec.ephemeralContainers ?? []) as { name: string }[];
  for (const before of of(live)) {
    const after = of(pod).find(({ name }) => name === before.name);
    if (!after || !deepEqual(before, after)) {
      causes.forbidden(
        'spec.ephemeralContainers',
        `existing ephemeral containers "${before.name}" may not be ${
          after ? 'changed' : 'removed'
        }\n`,
      );
    }
  }
}

export function validatePod(
  pod: Pod,
  live: Pod | undefined,
  causes: Causes,
  subresource?: string,
): void {
  validatePodSpec(pod.spec, 'spec', causes);
  if (!live) {
    if (Array.isArray(pod.spec.ephemeralContainers)) {
      causes.forbidden('spec.ephemeralContainers', 'cannot be set on create');
    }
    return;
  }
  if (subresource === 'ephemeralcontainers') {
    validateEphemeral(pod, live, causes);
  }
  const comparable = (spec: Pod['spec']) => ({
    ...spec,
    tolerations: undefined,
    activeDeadlineSeconds: undefined,
    terminationGracePeriodSeconds: undefined,
    nodeName: undefined,
    ...(subresource === 'ephemeralcontainers'
      ? { ephemeralContainers: undefined }
      : {}),
    containers: spec.containers.map(item => ({ ...item, image: '' })),
    initContainers: spec.initContainers?.map(item => ({ ...item, image: '' })),
  });
  if (!deepEqual(comparable(live.spec), comparable(pod.spec))) {
    causes.add(
      'FieldValueForbidden',
      'spec',
      'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
    );
  }
}
