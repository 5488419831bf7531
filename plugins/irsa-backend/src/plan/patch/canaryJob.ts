import { Json, templateDigest, WorkloadObject } from '../world/podTemplate';
import { CANARY_LABEL, canaryName, TRIED_ANNOTATION } from './canaryPod';

/**
 * One run of a CronJob's template beside its schedule. It is a whole run: its Pods have all labels of the others, and it ends as they
 * do. The controller of CronJobs takes it for one of theirs, and counts it in no `concurrencyPolicy`
 * (https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/cronjob/cronjob_controllerv2.go, syncCronJob).
 *
 * @param cronJob - with the template that is tried
 */
export function canaryJob(cronJob: WorkloadObject, migrationId: string): Json {
  const { name, namespace, uid } = (cronJob.metadata ?? {}) as Record<
    string,
    string
  >;
  const { metadata = {}, spec = {} } = (cronJob.spec?.jobTemplate ?? {}) as {
    metadata?: { labels?: object; annotations?: object };
    spec?: Json;
  };
  // Its end must be seen before it goes.
  const { ttlSecondsAfterFinished: _, ...kept } = spec;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: canaryName(name, migrationId),
      namespace,
      labels: {
        ...metadata.labels,
        'app.kubernetes.io/managed-by': 'backstage-irsa',
        [CANARY_LABEL]: migrationId,
      },
      annotations: {
        ...metadata.annotations,
        // As `kubectl create job --from` marks a run that no schedule has started.
        'cronjob.kubernetes.io/instantiate': 'manual',
        [TRIED_ANNOTATION]: templateDigest(cronJob),
      },
      ownerReferences: [
        {
          apiVersion: cronJob.apiVersion,
          kind: cronJob.kind,
          name,
          uid,
          controller: true,
        },
      ],
    },
    spec: kept,
  };
}
