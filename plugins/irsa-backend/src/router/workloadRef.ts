import { WorkloadRef } from 'backstage-plugin-irsa-common';

/** The namespace in paths of objects without one. No namespace can have this name. */
const NO_NAMESPACE = '-';

/** The workload in the path of a request. */
export function workloadRefOf(params: Record<string, string>): WorkloadRef {
  const { cluster, namespace, kind, name } = params;
  return {
    cluster,
    namespace: namespace === NO_NAMESPACE ? '' : namespace,
    kind,
    name,
  };
}
