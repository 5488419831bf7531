import { V1Pod } from '@kubernetes/client-node';
import {
  apiVersionOf,
  createObject,
  deleteObject,
  isClusterError,
  isNotThere,
  KINDS,
  listPath,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import {
  CANARY_LABEL,
  canaryName,
  canaryPod,
} from '../../plan/patch/canaryPod';
import { WorkloadObject } from '../../plan/world/podTemplate';
import { scrub } from '../../shared/scrub';
import { statusOf } from '../../shared/statusOf';
import { StepContext } from '../model/Step';
import { podFindings } from './podFindings';

const LOOK_AGAIN_MS = 250;
const TRIES = 5;
/** Beyond the time that the portal waits: a process that was killed is taken over meanwhile. */
const SPARE_SECONDS = 1800;

/** `Pod production/orders-1a2b3c4d-canary`. */
export function canaryTitle(context: StepContext): string {
  const { namespace, name } = context.execution.workload;
  return `Pod ${namespace}/${canaryName(name, context.migrationId)}`;
}

function pathOf({ execution, migrationId }: StepContext): string {
  const { namespace, name } = execution.workload;
  return objectPath(KINDS.Pod, namespace, canaryName(name, migrationId));
}

/** The canary of this migration, whoever made it; undefined when there is none. */
export async function readCanary(
  context: StepContext,
): Promise<V1Pod | undefined> {
  return context.read(() =>
    readObject<V1Pod>(context.cluster, pathOf(context)),
  );
}

/**
 * The canary as it is now. It is made when there is none, after a dry run; otherwise why there can be none.
 *
 * @param workload - with the template that is tried
 * @param limitMs - how long it may run at most
 */
export async function ensureCanary(
  context: StepContext,
  workload: WorkloadObject,
  limitMs: number,
): Promise<V1Pod | string> {
  const { cluster, execution, migrationId } = context;
  const { namespace } = execution.workload;
  const path = listPath(KINDS.Pod, namespace);
  for (let attempt = 1; ; attempt += 1) {
    const found = await readCanary(context);
    if (found) {
      return found.metadata?.labels?.[CANARY_LABEL] === migrationId
        ? found
        : `${canaryTitle(context)} is of somebody else`;
    }
    const missing = await missingRights(context);
    if (missing) {
      return missing;
    }
    const pod = canaryPod(
      workload,
      migrationId,
      Math.ceil(limitMs / 1000) + SPARE_SECONDS,
    );
    try {
      const planned = await context.read(() =>
        createObject<V1Pod>(cluster, path, pod, { dryRun: true }),
      );
      const { notInjected } = podFindings(planned, execution);
      if (notInjected.length > 0 && attempt >= TRIES) {
        return `the pod identity webhook does not take a Pod without the labels of the others: ${notInjected.join(
          ', ',
        )}`;
      }
      if (notInjected.length === 0) {
        await context.remember({ creating: true });
        return await context.call(
          { target: canaryTitle(context), intent: 'create, as a canary' },
          () => createObject<V1Pod>(cluster, path, pod),
        );
      }
    } catch (error) {
      // The quota was written in between, or an answer was lost and it is there.
      const isConflict = isClusterError(error, 'conflict');
      if (
        !isConflict &&
        !isClusterError(error, 'forbidden', 'quota', 'invalid')
      ) {
        throw error;
      }
      if (!isConflict || attempt >= TRIES) {
        await context.remember({ creating: false });
        return `the cluster does not take it (${scrub(
          (error as Error).message,
        )})`;
      }
    }
    await context.sleep(LOOK_AGAIN_MS * attempt);
  }
}

/** Who may not delete a canary makes none. */
async function missingRights(
  context: StepContext,
): Promise<string | undefined> {
  const { cluster, execution } = context;
  for (const verb of ['create', 'delete']) {
    const { status } = await context.read(() =>
      cluster.request<{ status?: { allowed?: boolean } }>({
        method: 'POST',
        path: listPath(KINDS.SelfSubjectAccessReview),
        body: {
          apiVersion: apiVersionOf(KINDS.SelfSubjectAccessReview),
          kind: KINDS.SelfSubjectAccessReview.kind,
          spec: {
            resourceAttributes: {
              namespace: execution.workload.namespace,
              verb,
              group: '',
              resource: 'pods',
            },
          },
        },
      }),
    );
    if (status?.allowed !== true) {
      return `the portal may not ${verb} Pods in ${execution.workload.namespace}`;
    }
  }
  return undefined;
}

/** Deletes the canary of this migration, if it made one, and waits until it is gone. Returns the result in words. */
export async function removeCanary(context: StepContext): Promise<string> {
  const title = canaryTitle(context);
  if (!context.memory.creating) {
    return 'No canary was made.';
  }
  const { rolloutTimeoutMs } = context.config.migration;
  let isOver = context.deadline(rolloutTimeoutMs);
  let uid: string | undefined;
  for (;;) {
    const pod = await readCanary(context);
    if (pod?.metadata?.labels?.[CANARY_LABEL] !== context.migrationId) {
      await context.remember({ creating: false });
      return pod
        ? `${title} is there, without the label of this migration, so it was left. Look whether somebody still needs it.`
        : `${title} is gone again.`;
    }
    if (pod.metadata.uid !== uid) {
      ({ uid } = pod.metadata);
      const graceMs = (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1000;
      isOver = context.deadline(graceMs + rolloutTimeoutMs);
      if (!(await deleteCanary(context, uid))) {
        return `${title} stays: the portal may not delete it. Delete it by hand; without that the cluster ends it after a while.`;
      }
    } else if (isOver()) {
      return `${title} was deleted and is still there: its node may not answer. Look at it.`;
    } else {
      await context.sleep(LOOK_AGAIN_MS);
    }
  }
}

/** False where the portal may not. */
async function deleteCanary(
  context: StepContext,
  uid: string | undefined,
): Promise<boolean> {
  try {
    await context.call(
      { target: canaryTitle(context), intent: 'delete the canary' },
      () => deleteObject(context.cluster, pathOf(context), { uid }),
    );
  } catch (error) {
    if (statusOf(error) === 403) {
      return false;
    }
    // Gone, or another Pod of the same name by now.
    if (!isNotThere(error) && !isClusterError(error, 'conflict')) {
      throw error;
    }
  }
  return true;
}
