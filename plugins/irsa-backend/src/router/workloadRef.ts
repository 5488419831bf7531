import { WorkloadRef } from 'backstage-plugin-irsa-common';

/** Stands in paths for the namespace of what belongs to none; no namespace can have this name. */
const NO_NAMESPACE = '-';

/** The workload that a path is about. */
export function workloadRefOf(params: Record<string, string>): WorkloadRef {
  const { cluster, namespace, kind, name } = params;
  return {
    cluster,
    namespace: namespace === NO_NAMESPACE ? '' : namespace,
    kind,
    name,
  };
}
