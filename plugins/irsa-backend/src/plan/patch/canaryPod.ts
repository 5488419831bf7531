import { podMarks } from '../world/mesh';
import {
  Json,
  podSpec,
  templateDigest,
  WorkloadObject,
} from '../world/podTemplate';
import { Labels } from '../world/labelSelector';

/** The label of a canary; its value is the id of the migration. */
export const CANARY_LABEL = 'irsa.backstage.io/canary-of';

/** The digest of the template that a canary was made from: the workload may get another one meanwhile. */
export const TRIED_ANNOTATION = 'irsa.backstage.io/template';

/** Labels that are read as a Pod is made, and select no traffic. */
const OF_ADMISSION =
  /^(sidecar\.istio\.io|istio\.io|linkerd\.io|eks\.amazonaws\.com)\//;

/**
 * The labels of a canary. Services, budgets, monitors, scalers and the workload's own controller find Pods by the labels of the
 * template, so it has none of them.
 */
export function canaryLabels(
  workload: WorkloadObject,
  migrationId: string,
): Labels {
  return {
    ...Object.fromEntries(
      Object.entries(podMarks({ object: workload }).labels).filter(([name]) =>
        OF_ADMISSION.test(name),
      ),
    ),
    'app.kubernetes.io/managed-by': 'backstage-irsa',
    [CANARY_LABEL]: migrationId,
  };
}

/** The same in each run of a migration, so that it is found again after a crash. At most 63 characters. */
export function canaryName(workload: string, migrationId: string): string {
  const id = migrationId.replace(/[^0-9a-z]/g, '').slice(0, 8);
  return `${workload.slice(0, 40).replace(/[^0-9a-z]+$/, '')}-${id}-canary`;
}

/**
 * One Pod of a workload's template that stands beside its Pods. It goes with the workload, whoever deletes that.
 *
 * @param workload - with the template that is tried
 * @param lifeSeconds - after which the cluster ends it, should nobody delete it
 */
export function canaryPod(
  workload: WorkloadObject,
  migrationId: string,
  lifeSeconds: number,
): Json {
  const { name, namespace, uid } = (workload.metadata ?? {}) as Record<
    string,
    string
  >;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: canaryName(name, migrationId),
      namespace,
      labels: canaryLabels(workload, migrationId),
      annotations: {
        ...podMarks({ object: workload }).annotations,
        [TRIED_ANNOTATION]: templateDigest(workload),
      },
      ownerReferences: [
        {
          apiVersion: workload.apiVersion,
          kind: workload.kind,
          name,
          uid,
          controller: true,
        },
      ],
    },
    spec: { ...podSpec(workload), activeDeadlineSeconds: lifeSeconds },
  };
}
