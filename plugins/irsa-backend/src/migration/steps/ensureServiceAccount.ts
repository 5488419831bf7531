import { V1ServiceAccount } from '@kubernetes/client-node';
import {
  KINDS,
  mergePatch,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { statusOf } from '../../shared/statusOf';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import { annotationsOf } from '../kubernetes/serviceAccounts';
import { Step, StepContext } from '../model/Step';

/** Ensures that the ServiceAccount has our annotations. Nothing else of it is changed. */
export const ensureServiceAccount: Step = {
  id: 'ensure-service-account',
  async ensure(context) {
    const { serviceAccount, workload } = context.execution;
    const title = `${workload.namespace}/${serviceAccount.name}`;
    const account = await read(context);
    if (!account) {
      throw new StepFailedError(`ServiceAccount ${title} is gone.`);
    }
    const wanted = serviceAccount.annotations;
    const missing = differing(account, wanted);
    if (missing.length > 0) {
      if (!context.memory.annotating) {
        assertAsPlanned(context, account);
        await context.remember({ annotating: true });
      }
      await write(context, wanted, 'set annotations');
      const after = await read(context);
      if (!after || differing(after, wanted).length > 0) {
        throw new StepFailedError(
          `ServiceAccount ${title} does not keep the annotations: something on the cluster takes them away. Find out who manages it (GitOps, Helm, an operator) and change its source instead.`,
        );
      }
    }
    if (serviceAccount.action === 'create') {
      return { outcome: 'created', detail: `${title} names the role.` };
    }
    return {
      outcome: context.memory.annotating ? 'changed' : 'adopted',
      detail: `${title} names the role.`,
    };
  },
  async undo(context) {
    if (!context.memory.annotating) {
      return 'Nothing to take back.';
    }
    const { serviceAccount } = context.execution;
    const account = await read(context);
    if (!account) {
      return 'The ServiceAccount is gone.';
    }
    const other = (await context.others()).find(
      ({ execution }) =>
        execution.workload.cluster === context.execution.workload.cluster &&
        execution.workload.namespace === context.execution.workload.namespace &&
        execution.serviceAccount.name === serviceAccount.name,
    );
    if (other) {
      return `The annotations stay: migration ${other.id} rests on them.`;
    }
    const previous = Object.fromEntries(
      Object.keys(serviceAccount.annotations).map(key => [
        key,
        serviceAccount.previous[key] ?? null,
      ]),
    );
    if (differing(account, previous).length > 0) {
      await write(context, previous, 'put annotations back');
      const after = await read(context);
      if (after && differing(after, previous).length > 0) {
        throw new Error(
          `The annotations of ServiceAccount ${serviceAccount.name} are not as before after they were put back.`,
        );
      }
    }
    return 'The annotations are as they were before.';
  },
};

function read(context: StepContext): Promise<V1ServiceAccount | undefined> {
  const { workload, serviceAccount } = context.execution;
  return context.read(() =>
    readObject<V1ServiceAccount>(
      context.cluster,
      objectPath(KINDS.ServiceAccount, workload.namespace, serviceAccount.name),
    ),
  );
}

function differing(
  account: V1ServiceAccount,
  wanted: Record<string, string | null>,
): string[] {
  const present = annotationsOf(account);
  return Object.entries(wanted)
    .filter(([key, value]) => (present[key] ?? null) !== value)
    .map(([key]) => key);
}

function assertAsPlanned(
  context: StepContext,
  account: V1ServiceAccount,
): void {
  const { annotations, previous } = context.execution.serviceAccount;
  const present = annotationsOf(account);
  for (const key of Object.keys(annotations)) {
    if (present[key] !== annotations[key] && present[key] !== previous[key]) {
      throw new NeedsHumanError(
        `ServiceAccount ${account.metadata?.name} has ${key}=${
          present[key] ?? 'nothing'
        }, neither as planned nor as it was. Someone else changed it: settle it and continue, or roll back.`,
      );
    }
  }
}

/**
 * A merge patch of only our keys, guarded by the version that was read. It is tried again when the object has changed.
 */
async function write(
  context: StepContext,
  annotations: Record<string, string | null>,
  intent: string,
): Promise<void> {
  const { workload, serviceAccount } = context.execution;
  for (let attempt = 1; ; attempt += 1) {
    const account = await read(context);
    try {
      await context.call(
        {
          target: `ServiceAccount ${workload.namespace}/${serviceAccount.name}`,
          intent: `${intent}: ${Object.keys(annotations).join(', ')}`,
        },
        () =>
          mergePatch(
            context.cluster,
            objectPath(
              KINDS.ServiceAccount,
              workload.namespace,
              serviceAccount.name,
            ),
            {
              metadata: {
                resourceVersion: account?.metadata?.resourceVersion,
                annotations,
              },
            },
          ),
      );
      return;
    } catch (error) {
      if (statusOf(error) !== 409 || attempt >= 5) {
        throw error;
      }
    }
  }
}
