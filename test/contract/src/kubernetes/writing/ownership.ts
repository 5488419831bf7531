import { Cluster } from '../support/Cluster';
import { MERGE_PATCH } from '../support/manifests';
import { get, patch } from '../support/objects';
import { until } from '@internal/sandbox/until';

export const GARBAGE =
  'https://kubernetes.io/docs/concepts/architecture/garbage-collection/';

export const OTHER_UID = '00000000-0000-4000-8000-000000000000';

export const HELD = { finalizers: ['contract.example/held'] };

export function gone(cluster: Cluster, plural: string, name: string) {
  return until(
    () => get(cluster, plural, name),
    ({ status }) => status === 404,
  );
}

export async function release(cluster: Cluster, plural: string, name: string) {
  const { status } = await patch(cluster, plural, name, MERGE_PATCH, {
    metadata: { finalizers: null },
  });
  return status;
}
