import { V1Job, V1Pod } from '@kubernetes/client-node';
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
import { CANARY_LABEL, canaryName } from '../../plan/patch/canaryPod';
import { scrub } from '../../shared/scrub';
import { statusOf } from '../../shared/statusOf';
import { StepContext } from '../model/Step';

const LOOK_AGAIN_MS = 250;
const TRIES = 5;

type Execution = Pick<StepContext, 'execution'>;

/** A run of a CronJob, a Pod of anything else. */
function kindOf({ execution }: Execution) {
  return execution.workload.kind === 'CronJob' ? KINDS.Job : KINDS.Pod;
}

/** `Pod production/orders-1a2b3c4d-canary`. */
export function canaryTitle(
  context: Execution & Pick<StepContext, 'migrationId'>,
): string {
  const { namespace, name } = context.execution.workload;
  return `${kindOf(context).kind} ${namespace}/${canaryName(
    name,
    context.migrationId,
  )}`;
}

function pathOf(context: StepContext): string {
  const { namespace, name } = context.execution.workload;
  return objectPath(
    kindOf(context),
    namespace,
    canaryName(name, context.migrationId),
  );
}

/** The canary of this migration, whoever made it; undefined when there is none. */
export async function readCanary<T extends V1Pod | V1Job>(
  context: StepContext,
): Promise<T | undefined> {
  return context.read(() => readObject<T>(context.cluster, pathOf(context)));
}

/**
 * The canary as it is now. It is made when there is none, after a dry run; otherwise why there can be none.
 *
 * @param body - as it is made
 * @param faultOf - what is wrong with one that the cluster would make; it may be right a moment later
 */
export async function ensureCanary<T extends V1Pod | V1Job>(
  context: StepContext,
  body: object,
  faultOf: (planned: T) => string | undefined = () => undefined,
): Promise<T | string> {
  const { cluster, execution, migrationId } = context;
  const { namespace } = execution.workload;
  const path = listPath(kindOf(context), namespace);
  for (let attempt = 1; ; attempt += 1) {
    const found = await readCanary<T>(context);
    if (found) {
      return found.metadata?.labels?.[CANARY_LABEL] === migrationId
        ? found
        : `${canaryTitle(context)} is of somebody else`;
    }
    const missing = await missingRights(context);
    if (missing) {
      return missing;
    }
    try {
      const planned = await context.read(() =>
        createObject<T>(cluster, path, body, { dryRun: true }),
      );
      const fault = faultOf(planned);
      if (fault && attempt >= TRIES) {
        return fault;
      }
      if (!fault) {
        await context.remember({ creating: true });
        return await context.call(
          { target: canaryTitle(context), intent: 'create, as a canary' },
          () => createObject<T>(cluster, path, body),
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
  const { kind, plural, group } = kindOf(context);
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
              group,
              resource: plural,
            },
          },
        },
      }),
    );
    if (status?.allowed !== true) {
      return `the portal may not ${verb} ${kind}s in ${execution.workload.namespace}`;
    }
  }
  return undefined;
}

/**
 * Deletes the canary of this migration, if it made one, and waits until it is gone; a run with all of its Pods. `creating` of the
 * step's memory is true still when it is not gone. Returns the result in words.
 */
export async function removeCanary(context: StepContext): Promise<string> {
  const title = canaryTitle(context);
  if (!context.memory.creating) {
    return 'No canary was made.';
  }
  const { rolloutTimeoutMs } = context.config.migration;
  let isOver = context.deadline(rolloutTimeoutMs);
  let uid: string | undefined;
  for (;;) {
    const canary = await readCanary(context);
    if (canary?.metadata?.labels?.[CANARY_LABEL] !== context.migrationId) {
      await context.remember({ creating: false });
      return canary
        ? `${title} is there, without the label of this migration, so it was left. Look whether somebody still needs it.`
        : `${title} is gone again.`;
    }
    if (canary.metadata.uid !== uid) {
      ({ uid } = canary.metadata);
      isOver = context.deadline(graceOf(canary) + rolloutTimeoutMs);
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

/** In milliseconds. */
function graceOf({ spec }: V1Pod | V1Job): number {
  const pod = spec && 'template' in spec ? spec.template.spec : spec;
  const { terminationGracePeriodSeconds = 30 } = (pod ?? {}) as {
    terminationGracePeriodSeconds?: number;
  };
  return terminationGracePeriodSeconds * 1000;
}

/** False where the portal may not. */
async function deleteCanary(
  context: StepContext,
  uid: string | undefined,
): Promise<boolean> {
  try {
    await context.call(
      { target: canaryTitle(context), intent: 'delete the canary' },
      () =>
        deleteObject(
          context.cluster,
          pathOf(context),
          { uid },
          kindOf(context) === KINDS.Job ? 'Foreground' : undefined,
        ),
    );
  } catch (error) {
    if (statusOf(error) === 403) {
      return false;
    }
    // Gone, or another of the same name by now.
    if (!isNotThere(error) && !isClusterError(error, 'conflict')) {
      throw error;
    }
  }
  return true;
}
