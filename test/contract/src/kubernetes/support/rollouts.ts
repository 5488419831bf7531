import { Cluster } from './Cluster';
import { MERGE_PATCH } from './manifests';
import { made, patch, stored } from './objects';
import { plain } from './reduce';
import { until } from '@internal/sandbox/until';

export const REVISION = 'deployment.kubernetes.io/revision';

/** Creates a workload and waits until all its Pods exist. */
export async function running(cluster: Cluster, plural: string, body: any) {
  await made(cluster, plural, body);
  return settled(cluster, plural, body.metadata.name);
}

/** Changes the Pod template with a merge patch, without waiting. */
export function changeTemplate(
  cluster: Cluster,
  plural: string,
  name: string,
  template: object,
) {
  return patch(cluster, plural, name, MERGE_PATCH, { spec: { template } });
}

/** A change of the template without other effects. */
export function release(version: string) {
  return { metadata: { annotations: { version } } };
}

/** Waits until the controller has seen the workload, and all Pods are available and have the present template. */
export function settled(cluster: Cluster, plural: string, name: string) {
  return until(() => stored(cluster, plural, name), isSettled);
}

function isSettled({ kind, metadata, spec, status = {} }: any): boolean {
  if (status.observedGeneration !== metadata.generation) {
    return false;
  }
  if (kind === 'DaemonSet') {
    return (
      status.desiredNumberScheduled > 0 &&
      status.updatedNumberScheduled === status.desiredNumberScheduled &&
      status.numberAvailable === status.desiredNumberScheduled
    );
  }
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  const all = [replicas, updatedReplicas, availableReplicas].every(
    count => count === spec.replicas,
  );
  if (kind !== 'Deployment') {
    return all;
  }
  return all && condition({ status }, 'Progressing')?.[1] !== 'False';
}

/** Status and reason of a condition. */
export function condition(
  { status }: any,
  type: string,
): [type: string, status: string, reason: string] | undefined {
  const found = status?.conditions?.find((each: any) => each.type === type);
  return found && [type, found.status, found.reason];
}

/** The counts of a Deployment's status. */
export function counts({ status }: any) {
  const {
    replicas,
    updatedReplicas,
    readyReplicas,
    availableReplicas,
    unavailableReplicas,
  } = status;
  return plain({
    replicas,
    updatedReplicas,
    readyReplicas,
    availableReplicas,
    unavailableReplicas,
  });
}

/** ReplicaSets by revision: `[revision, replicas]`. */
export async function revisions(cluster: Cluster): Promise<[string, number][]> {
  const { items } = await cluster.must({ path: `${cluster.apps}/replicasets` });
  return items
    .map(({ metadata, spec }: any) => [
      metadata.annotations[REVISION],
      spec.replicas,
    ])
    .sort();
}

export async function pods(cluster: Cluster): Promise<any[]> {
  return (await cluster.must({ path: `${cluster.core}/pods` })).items;
}
