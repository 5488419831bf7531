import { WorkloadRef } from 'backstage-plugin-irsa-common';
import type { z } from 'zod/v3';

/** The four names of a workload, as the input of an action. */
export const workloadInput = (zod: typeof z) => ({
  cluster: zod.string().min(1).describe('Name of the cluster in the portal'),
  namespace: zod
    .string()
    .default('')
    .describe('Empty for objects without a namespace'),
  kind: zod.string().min(1).describe('For example Deployment'),
  name: zod.string().min(1),
});

export function refOf({
  cluster,
  namespace,
  kind,
  name,
}: WorkloadRef): WorkloadRef {
  return { cluster, namespace, kind, name };
}

/** What could not be read, and so is in no answer. */
export const notReadOutput = (zod: typeof z) =>
  zod
    .array(zod.object({ what: zod.string(), why: zod.string() }))
    .describe(
      'Clusters and accounts that could not be read, or only in part. Nothing is known of what is there; it is not free of keys.',
    );
