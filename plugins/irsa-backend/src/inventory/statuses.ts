import { WorkloadStatus } from 'backstage-plugin-irsa-common';

/** Statuses in which the workload still gets its static AWS key. */
export const STATIC_STATUSES: readonly WorkloadStatus[] = [
  'static',
  'shadowed',
  'running',
  'failed',
  'rolledBack',
];
