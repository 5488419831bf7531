/** The kinds that a plan can be made for: their Pod template can be changed while they run, and new Pods follow. */
const CHANGED_IN_PLACE = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'];

/**
 * Whether a plan can be made for workloads of this kind. The template of a Job and what a Pod is given cannot be changed
 * once they are made, and the Pods of a ReplicaSet do not follow its template. Source: Kubernetes documentation
 * (https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement,
 * https://kubernetes.io/docs/concepts/workloads/controllers/).
 *
 * @param kind - as in a WorkloadRef: of custom resources with the API group
 * @public
 */
export function isChangedInPlace(kind: string): boolean {
  return CHANGED_IN_PLACE.includes(kind);
}
