import { WorkloadRef } from 'backstage-plugin-irsa-common';

/** `Deployment production/test`. */
export function workloadTitle(workload: WorkloadRef): string {
  return `${workload.kind} ${workload.namespace}/${workload.name}`;
}
