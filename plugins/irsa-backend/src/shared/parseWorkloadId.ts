import { InputError } from '@backstage/errors';
import { WorkloadRef } from 'backstage-plugin-irsa-common';

/**
 * The parts of `cluster/namespace/kind/name`. A cluster's name may be an ARN, which has slashes; the namespace is empty for
 * objects without one. Throws InputError.
 */
export function parseWorkloadId(id: string): WorkloadRef {
  const parts = id.split('/');
  const [namespace, kind, name] = parts.slice(-3);
  const cluster = parts.slice(0, -3).join('/');
  if (!cluster || namespace === undefined || !kind || !name) {
    throw new InputError(
      `${id} is not a workload id of the form cluster/namespace/kind/name.`,
    );
  }
  return { cluster, namespace, kind, name };
}
